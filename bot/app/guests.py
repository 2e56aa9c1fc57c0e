"""Who is it? Finds the person behind an update, and the language and look to answer in."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Chat, TelegramObject, User
from typing_extensions import override

from bot.pictures.looks import look_of
from bot.views.texts import texts
from usecases.register_user import RegisterUser

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Guests(BaseMiddleware):
    """Gives handlers ``texts`` and the ``look`` of pictures, and in a private chat ``person``.

    In private the look is what the person chose in their settings. Who writes there is registered,
    because they can be written to. In a group nobody is: that a person speaks there does not mean
    that we may write to them.
    """

    def __init__(self, register: RegisterUser) -> None:
        self._register = register

    @override
    async def __call__(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> object:
        user: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        language = (user.language_code if user else None) or "en"
        data["texts"], data["look"] = texts(language), look_of(language)
        if user is not None and chat is not None and chat.type == "private":
            person = await self._register(
                telegram_id=user.id, name=user.first_name, language=user.language_code
            )
            data["person"] = person
            data["look"] = look_of(language, person.user.preferences)
        return await handler(event, data)
