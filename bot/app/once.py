"""Passes every update once: Telegram repeats those whose delivery it is not sure of."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update
from typing_extensions import override

_REMEMBERED: Final = 10_000

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Once(BaseMiddleware):
    """Drops updates whose number was seen among the last 10,000."""

    def __init__(self) -> None:
        self._seen: OrderedDict[int, None] = OrderedDict()

    @override
    async def __call__(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> object:
        if isinstance(event, Update):
            if event.update_id in self._seen:
                return None
            self._seen[event.update_id] = None
            while len(self._seen) > _REMEMBERED:
                self._seen.popitem(last=False)
        return await handler(event, data)
