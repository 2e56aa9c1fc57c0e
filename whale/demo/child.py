"""A process of the demo: started in a session of its own, watched, and stopped in order."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from core.errors import MisconfiguredError

_PATIENCE_S = 10.0
_TAIL_LINES = 15


class Child:
    """One process and the file its words go to."""

    def __init__(self, name: str, process: Process, log: Path) -> None:
        self.name = name
        self._process = process
        self._log = log

    async def first_line(self, *, within_s: float) -> str:
        """What it prints when it is ready.

        Raises
        ------
        MisconfiguredError
            If it ends, or says nothing in time; the message holds the end of its log.
        """
        stdout = self._process.stdout
        if stdout is None:  # pragma: no cover - it is always started with a pipe
            raise AssertionError("no standard output")
        try:
            line = await asyncio.wait_for(stdout.readline(), within_s)
        except TimeoutError:
            raise MisconfiguredError(self.failure(f"said nothing in {within_s:.0f} s")) from None
        if not line:
            raise MisconfiguredError(self.failure("ended at once"))
        return line.decode().strip()

    async def ended(self) -> str:
        """Wait for its end, which nobody asked for; the words for it."""
        status = await self._process.wait()
        return self.failure(f"ended with status {status}")

    def failure(self, what: str) -> str:
        """What happened, with the end of the log and where the rest is."""
        lines = self._log.read_text(errors="replace").splitlines()[-_TAIL_LINES:]
        return "\n".join([f"{self.name} {what}. Its last words ({self._log}):", *lines])

    async def stop(self) -> None:
        """Ask it to end; after ten seconds, make it."""
        if self._process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), _PATIENCE_S)
            except TimeoutError:
                os.killpg(self._process.pid, signal.SIGKILL)
                await self._process.wait()


@asynccontextmanager
async def child(
    name: str, arguments: Sequence[str], *, log: Path, environment: Mapping[str, str]
) -> AsyncIterator[Child]:
    """Run ``python -m …`` while the context lasts.

    The child gets a session of its own, so that Ctrl-C in the terminal reaches only us and the end
    is in order; it holds our pipe as its standard input and ends when that closes, so that it does
    not outlive us either when we are killed.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as words:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            *arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=words,
            env=dict(environment),
            start_new_session=True,
        )
    started = Child(name, process, log)
    try:
        yield started
    finally:
        await started.stop()
