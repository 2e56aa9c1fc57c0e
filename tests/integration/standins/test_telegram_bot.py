"""Specification of the stand-in as a real aiogram bot sees it: every method, no violation."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    CopyTextButton,
    DisabledButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    MenuButtonCommands,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from PIL import Image

from standins.telegram.running import YOU, RunningTelegram, serve
from tests.support.bots import bot_of
from tests.support.media import picture


@pytest.fixture
async def telegram() -> AsyncIterator[RunningTelegram]:
    async with serve() as running:
        yield running
        assert running.playground.calls.violations == 0


@pytest.fixture
async def bot(telegram: RunningTelegram) -> AsyncIterator[Bot]:
    async with bot_of(telegram) as one:
        yield one


def keyboard(*texts: str) -> InlineKeyboardMarkup:
    buttons = [InlineKeyboardButton(text=text, callback_data=f"v1:{text}") for text in texts]
    return InlineKeyboardMarkup(inline_keyboard=[buttons])


async def test_a_bot_learns_who_it_is(bot: Bot) -> None:
    me = await bot.get_me()

    assert (me.id, me.username, me.is_bot) == (42, "whale_tracker_bot", True)


async def test_a_text_keeps_its_meaning_without_its_markup(bot: Bot) -> None:
    sent = await bot.send_message(
        YOU,
        "🐋 <b>12,400 ETH</b> <tg-time unix='1795230000' format='wDT'>now</tg-time>\n"
        "<blockquote expandable>why</blockquote>",
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )

    assert sent.text == "🐋 12,400 ETH now\nwhy"
    assert [one.type for one in sent.entities or []] == [
        "bold",
        "date_time",
        "expandable_blockquote",
    ]
    assert (sent.entities or [])[1].offset == 14


async def test_every_kind_of_button_reaches_the_chat(bot: Bot, telegram: RunningTelegram) -> None:
    rows = [
        [InlineKeyboardButton(text="Delete", callback_data="d", style="danger")],
        [InlineKeyboardButton(text="Site", url="https://etherscan.io/")],
        [InlineKeyboardButton(text="Hash", copy_text=CopyTextButton(text="0xabc"))],
        [InlineKeyboardButton(text="Later", disabled=DisabledButton())],
    ]

    await bot.send_message(YOU, "x", reply_markup=InlineKeyboardMarkup(inline_keyboard=rows))

    buttons = [row[0] for row in (await telegram.transcript())[0]["buttons"]]
    assert [one["style"] for one in buttons] == ["danger", None, None, None]
    assert buttons[1]["url"] == "https://etherscan.io/"
    assert buttons[2]["copy_text"] == "0xabc"
    assert buttons[3]["disabled"]


@pytest.mark.parametrize(
    "markup",
    [
        ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Heatmap")]], resize_keyboard=True),
        ReplyKeyboardRemove(),
        ForceReply(input_field_placeholder="a number"),
    ],
    ids=["keyboard", "remove", "force-reply"],
)
async def test_markup_under_the_input_is_taken(
    bot: Bot,
    telegram: RunningTelegram,
    markup: ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply,
) -> None:
    await bot.send_message(YOU, "choose", reply_markup=markup)

    assert (await telegram.transcript())[0]["reply_keyboard"]


async def test_a_photo_has_its_real_size_and_can_be_sent_again_by_its_name(bot: Bot) -> None:
    first = await bot.send_photo(YOU, picture(1200, 675), caption="<i>6 h</i>", has_spoiler=True)
    assert first.photo

    second = await bot.send_photo(YOU, first.photo[-1].file_id)

    assert (first.photo[-1].width, first.photo[-1].height) == (1200, 675)
    assert [one.width for one in second.photo or []] == [90, 320, 800, 1200]
    assert first.caption == "6 h"


async def test_a_photo_can_be_downloaded_in_every_size(bot: Bot) -> None:
    sent = await bot.send_photo(YOU, picture(1200, 675))
    assert sent.photo

    files = [await bot.get_file(one.file_id) for one in sent.photo]
    contents = [await bot.download_file(one.file_path or "") for one in files]

    widths = [Image.open(one).size[0] for one in contents if one]
    assert widths == [90, 320, 800, 1200]


async def test_a_document_keeps_its_name(bot: Bot) -> None:
    sent = await bot.send_document(
        YOU, BufferedInputFile(b'{"rules": []}', "my_data.json"), caption="yours"
    )

    assert sent.document
    assert (sent.document.file_name, sent.document.file_size) == ("my_data.json", 13)


async def test_messages_are_edited_in_place(bot: Bot, telegram: RunningTelegram) -> None:
    text = await bot.send_message(YOU, "one", reply_markup=keyboard("A"))
    photo = await bot.send_photo(
        YOU, picture(1200, 675), caption="old", reply_markup=keyboard("1h")
    )

    await bot.edit_message_text("two", chat_id=YOU, message_id=text.message_id)
    await bot.edit_message_caption(chat_id=YOU, message_id=photo.message_id, caption="new")
    await bot.edit_message_media(
        InputMediaPhoto(media=picture(color="navy"), caption="newer"),
        chat_id=YOU,
        message_id=photo.message_id,
    )
    await bot.edit_message_reply_markup(
        chat_id=YOU, message_id=photo.message_id, reply_markup=keyboard("1d")
    )

    first, second = await telegram.transcript()
    assert (first["text"], first["buttons"], first["edited"]) == ("two", [], True)
    assert (second["caption"], second["buttons"][0][0]["text"]) == ("newer", "1d")


async def test_messages_are_forwarded_copied_pinned_and_deleted(
    bot: Bot, telegram: RunningTelegram
) -> None:
    sent = await bot.send_message(YOU, "whale", reply_markup=keyboard("A"))

    forwarded = await bot.forward_message(1002, YOU, sent.message_id)
    copied = await bot.copy_message(1002, YOU, sent.message_id)
    pinned = await bot.pin_chat_message(YOU, sent.message_id)
    top = (await bot.get_chat(YOU)).pinned_message
    await bot.delete_message(YOU, sent.message_id)

    assert pinned
    assert isinstance(top, Message)
    assert top.text == "whale"
    assert forwarded.forward_origin
    assert [one["message_id"] for one in await telegram.transcript(1002)] == [
        forwarded.message_id,
        copied.message_id,
    ]
    assert (await telegram.transcript())[0]["deleted"]


async def test_a_reply_shows_what_it_answers(bot: Bot) -> None:
    first = await bot.send_message(YOU, "one")

    second = await bot.send_message(
        YOU, "two", reply_parameters=ReplyParameters(message_id=first.message_id)
    )

    assert second.reply_to_message
    assert second.reply_to_message.text == "one"


async def test_a_message_effect_and_an_action_are_taken(bot: Bot) -> None:
    acting = await bot.send_chat_action(YOU, "typing")

    sent = await bot.send_message(YOU, "100!", message_effect_id="5046509860389126442")

    assert acting
    assert sent.effect_id == "5046509860389126442"


async def test_commands_belong_to_a_scope_and_a_language(bot: Bot) -> None:
    start = BotCommand(command="start", description="Begin")
    scope = BotCommandScopeChat(chat_id=YOU)
    await bot.set_my_commands([start])
    await bot.set_my_commands([start, start], scope=scope, language_code="de")

    everywhere = await bot.get_my_commands()
    german = await bot.get_my_commands(scope=scope, language_code="de")
    await bot.delete_my_commands(scope=scope, language_code="de")

    assert [one.command for one in everywhere] == ["start"]
    assert len(german) == 2
    assert await bot.get_my_commands(scope=scope, language_code="de") == []


async def test_a_bot_describes_itself(bot: Bot) -> None:
    await bot.set_my_description("Whales, liquidity, structure")
    await bot.set_my_short_description("Whales")
    await bot.set_chat_menu_button(chat_id=YOU, menu_button=MenuButtonCommands())

    assert (await bot.get_my_description()).description == "Whales, liquidity, structure"
    assert (await bot.get_my_short_description()).short_description == "Whales"
    assert (await bot.get_chat_menu_button(chat_id=YOU)).type == "commands"


async def test_a_chat_and_its_members_can_be_asked_for(bot: Bot) -> None:
    chat = await bot.get_chat(YOU)
    member = await bot.get_chat_member(YOU, YOU)

    assert (chat.id, chat.type, chat.first_name) == (YOU, "private", "You")
    assert member.status == "member"


async def test_a_tap_reaches_the_bot_and_its_answer_the_person(
    bot: Bot, telegram: RunningTelegram
) -> None:
    await bot.send_message(YOU, "menu", reply_markup=keyboard("Why"))
    told = await telegram.control("tap", {"chat": YOU, "text": "Why", "wait": 0})
    (update,) = await bot.get_updates()
    assert update.callback_query

    answered = await bot.answer_callback_query(update.callback_query.id, text="because")

    assert answered
    assert update.callback_query.data == "v1:Why"
    assert told["answered"] is False


async def test_a_webhook_is_set_shown_and_removed(bot: Bot) -> None:
    await bot.set_webhook("https://example.org/hook", secret_token="s3cret", max_connections=7)  # noqa: S106
    info = await bot.get_webhook_info()
    await bot.delete_webhook(drop_pending_updates=True)

    assert (info.url, info.max_connections) == ("https://example.org/hook", 7)
    assert (await bot.get_webhook_info()).url == ""
