"""Other people's example bots, each in a process of its own, and the chat they talk in."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from standins.telegram.running import YOU, RunningTelegram
from standins.telegram.wire import JsonObject

_CLIENTS = Path(__file__).parents[1] / "peers" / "clients"
_LOOK_S = 0.02
_PATIENCE_S = 45.0


@dataclass(frozen=True)
class Example:
    """A running example, and the stand-in it talks to."""

    telegram: RunningTelegram
    process: asyncio.subprocess.Process
    words: Path

    async def until(self, so: Callable[[], bool]) -> None:
        """Come back when it is so; the example's own words are told when it never is."""
        try:
            async with asyncio.timeout(_PATIENCE_S):
                while not so():
                    assert self.process.returncode is None, self.printed
                    await asyncio.sleep(_LOOK_S)
        except TimeoutError:
            raise AssertionError(f"{await self.telegram.text()}\n{self.printed}") from None

    @property
    def printed(self) -> str:
        """What it said on its terminal."""
        return self.words.read_text(errors="replace")

    async def says(self, text: str, answer: str, *, chat: int = YOU, sender: int = YOU) -> None:
        """A person writes, and the bot answers with these words."""
        told = await self.telegram.say(text, chat=chat, sender=sender)
        await self.shows(answer, chat=chat, after=told["message_id"])

    async def shows(self, words: str, *, chat: int = YOU, after: int = 0) -> None:
        """A message behind ``after`` that the bot sent, or changed, holds these words."""
        state = self.telegram.playground.state
        messages = state.chats[chat].messages
        await self.until(
            lambda: any(
                words in _text(one.content)
                for one in messages.values()
                if one.message_id > after and (one.via_bot or one.sender_id == state.bot.id)
            )
        )

    async def polls(self) -> None:
        """It waits for updates."""
        await self.until(lambda: self.telegram.playground.polling.is_waiting)

    async def calls(self, method: str, times: int = 1) -> None:
        """It has called this method so often."""
        log = self.telegram.playground.calls
        await self.until(lambda: [one.method for one in log.since(0)].count(method) >= times)

    @property
    def complaints(self) -> int:
        """How many exceptions it told of."""
        return self.printed.count("Traceback (most recent call last)")

    async def stopped(self) -> int:
        """Press Ctrl-C; its exit status."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGINT)
        return await asyncio.wait_for(self.process.wait(), _PATIENCE_S)


@asynccontextmanager
async def an_example(
    python: Path | str,
    runner: str,
    source: Path,
    telegram: RunningTelegram,
    *arguments: str,
    home: Path,
    environment: Mapping[str, str] | None = None,
) -> AsyncIterator[Example]:
    """Run a program of ``tests/peers/clients`` over an example, in a folder of its own.

    Parameters
    ----------
    python
        The interpreter that has the example's library.
    arguments
        For the runner, behind the example's path and the stand-in's address.
    """
    words = home / "words.log"
    with words.open("wb") as sink:
        process = await asyncio.create_subprocess_exec(
            *(str(python), "-u", str(_CLIENTS / runner), str(source), telegram.url, *arguments),
            cwd=home,
            env={**os.environ, **(environment or {})},
            stdout=sink,
            stderr=sink,
        )
    running = Example(telegram, process, words)
    try:
        yield running
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


Starter: TypeAlias = Callable[[str], Awaitable[Example]]
"""Starts the example of this name and comes back when it waits for updates."""


@asynccontextmanager
async def polling(
    python: Path,
    runner: str,
    folder: Path,
    telegram: RunningTelegram,
    *arguments: str,
    home: Path,
    environment: Mapping[str, str] | None = None,
) -> AsyncIterator[Starter]:
    """Examples that poll; each must end in order when Ctrl-C is pressed."""
    async with AsyncExitStack() as stack:

        async def start(name: str) -> Example:
            source = folder / f"{name}.py"
            example = await stack.enter_async_context(
                an_example(
                    python,
                    runner,
                    source,
                    telegram,
                    *arguments,
                    home=home,
                    environment=environment,
                )
            )
            stack.push_async_callback(_ended_in_order, example)
            await example.polls()
            return example

        yield start


async def _ended_in_order(example: Example) -> None:
    status = await example.stopped()
    assert status == 0, example.printed


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
    return port


def _text(content: JsonObject) -> str:
    return str(content.get("text") or content.get("caption") or "")
