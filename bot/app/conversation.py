"""Shows what handlers answer: sends it, or edits the tapped message in place.

A tap is answered in any case, else Telegram shows a spinner for a minute. A picture takes time,
so its tap is answered before the work begins, and the chat shows that a photo is on its way.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiogram import BaseMiddleware, Bot
from aiogram.dispatcher.flags import get_flag
from aiogram.enums import ChatAction, ParseMode
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InaccessibleMessage,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    TelegramObject,
)
from aiogram.utils.chat_action import ChatActionSender
from typing_extensions import override

from bot.views.html import Html, plain
from bot.views.screens import Closed, Photo, Reply, Rows, Screen, Toast, keyboard

_LONGEST_TOAST: Final = 200
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_REPLIES: Final = (Screen, Photo, Toast, Closed)

# The message to edit is gone, too old, or of another kind: what was to be shown is sent anew.
_NOT_EDITABLE: Final = ("message to edit not found", "message can't be edited", "no text in the")

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Conversation(BaseMiddleware):
    """Inner middleware of messages and taps: what a handler returns is shown."""

    @override
    async def __call__(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> object:
        if get_flag(data, "picture"):
            reply = await _after_announcing(handler, event, data)
        else:
            reply = await handler(event, data)
        if not isinstance(reply, _REPLIES):
            return reply
        if isinstance(event, Message):
            await _say(event, reply)
        elif isinstance(event, CallbackQuery):
            await _turn(event, reply, answered=bool(get_flag(data, "picture")))
        return None


async def answer(query: CallbackQuery, text: str | None = None, *, alert: bool = False) -> bool:
    """Answer a tap; False when it is too late or was done already."""
    words = plain(Html(text))[:_LONGEST_TOAST] if text else None
    try:
        await query.answer(words, show_alert=alert)
    except TelegramBadRequest:
        return False
    return True


async def _after_announcing(
    handler: Handler, event: TelegramObject, data: dict[str, Any]
) -> object:
    if isinstance(event, CallbackQuery):
        await answer(event)
    message = event.message if isinstance(event, CallbackQuery) else event
    bot: Bot = data["bot"]
    if not isinstance(message, Message):
        return await handler(event, data)
    async with ChatActionSender(
        bot=bot,
        chat_id=message.chat.id,
        message_thread_id=message.message_thread_id if message.is_topic_message else None,
        action=ChatAction.UPLOAD_PHOTO,
    ):
        return await handler(event, data)


async def _say(message: Message, reply: Reply) -> None:
    """A new message below the person's own."""
    match reply:
        case Screen():
            await message.answer(
                reply.text,
                parse_mode=ParseMode.HTML,
                reply_markup=_markup(reply.rows),
                link_preview_options=_NO_PREVIEW,
            )
            if reply.closes is not None and message.bot is not None:
                await _strip(message.bot, message.chat.id, reply.closes)
        case Photo():
            sent = await message.answer_photo(
                _media(reply),
                caption=reply.caption,
                parse_mode=ParseMode.HTML,
                reply_markup=_markup(reply.rows),
            )
            _remember(reply, sent)
        case Toast():
            await message.answer(reply.text)
        case Closed():
            pass


async def _turn(query: CallbackQuery, reply: Reply, *, answered: bool) -> None:
    """The tapped message becomes the reply, where that can be."""
    message = query.message
    if not answered:
        toast = reply.text if isinstance(reply, Toast) else getattr(reply, "toast", None)
        await answer(query, toast, alert=isinstance(reply, Toast) and reply.alert)
    match reply:
        case Toast():
            return
        case Closed():
            await _close(message)
        case _ if isinstance(message, Message) and _fits(message, reply):
            await _edit(message, reply)
        case _ if isinstance(message, Message):
            await _say(message, reply)
        case _:
            await _send_afresh(query, reply)


def _fits(message: Message, reply: Screen | Photo) -> bool:
    """Whether the message can be edited into the reply: text into text, picture into picture."""
    if isinstance(reply, Photo):
        return bool(message.photo)
    return message.text is not None and not reply.fresh


async def _edit(message: Message, reply: Screen | Photo) -> None:
    try:
        if isinstance(reply, Photo):
            media = InputMediaPhoto(
                media=_media(reply), caption=reply.caption, parse_mode=ParseMode.HTML
            )
            _remember(reply, await message.edit_media(media, reply_markup=_markup(reply.rows)))
        else:
            await message.edit_text(
                reply.text,
                parse_mode=ParseMode.HTML,
                reply_markup=_markup(reply.rows),
                link_preview_options=_NO_PREVIEW,
            )
    except TelegramBadRequest as error:
        if "message is not modified" in error.message:
            return
        if not any(words in error.message for words in _NOT_EDITABLE):
            raise
        await _say(message, reply)


async def _close(message: Message | InaccessibleMessage | None) -> None:
    """Delete it; a message of more than two days loses its buttons at least."""
    if not isinstance(message, Message) or message.bot is None:
        return
    try:
        await message.delete()
    except TelegramBadRequest:
        await _strip(message.bot, message.chat.id, message.message_id)


async def _strip(bot: Bot, chat_id: int, message_id: int) -> None:
    try:
        await bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id)
    except TelegramBadRequest:
        return  # gone or bare already


async def _send_afresh(query: CallbackQuery, reply: Screen | Photo) -> None:
    """The tapped message is out of reach, but its chat is known."""
    if query.bot is None or query.message is None:
        return
    chat_id = query.message.chat.id
    markup = _markup(reply.rows)
    if isinstance(reply, Photo):
        sent = await query.bot.send_photo(
            chat_id,
            _media(reply),
            caption=reply.caption,
            parse_mode=ParseMode.HTML,
            reply_markup=markup,
        )
        _remember(reply, sent)
    else:
        await query.bot.send_message(
            chat_id, reply.text, parse_mode=ParseMode.HTML, reply_markup=markup
        )


def _media(photo: Photo) -> BufferedInputFile | str:
    return photo.file_id or BufferedInputFile(photo.image, photo.name)


def _remember(photo: Photo, sent: object) -> None:
    """What was uploaded once is sent by its name from then on."""
    if photo.uploaded and photo.file_id is None and isinstance(sent, Message) and sent.photo:
        photo.uploaded(sent.photo[-1].file_id)


def _markup(rows: Rows) -> InlineKeyboardMarkup | None:
    fields = keyboard(rows)
    return InlineKeyboardMarkup.model_validate(fields) if fields else None
