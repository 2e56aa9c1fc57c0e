"""A person's telephone: writes, taps and reads in a chat of the Telegram stand-in."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import aiohttp

from tests.support.validity import none_broke_a_rule

ANN = 1001
_LOOK_S = 0.05
_TAG = re.compile(r"^#[0-9a-f]{8} · rule (\d+)", re.MULTILINE)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of the bot as the telephone shows it; ``photo`` is width and height."""

    number: int
    text: str
    photo: tuple[int, int] | None

    @property
    def rule(self) -> int | None:
        """The rule that wanted it; None for what is no alert."""
        tag = _TAG.search(self.text)
        return int(tag[1]) if tag else None


class Chat:
    """The private chat of one person with the bot."""

    def __init__(self, address: str, http: aiohttp.ClientSession) -> None:
        self._sim = f"{address.rstrip('/')}/sim"
        self._http = http

    async def say(self, text: str) -> None:
        """Write a message."""
        refusal = await self._post("message", {"chat": ANN, "from": ANN, "text": text})
        assert refusal is None, refusal

    async def tap(self, label: str, *, within_s: float = 20) -> None:
        """Tap the newest button of this name, as soon as there is one."""
        wish = {"chat": ANN, "from": ANN, "text": label}
        async with asyncio.timeout(within_s):
            while (refusal := await self._post("tap", wish)) is not None:
                assert "no button" in refusal, refusal
                await asyncio.sleep(_LOOK_S)

    async def messages(self, *, after: int = 0) -> list[Message]:
        """What the bot has said and not taken back behind message ``after``, oldest first."""
        shown = await self._get(f"transcript?chat={ANN}&since={after}")
        return [
            _message(entry) for entry in shown if entry["from_id"] != ANN and not entry["deleted"]
        ]

    async def until(
        self, look: Callable[[list[Message]], T | None], *, after: int = 0, within_s: float = 20
    ) -> T:
        """What ``look`` sees in the messages behind ``after``, as soon as it sees something."""
        try:
            async with asyncio.timeout(within_s):
                # The chat is in another process: there is no event to wait for.
                while (seen := look(await self.messages(after=after))) is None:  # noqa: ASYNC110
                    await asyncio.sleep(_LOOK_S)
        except TimeoutError:
            raise AssertionError(f"not in {within_s:.0f} s:\n{await self._as_text()}") from None
        return seen

    async def shows(self, words: str, *, after: int = 0, within_s: float = 20) -> Message:
        """The first message behind ``after`` that holds these words."""
        return await self.until(
            lambda said: next((one for one in said if words in one.text), None),
            after=after,
            within_s=within_s,
        )

    async def hears(self, words: str, *, after: int, within_s: float) -> bool:
        """Whether a message behind ``after`` holds these words before the time is over."""
        try:
            async with asyncio.timeout(within_s):
                # The chat is in another process: there is no event to wait for.
                while not any(  # noqa: ASYNC110
                    words in one.text for one in await self.messages(after=after)
                ):
                    await asyncio.sleep(_LOOK_S)
        except TimeoutError:
            return False
        return True

    async def newest(self) -> int:
        """The number of the bot's newest message."""
        return max((message.number for message in await self.messages()), default=0)

    async def violations(self) -> int:
        """How often the bot broke a rule of the Bot API since the stand-in began."""
        return int((await self._get("calls"))["violations"])

    async def _as_text(self) -> str:
        async with self._http.get(f"{self._sim}/transcript?chat={ANN}&format=text") as answer:
            return await answer.text()

    async def _get(self, path: str) -> Any:  # noqa: ANN401  any JSON
        async with self._http.get(f"{self._sim}/{path}") as answer:
            answer.raise_for_status()
            return await answer.json()

    async def _post(self, path: str, wish: dict[str, object]) -> str | None:
        """Do something; why it could not be done, or None."""
        async with self._http.post(f"{self._sim}/{path}", json=wish) as answer:
            return None if answer.ok else await answer.text()


@asynccontextmanager
async def chat_at(address: str) -> AsyncIterator[Chat]:
    """A telephone for the stand-in at an address; whoever spoke to it must have kept its rules."""
    async with aiohttp.ClientSession() as http:
        yield Chat(address, http)
        await none_broke_a_rule(http, address)


def _message(entry: dict[str, Any]) -> Message:
    photo = entry["photo"]
    return Message(
        number=entry["message_id"],
        text=entry.get("text") or entry.get("caption") or "",
        photo=(photo["width"], photo["height"]) if photo else None,
    )
