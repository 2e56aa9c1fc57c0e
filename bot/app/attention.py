"""A question that waits for typed words waits for the next message, and not beyond it."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject
from typing_extensions import override

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Attention(BaseMiddleware):
    """Forgets the open question when a command or a tap shows that the person went on.

    Otherwise the number of tomorrow's message would answer the question of today.
    """

    @override
    async def __call__(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> object:
        state = data.get("state")
        went_on = isinstance(event, CallbackQuery) or (
            isinstance(event, Message) and (event.text or "").startswith("/")
        )
        if isinstance(state, FSMContext) and went_on and await state.get_state() is not None:
            await state.clear()
            data["raw_state"] = None
        return await handler(event, data)
