"""Keeps one person's messages from holding up everybody else's."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Message, TelegramObject, User
from typing_extensions import override

from bot.app.conversation import answer
from bot.views import faults
from bot.views.texts import texts
from core.ports import Clock

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

_PEOPLE: Final = 10_000


@dataclass(slots=True)
class _Window:
    since_ns: int
    updates: int = 0


class Throttle(BaseMiddleware):
    """At most ``most`` updates a person in ``window_s`` seconds.

    The first one too many is answered, the others of the window are passed over in silence.
    """

    def __init__(self, clock: Clock, *, most: int = 20, window_s: float = 10.0) -> None:
        self._clock = clock
        self._most = most
        self._window_ns = int(window_s * 1e9)
        self._windows: OrderedDict[int, _Window] = OrderedDict()

    @override
    async def __call__(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> object:
        user: User | None = data.get("event_from_user")
        if user is None or (over := self._count(user.id) - self._most) <= 0:
            return await handler(event, data)
        if over == 1:
            await _warn(event, user)
        elif isinstance(event, CallbackQuery):
            await answer(event)
        return None

    def _count(self, person: int) -> int:
        now_ns = self._clock.now_ns()
        window = self._windows.get(person)
        if window is None or now_ns - window.since_ns >= self._window_ns:
            window = self._windows[person] = _Window(since_ns=now_ns)
        self._windows.move_to_end(person)
        if len(self._windows) > _PEOPLE:
            self._windows.popitem(last=False)
        window.updates += 1
        return window.updates


async def _warn(event: TelegramObject, user: User) -> None:
    words = faults.too_fast(texts(user.language_code or "en"))
    if isinstance(event, CallbackQuery):
        await answer(event, words, alert=True)
    elif isinstance(event, Message):
        await event.answer(words)
