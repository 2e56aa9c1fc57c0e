"""Whatever goes wrong in a handler: a refusal in its own words, anything else with an apology."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import structlog
from aiogram import BaseMiddleware
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Message, TelegramObject, User
from typing_extensions import override

from bot.app.conversation import answer
from bot.views import faults
from bot.views.html import Html
from bot.views.texts import texts
from core.errors import RefusedError

log = structlog.get_logger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Apology(BaseMiddleware):
    """The outermost middleware of messages and taps: nothing is raised beyond it.

    A refusal is expected and no alarm. A fault gets an id that the person can name and the log has.
    """

    @override
    async def __call__(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> object:
        user: User | None = data.get("event_from_user")
        say = texts((user.language_code if user else None) or "en")
        try:
            return await handler(event, data)
        except RefusedError as error:
            await _tell(event, faults.refused(say, error))
        except Exception:
            fault_id = uuid4().hex[:8]
            log.exception("handler failed", fault=fault_id, update=type(event).__name__)
            await _tell(event, faults.apology(say, fault_id))
        return None


async def _tell(event: TelegramObject, words: Html) -> None:
    try:
        if isinstance(event, Message):
            await event.answer(words, parse_mode=ParseMode.HTML)
        elif isinstance(event, CallbackQuery) and not await answer(event, words, alert=True):
            message = event.message
            if isinstance(message, Message):
                await message.answer(words, parse_mode=ParseMode.HTML)
    except TelegramAPIError as error:
        log.warning("could not say what went wrong", error=error.message)
