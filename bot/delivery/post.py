"""Hands one letter to Telegram, once. Nothing here tries again."""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.methods import SendMessage, SendPhoto
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup, LinkPreviewOptions

from bot.delivery.letter import Image, Letter
from bot.views.screens import keyboard


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Telegram's answer: the message, and its name for the picture where there was one."""

    message_id: int
    file_id: str | None


class Post:
    """Sends letters. ``timeout_s`` bounds one request, connecting included."""

    def __init__(self, bot: Bot, *, timeout_s: int = 20) -> None:
        self._bot = bot
        self._timeout_s = timeout_s

    async def __call__(self, letter: Letter) -> Receipt:
        """Send it.

        Raises
        ------
        TelegramAPIError, ClientDecodeError, TimeoutError
            What the table in ``bot.delivery.errors`` reads.
        """
        image = letter.image
        method = _text(letter) if image is None else _photo(letter, image)
        message = await self._bot(method, request_timeout=self._timeout_s)
        sizes = message.photo
        return Receipt(message_id=message.message_id, file_id=sizes[-1].file_id if sizes else None)


def _text(letter: Letter) -> SendMessage:
    return SendMessage(
        chat_id=letter.chat_id,
        message_thread_id=letter.thread_id,
        text=letter.words,
        parse_mode=ParseMode.HTML if letter.formatted else None,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=_markup(letter),
    )


def _photo(letter: Letter, image: Image) -> SendPhoto:
    return SendPhoto(
        chat_id=letter.chat_id,
        message_thread_id=letter.thread_id,
        photo=image.file_id or BufferedInputFile(image.content, f"{image.key}.jpg"),
        caption=letter.words,
        parse_mode=ParseMode.HTML if letter.formatted else None,
        reply_markup=_markup(letter),
    )


def _markup(letter: Letter) -> InlineKeyboardMarkup | None:
    fields = keyboard(letter.rows)
    return InlineKeyboardMarkup.model_validate(fields) if fields else None
