"""A server as a child process: started, watched, and surely stopped."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from signal import SIGKILL, Signals

from core.errors import MisconfiguredError
from runtime.embedded.account import passable
from runtime.embedded.folder import Folder

_LAUNCH = Path(__file__).with_name("launch.py")
_LOOK_S = 0.01
_STOP_S = 10.0  # for each signal; a busy disk needs seconds to write the last checkpoint
_START_S = 60.0  # a database that was killed replays its log first
_LOG_LINES = 8


def spawn(
    folder: Folder, command: Sequence[str], *, log: Path, farewell: Signals
) -> subprocess.Popen[bytes]:
    """Start ``command`` in a session of its own: the terminal's Ctrl-C does not reach it.

    ``farewell`` is the signal it gets from the kernel when this process dies without a word.
    """
    account = folder.account
    places = (Path(command[0]), folder.path / "any")
    reach = account is not None and not all(map(passable, places))
    uid, gid = (account.uid, account.gid) if account else (0, 0)
    terms = (os.getpid(), int(farewell), uid, gid, int(reach))
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603  # no word of the command comes from outside
            [sys.executable, "-I", "-S", str(_LAUNCH), *map(str, terms), *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd="/",
            # Variables such as PGDATA speak of other servers.
            env={key: value for key, value in os.environ.items() if not key.startswith("PG")},
        )


@asynccontextmanager
async def alive(
    child: subprocess.Popen[bytes], farewells: Sequence[Signals]
) -> AsyncIterator[None]:
    """The child lives as long as the context, then gets the signals until it is gone.

    Cancelled a second time (an impatient Ctrl-C) this waits no longer for the polite signal.
    """
    try:
        yield
    finally:
        try:
            await _stop(child, farewells[0])
        finally:
            for farewell in (*farewells[1:], SIGKILL):
                if child.poll() is None:
                    child.send_signal(farewell)
                    _wait_blocking(child)


async def until(
    ready: Callable[[], bool], child: subprocess.Popen[bytes], *, name: str, log: Path
) -> None:
    """Come back when ``ready`` says so.

    Raises
    ------
    MisconfiguredError
        If the child ends before, or takes a minute; with the last lines of its log.
    """
    deadline = time.monotonic() + _START_S
    while not ready():
        if child.poll() is not None:
            raise MisconfiguredError(f"{name} did not start.\n{last_words(log)}")
        if time.monotonic() > deadline:
            raise MisconfiguredError(
                f"{name} was not ready after {_START_S:.0f} s.\n{last_words(log)}"
            )
        await asyncio.sleep(_LOOK_S)


async def end_leftover(pid_file: Path, farewells: Sequence[Signals]) -> None:
    """Stop the server of a killed run, if it still lives, and forget a stale ``pid_file``.

    The file alone proves nothing: after a restart of the machine, or of a container, its number
    belongs to somebody else. A process is ours when its command line names the file's folder.
    """
    for farewell in (*farewells, SIGKILL):
        pid = _living(pid_file)
        if pid is None:
            break
        os.kill(pid, farewell)
        deadline = time.monotonic() + _STOP_S
        # There is no event to wait for: a process that is not our child ends without a sign.
        while _living(pid_file) == pid and time.monotonic() < deadline:  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_S)
    _forget(pid_file)


def last_words(log: Path) -> str:
    """The end of a log, with its path."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return "\n".join([f"The end of {log}:", *(f"  {line}" for line in lines[-_LOG_LINES:])])


def _forget(pid_file: Path) -> None:
    pid_file.unlink(missing_ok=True)


def _living(pid_file: Path) -> int | None:
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if pid > 0 and str(pid_file.parent) in _command_line(pid) else None


def _command_line(pid: int) -> str:
    """How a process was started; empty for one that is gone or is a zombie."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        if Path("/proc/self").exists():
            return ""
    shown = subprocess.run(  # noqa: S603  # a number is all that varies
        ["/bin/ps", "-o", "command=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return shown.stdout


async def _stop(child: subprocess.Popen[bytes], farewell: Signals) -> None:
    if child.poll() is None:
        child.send_signal(farewell)
    deadline = time.monotonic() + _STOP_S
    while child.poll() is None and time.monotonic() < deadline:  # noqa: ASYNC110
        await asyncio.sleep(_LOOK_S)


def _wait_blocking(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(timeout=_STOP_S / 2)
    except subprocess.TimeoutExpired:
        return
