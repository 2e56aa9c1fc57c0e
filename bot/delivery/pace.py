"""Telegram's speed limits, kept on our side so that we are rarely told of them.

30 messages a second in all, about one a second in a private chat and 20 a minute in a group or
channel (Bots FAQ); short bursts are tolerated. Where Telegram says how long a chat must wait,
that counts, for that chat alone.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

from core.ports import Clock
from core.time_units import SECOND_NS

_CHATS: Final = 10_000
# Binary fractions do not add up to a whole token; waiting for the rest would take no time at all.
_ALMOST_NOTHING: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Limit:
    """``per_s`` messages a second in the long run, up to ``burst`` at once."""

    per_s: float
    burst: int


ALL_CHATS: Final = Limit(30.0, 30)
PRIVATE_CHAT: Final = Limit(1.0, 3)
GROUP_CHAT: Final = Limit(20 / 60, 3)


@dataclass(slots=True)
class Bucket:
    """Tokens that refill with time; a message takes one. Times are nanoseconds."""

    limit: Limit
    at_ns: int
    tokens: float = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = float(self.limit.burst)

    def wait_s(self, now_ns: int) -> float:
        """Seconds until a token is there; 0 when one is."""
        self._refill(now_ns)
        missing = 1.0 - self.tokens
        return missing / self.limit.per_s if missing > _ALMOST_NOTHING else 0.0

    def take(self, now_ns: int) -> None:
        """Take one token; the caller has waited for it."""
        self._refill(now_ns)
        self.tokens -= 1.0

    def _refill(self, now_ns: int) -> None:
        passed_s = max(0, now_ns - self.at_ns) / SECOND_NS
        self.tokens = min(float(self.limit.burst), self.tokens + passed_s * self.limit.per_s)
        self.at_ns = max(self.at_ns, now_ns)


class Pace:
    """Says when a chat may be written to. One of these a process; it knows some 10,000 chats."""

    def __init__(self, clock: Clock, *, all_chats: Limit = ALL_CHATS) -> None:
        self._clock = clock
        self._all = Bucket(all_chats, clock.now_ns())
        self._chats: OrderedDict[int, Bucket] = OrderedDict()
        self._held_until_ns: dict[int, int] = {}

    def wait_s(self, chat_id: int) -> float:
        """Seconds until a message to this chat keeps all limits."""
        now_ns = self._clock.now_ns()
        held_s = (self._held_until_ns.get(chat_id, now_ns) - now_ns) / SECOND_NS
        if held_s <= 0:
            self._held_until_ns.pop(chat_id, None)
        return max(held_s, self._bucket(chat_id).wait_s(now_ns), self._all.wait_s(now_ns))

    async def turn(self, chat_id: int) -> None:
        """Come back when a message to this chat may be sent, and count it."""
        while (wait_s := self.wait_s(chat_id)) > 0:
            await self._clock.sleep(wait_s)
        now_ns = self._clock.now_ns()
        self._bucket(chat_id).take(now_ns)
        self._all.take(now_ns)

    def hold(self, chat_id: int, seconds: float) -> None:
        """Telegram wants nothing for this chat during ``seconds``."""
        self._held_until_ns[chat_id] = self._clock.now_ns() + int(seconds * SECOND_NS)

    def _bucket(self, chat_id: int) -> Bucket:
        bucket = self._chats.get(chat_id)
        if bucket is None:
            limit = PRIVATE_CHAT if chat_id > 0 else GROUP_CHAT
            bucket = self._chats[chat_id] = Bucket(limit, self._clock.now_ns())
        self._chats.move_to_end(chat_id)
        if len(self._chats) > _CHATS:
            self._chats.popitem(last=False)
        return bucket
