"""``whale demo`` as a newcomer starts it, in a process of its own."""

import asyncio
import re
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_START_S = 60.0
_LOOK_S = 0.05
_PAGE = re.compile(r"^\s+(http://127\.0\.0\.1:\d+/)$", re.MULTILINE)


class Demo:
    """A running demo and what it prints."""

    def __init__(self, process: Process, printed: Path) -> None:
        self._process = process
        self._printed = printed

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def page(self) -> str:
        """The address of the chat page, as it was printed."""
        found = _PAGE.search(self.printed)
        assert found is not None, self.printed
        return found[1]

    @property
    def printed(self) -> str:
        """All that it has said."""
        return self._printed.read_text(errors="replace")

    async def ready(self) -> None:
        """Come back when it has printed the address of the chat page."""
        try:
            async with asyncio.timeout(_START_S):
                while not _PAGE.search(self.printed):
                    assert self._process.returncode is None, self.printed
                    await asyncio.sleep(_LOOK_S)
        except TimeoutError:
            raise AssertionError(f"no page after {_START_S:.0f} s:\n{self.printed}") from None

    async def interrupted(self, *, within_s: float = 15) -> int:
        """Press Ctrl-C; its exit status."""
        return await self._after(signal.SIGINT, within_s)

    async def killed(self) -> int:
        """End it as ``kill -9`` does; its exit status."""
        return await self._after(signal.SIGKILL, 5)

    async def _after(self, number: signal.Signals, within_s: float) -> int:
        if self._process.returncode is None:
            self._process.send_signal(number)
        return await asyncio.wait_for(self._process.wait(), within_s)


@asynccontextmanager
async def a_demo(*arguments: object, data: Path) -> AsyncIterator[Demo]:
    """``whale demo`` over a data folder, ready, on whatever port is free; ended with the block."""
    printed = data.with_suffix(".printed")
    command = ["-m", "whale", "demo", "--port", "0", "--data", data, *arguments]
    with printed.open("wb") as words:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *map(str, command), cwd=_ROOT, stdin=DEVNULL, stdout=words, stderr=words
        )
    demo = Demo(process, printed)
    try:
        await demo.ready()
        yield demo
    finally:
        await _ended(demo)


async def _ended(demo: Demo) -> None:
    try:
        await demo.interrupted()
    except TimeoutError:
        await demo.killed()
