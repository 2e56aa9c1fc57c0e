"""A line to a node that has no WebSocket: every frame of ours is a POST, every answer a frame."""

import asyncio
from http import HTTPStatus

from aiohttp import ClientError, ClientSession, ClientTimeout

from core.ports import Clock
from engine.pipeline.backoff import Backoff
from engine.pipeline.wire.endpoints import Address, Ending
from engine.pipeline.wire.inbox import Inbox
from engine.pipeline.wire.lines import OverError, answered, seconds, unreached
from engine.pipeline.wire.meter import Meter

# Free nodes allow ten requests at once; a few at a time fill any pipe.
_AT_ONCE = 4
_MOST_WAITING = 256
_PATIENCE = ClientTimeout(total=20)
_FAILURES = 3
_JSON = (b"{", b"[")


class PostedLine:
    """A line of questions and answers.

    Four questions are under way at most. One that gets no answer is asked again; after three
    failures in a row the line is over. A node that asks for a pause (429) gets it from all four.

    Parameters
    ----------
    address, session
        Where and over what.
    clock, backoff
        How long to wait where the node does not say.
    meter
        Counts the pauses that the node asked for.
    """

    silent = True

    def __init__(
        self,
        address: Address,
        session: ClientSession,
        *,
        clock: Clock,
        backoff: Backoff,
        meter: Meter,
    ) -> None:
        self._address = address
        self._session = session
        self._clock = clock
        self._backoff = backoff
        self._questions: asyncio.Queue[str] = asyncio.Queue(_MOST_WAITING)
        # Whoever waits holds the gate, and everybody passes it before he asks.
        self._gate = asyncio.Lock()
        self._failures = 0
        self._meter = meter

    async def listen(self, inbox: Inbox) -> Ending:
        """Ask what was said with ``send``, and put the answers into the inbox."""
        ending = Ending(reason="stopped")
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(_AT_ONCE):
                    group.create_task(self._ask_on(inbox))
        except* OverError as over:
            first = over.exceptions[0]
            ending = first.ending if isinstance(first, OverError) else ending
        return ending

    async def send(self, frame: str) -> None:
        """Ask this next. Waits while very many questions wait already."""
        await self._questions.put(frame)

    async def _ask_on(self, inbox: Inbox) -> None:
        while True:
            question = await self._questions.get()
            while (answer := await self._ask(question)) is None:
                pass
            await inbox.put(answer)

    async def _ask(self, question: str) -> bytes | None:
        """The answer's body; None when the question has to be asked again."""
        async with self._gate:
            pass
        try:
            async with self._session.post(
                self._address.websocket,
                data=question.encode(),
                headers={"Content-Type": "application/json"},
                timeout=_PATIENCE,
            ) as answer:
                body = await answer.read()
                status, after = answer.status, answer.headers.get("Retry-After", "")
        except (ClientError, OSError, TimeoutError) as error:
            await self._failed(unreached(self._address, error))
            return None
        return await self._read(status, body, after)

    async def _read(self, status: int, body: bytes, retry_after: str) -> bytes | None:
        ending = answered(self._address, status, retry_after)
        if ending.refused:
            raise OverError(ending)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            self._meter.pauses += 1
            await self._wait(seconds(retry_after))
            return None
        if not body.lstrip().startswith(_JSON):
            await self._failed(ending)
            return None
        # Whatever the status: an answer in JSON is one that the feed understands.
        self._failures = 0
        self._backoff.reset()
        return body

    async def _failed(self, ending: Ending) -> None:
        self._failures += 1
        if self._failures >= _FAILURES:
            raise OverError(ending)
        await self._wait(0.0)

    async def _wait(self, least_s: float) -> None:
        async with self._gate:
            await self._clock.sleep(max(least_s, self._backoff.next_s()))
