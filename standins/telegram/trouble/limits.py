"""Telegram's limits on sending, when they are switched on.

Known (Bots FAQ): about 30 messages a second overall, one a second in a chat, 20 a minute in a
group or channel; short bursts pass; ``allow_paid_broadcast`` lifts the first to 1,000; a refusal
names the whole seconds to wait. Known from the server's source: setWebhook once a second.

Assumed, because Telegram does not publish it: that each limit is a bucket that holds one burst and
fills at the steady rate; the size of a chat's burst; that the messages of an album, of a plural
copy or forward each count; that edits count overall and in a group's minute, not in a chat's
second; that who asks again too early is refused until the moment that was named, and no longer.
Not played: the limit of 310 messages waiting in one chat, and of 1,000 requests at a time.
"""

import math
from typing import Annotated, TypeAlias

import msgspec

from standins.telegram.errors import RefusalError
from standins.telegram.methods import Call
from standins.telegram.state import Chat
from standins.telegram.trouble.refusals import REFUSALS

_COUNTED = ("send", "copyMessage", "forwardMessage", "editMessage", "editEphemeral")
_NO_MESSAGE = frozenset(
    {
        "sendChatAction",
        "sendMessageDraft",
        "sendRichMessageDraft",
        "sendChatJoinRequestWebApp",
        "sendGift",
    }
)
_PLURAL = {
    "sendMediaGroup": "media",
    "copyMessages": "message_ids",
    "forwardMessages": "message_ids",
}

_Rate: TypeAlias = Annotated[float, msgspec.Meta(gt=0)]
_Size: TypeAlias = Annotated[float, msgspec.Meta(ge=1)]


class Limits(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """How many messages pass, steadily and at once; ``enabled`` switches all of it.

    Attributes
    ----------
    overall_per_second, overall_burst
        All chats together.
    chat_per_second, chat_burst
        One chat, whatever its kind.
    group_per_minute, group_burst
        One group, supergroup or channel, besides.
    paid_per_second, paid_burst
        All chats together for what is sent with ``allow_paid_broadcast``.
    """

    enabled: bool = False
    overall_per_second: _Rate = 30.0
    overall_burst: _Size = 30.0
    chat_per_second: _Rate = 1.0
    chat_burst: _Size = 3.0
    group_per_minute: _Rate = 20.0
    group_burst: _Size = 20.0
    paid_per_second: _Rate = 1000.0
    paid_burst: _Size = 1000.0


class Bucket:
    """Holds so many tokens at most, fills at a rate, and lets a message out for one of them.

    What costs more than it holds passes when it is full, and leaves a debt.
    """

    def __init__(self, now: float, size: float) -> None:
        self._tokens = size
        self._at = now
        self._closed_until = 0.0

    def wait(self, cost: float, rate: float, size: float, now: float) -> float:
        """Seconds until there is room for this; 0 when there is."""
        self._fill(rate, size, now)
        missing = min(cost, size) - self._tokens
        return round(max(missing / rate, self._closed_until - now, 0.0), 6)

    def take(self, cost: float) -> None:
        """Let it pass."""
        self._tokens -= cost

    def close(self, seconds: float, now: float) -> None:
        """Let nothing pass for so long: it was named to the bot. Asking again changes nothing."""
        if self._closed_until <= now:
            self._closed_until = now + seconds

    def _fill(self, rate: float, size: float, now: float) -> None:
        if now < self._at:  # the clock was moved back
            self._closed_until = 0.0
        self._tokens = min(self._tokens + max(now - self._at, 0.0) * rate, size)
        self._at = now


class RateLimiter:
    """Lets messages pass, and refuses the rest with ``retry_after``."""

    def __init__(self) -> None:
        self.limits = Limits()
        self._buckets: dict[tuple[str, int], Bucket] = {}

    def admit(self, call: Call, chat: Chat | None) -> None:
        """Count one request, or refuse it; what is refused is not counted.

        Parameters
        ----------
        chat
            Where it goes; None for an edit of an inline message, which has no chat.

        Raises
        ------
        RefusalError
            429, with the whole seconds after which it would pass.
        """
        if not self.limits.enabled or not (cost := messages(call)):
            return
        rules = self._rules(call, chat)
        met = [(self._bucket(key, size, call.now), rate, size) for key, rate, size in rules]
        waits = [bucket.wait(cost, rate, size, call.now) for bucket, rate, size in met]
        longest = max(waits)
        if longest > 0:
            seconds = math.ceil(longest)
            met[waits.index(longest)][0].close(seconds, call.now)
            raise too_many(seconds)
        for bucket, _, _ in met:
            bucket.take(cost)

    def _rules(self, call: Call, chat: Chat | None) -> list[tuple[tuple[str, int], float, float]]:
        """The buckets a request must pass: their key, rate a second, and size."""
        known = self.limits
        if call.method == "setWebhook":
            return [(("webhook", 0), 1.0, 1.0)]
        if call.args.get("allow_paid_broadcast"):
            rules = [(("paid", 0), known.paid_per_second, known.paid_burst)]
        else:
            rules = [(("overall", 0), known.overall_per_second, known.overall_burst)]
        if chat is not None and not call.method.startswith("edit"):
            rules.append((("chat", chat.id), known.chat_per_second, known.chat_burst))
        if chat is not None and chat.type != "private":
            rules.append((("group", chat.id), known.group_per_minute / 60, known.group_burst))
        return rules

    def _bucket(self, key: tuple[str, int], size: float, now: float) -> Bucket:
        return self._buckets.setdefault(key, Bucket(now, size))


def messages(call: Call) -> int:
    """How many messages a request stands for; 0 for what the limits do not count."""
    if call.method == "setWebhook":
        return 1
    if not call.method.startswith(_COUNTED) or call.method in _NO_MESSAGE:
        return 0
    plural = _PLURAL.get(call.method)
    return len(call.args[plural]) if plural else 1


def too_many(seconds: int) -> RefusalError:
    """429 with the wait it asks for."""
    return REFUSALS["too_many"].refusal({"retry_after": seconds})
