"""Telegram's limits on sending, when they are switched on.

The figures are those of the Bots FAQ: 30 messages a second overall, one a second in a chat, 20 a
minute in a group or channel. Telegram does not publish the exact rule; here each is a plain
window, which is stricter than the bursts Telegram lets pass.
"""

import math
from collections import deque

import msgspec

from standins.telegram.errors import RefusalError
from standins.telegram.state import Chat


class Limits(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """How many messages in which window; ``enabled`` switches all of it."""

    enabled: bool = False
    overall_per_second: int = 30
    chat_per_second: int = 1
    group_per_minute: int = 20


class RateLimiter:
    """Counts what was let through and refuses the rest with ``retry_after``."""

    def __init__(self) -> None:
        self.limits = Limits()
        self._sent: dict[tuple[str, int], deque[float]] = {}

    def admit(self, method: str, chat: Chat | None, now: float) -> None:
        """Count one request, or refuse it.

        Raises
        ------
        RefusalError
            429, with the whole seconds after which a window opens again.
        """
        if not self.limits.enabled or chat is None or not _counts(method):
            return
        windows = self._windows(chat)
        waits = [self._wait(key, size, span, now) for key, size, span in windows]
        if max(waits) > 0:
            seconds = max(math.ceil(max(waits)), 1)
            sentence = f"Too Many Requests: retry after {seconds}"
            raise RefusalError(sentence, 429, {"retry_after": seconds})
        for key, _, _ in windows:
            self._sent.setdefault(key, deque()).append(now)

    def _windows(self, chat: Chat) -> list[tuple[tuple[str, int], int, float]]:
        windows = [
            (("overall", 0), self.limits.overall_per_second, 1.0),
            (("chat", chat.id), self.limits.chat_per_second, 1.0),
        ]
        if chat.type != "private":
            windows.append((("group", chat.id), self.limits.group_per_minute, 60.0))
        return windows

    def _wait(self, key: tuple[str, int], size: int, span: float, now: float) -> float:
        """Seconds until this window has room; 0 when it has."""
        sent = self._sent.get(key)
        while sent and not now - span < sent[0] <= now:
            sent.popleft()
        if not sent or len(sent) < size:
            return 0.0
        return sent[0] + span - now


def _counts(method: str) -> bool:
    sends = method.startswith(("send", "copy", "forward", "edit"))
    return sends and method != "sendChatAction"
