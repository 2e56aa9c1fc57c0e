"""The product as a process of its own: begun, ended, killed, and whether anything is left of it."""

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from whale.cli import main

PROC = Path("/proc")
HAS_PROC = (PROC / "self" / "stat").exists()
NO_PROC = "which processes there are is read from /proc, which this system does not have"
needs_proc = pytest.mark.skipif(not HAS_PROC, reason=NO_PROC)
KILLED = -signal.SIGKILL
"""The exit code of a process that got SIGKILL."""

# Loading all of the product takes five seconds, of which the Telegram library takes four. Stories
# that start it twenty times fork it from a process that has loaded everything and run nothing.
_warm = multiprocessing.get_context("forkserver")
_warm.set_forkserver_preload(["engine.app", "bot.app.serving", "whale.cli"])

_LOOK_S = 0.02


class House:
    """A running ``whale up``."""

    def __init__(self, process: BaseProcess, log: Path) -> None:
        self._process = process
        self._log = log

    @property
    def pid(self) -> int:
        """Its number."""
        assert self._process.pid is not None
        return self._process.pid

    async def ended(self, *, within_s: float = 30) -> int:
        """Wait for its end; its exit code, negative for a signal."""
        await asyncio.to_thread(self._process.join, within_s)
        code = self._process.exitcode
        assert code is not None, f"still running after {within_s:.0f} s:\n{self._words()}"
        return code

    async def stopped(self) -> int:
        """Ask it to end in order; its exit code."""
        self._process.terminate()
        return await self.ended()

    async def killed(self) -> int:
        """End it as ``kill -9`` does; its exit code."""
        self._process.kill()
        return await self.ended()

    def _words(self) -> str:
        return self._log.read_text(errors="replace")[-4_000:]


@asynccontextmanager
async def a_house(
    environment: Mapping[str, str], *, roles: str, log: Path, crash_at: str = ""
) -> AsyncIterator[House]:
    """``whale up`` with these ``WHALE_`` variables; killed at the end unless it ended before."""
    settings = {**environment, "WHALE_CRASH_AT": crash_at}
    process = _warm.Process(target=_live, args=(settings, roles, log))
    process.start()
    house = House(process, log)
    try:
        yield house
    finally:
        await house.killed()
        process.close()


def _live(environment: Mapping[str, str], roles: str, log: Path) -> None:
    """What the new process does: become ``whale up``."""
    # What a killed process leaves in the system is booked in its own name, not in the test run's.
    resource_tracker._resource_tracker._fd = None  # type: ignore[attr-defined]  # noqa: SLF001
    os.chdir(log.parent)
    with log.open("ab") as words:
        os.dup2(words.fileno(), sys.stdout.fileno())
        os.dup2(words.fileno(), sys.stderr.fileno())
    os.environ.update(environment)
    sys.argv = ["whale", "up", "--roles", roles]
    main()


@dataclass(frozen=True, slots=True)
class Living:
    """A process, told by its start from a later one of the same number."""

    pid: int
    began: int


def family(pid: int) -> set[Living]:
    """A process and all that it has started, and all that those have; empty without ``/proc``."""
    parents = {living: parent for living, parent in map(_read, _pids()) if living is not None}
    found = {living for living in parents if living.pid == pid}
    while grown := {one for one, up in parents.items() if up in {it.pid for it in found}} - found:
        found |= grown
    return found


async def gone(family: set[Living], *, within_s: float = 15) -> None:
    """Come back when none of them lives any more."""
    try:
        async with asyncio.timeout(within_s):
            # Processes that are not our children end without a sign.
            while _living(family):  # noqa: ASYNC110
                await asyncio.sleep(_LOOK_S)
    except TimeoutError:
        raise AssertionError(f"left after {within_s:.0f} s: {_living(family)}") from None


def naming(words: str) -> list[str]:
    """The command lines of all processes that hold these words."""
    lines = [_command_line(pid) for pid in _pids()]
    return [line for line in lines if words in line]


def _living(family: set[Living]) -> list[str]:
    return [_command_line(one.pid) for one in family if _read(one.pid)[0] == one]


def _pids() -> list[int]:
    return [int(place.name) for place in PROC.glob("[0-9]*")]


def _read(pid: int) -> tuple[Living | None, int]:
    """A process and its parent's number; None for one that is gone, or dead and not yet buried."""
    try:
        # The name in brackets may hold anything; what follows is numbered from 3 in proc(5).
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None, 0
    state, parent, began = fields[0], int(fields[1]), int(fields[19])
    return (None if state == "Z" else Living(pid, began)), parent


def _command_line(pid: int) -> str:
    try:
        return (PROC / str(pid) / "cmdline").read_text(errors="replace").replace("\0", " ")
    except OSError:
        return ""
