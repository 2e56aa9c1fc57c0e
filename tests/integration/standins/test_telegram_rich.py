"""Specification of rich messages: blocks are kept, shown, edited; what can't be is refused."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramServerError
from aiogram.types import (
    CopyTextButton,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputRichBlockButtons,
    InputRichBlockDetails,
    InputRichBlockList,
    InputRichBlockListItem,
    InputRichBlockParagraph,
    InputRichBlockPhoto,
    InputRichBlockSectionHeading,
    InputRichBlockTable,
    InputRichBlockThinking,
    InputRichMessage,
    InputRichMessageContent,
    Message,
    RichBlockCaption,
    RichBlockPhoto,
    RichBlockTableCell,
    RichMessageButton,
    RichTextBold,
    RichTextDateTime,
    RichTextUrl,
)

from standins.telegram.running import YOU, RunningTelegram
from tests.support.bots import news
from tests.support.media import file, picture


def cell(text: str, *, header: bool = False) -> RichBlockTableCell:
    return RichBlockTableCell(
        text=text, align="right", valign="middle", is_header=True if header else None
    )


def brief() -> InputRichMessage:
    moment = RichTextDateTime(text="08:00", unix_time=1795230000, date_time_format="t")
    table = [[cell("Pair", header=True), cell("24 h", header=True)], [cell("ETH"), cell("+4 %")]]
    rows = [
        InputRichBlockListItem(blocks=[InputRichBlockParagraph(text="Buy")], has_checkbox=True),
        InputRichBlockListItem(blocks=[InputRichBlockParagraph(text="Hold")]),
    ]
    return InputRichMessage(
        blocks=[
            InputRichBlockSectionHeading(text="Morning brief", size=2),
            InputRichBlockParagraph(text=["At ", moment, " see #whales on https://a.bc/x"]),
            InputRichBlockTable(cells=table, is_striped=True),
            InputRichBlockList(items=rows),
            InputRichBlockDetails(
                summary="Why", blocks=[InputRichBlockParagraph(text=RichTextBold(text="<flow>"))]
            ),
            InputRichBlockButtons(
                buttons=[
                    RichMessageButton(text="Stop", callback_data="stop", style="link"),
                    RichMessageButton(text="Hash", copy_text=CopyTextButton(text="0xabc")),
                ]
            ),
        ]
    )


async def test_blocks_are_kept_as_they_were_meant(bot: Bot) -> None:
    sent = await bot.send_rich_message(YOU, brief())

    assert sent.rich_message
    assert sent.text is None
    kinds = [one.type for one in sent.rich_message.blocks]
    assert kinds == ["heading", "paragraph", "table", "list", "details", "buttons"]


async def test_the_page_and_the_transcript_show_them(bot: Bot, telegram: RunningTelegram) -> None:
    await bot.send_rich_message(YOU, brief())

    html = (await telegram.transcript())[0]["rich_html"]
    assert "<h2>Morning brief</h2>" in html
    assert '<tg-time unix="1795230000" format="t">08:00</tg-time>' in html
    assert '<a href="https://a.bc/x">https://a.bc/x</a>' in html
    assert "<b>&lt;flow&gt;</b>" in html
    assert '<li class="task"><input type="checkbox" disabled> Buy</li><li>Hold</li>' in html
    assert '<button type="button" data-style="link" data-callback="stop">Stop</button>' in html
    assert (await telegram.text()).splitlines() == [
        "Bot: ## Morning brief",
        "  At 08:00 see #whales on https://a.bc/x",
        "  Pair | 24 h",
        "  ETH | +4 %",
        "  • [ ] Buy",
        "  • Hold",
        "  > Why",
        "    <flow>",
        "  [Stop] [Hash]",
    ]


async def test_a_button_inside_is_pressed_like_any_other(
    bot: Bot, telegram: RunningTelegram
) -> None:
    await bot.send_rich_message(YOU, brief())
    await news(bot)

    await telegram.control("tap", {"chat": YOU, "text": "Stop", "wait": 0})

    (update,) = await news(bot)
    assert update.callback_query
    assert update.callback_query.data == "stop"


async def test_media_of_a_block_is_a_file_like_any_other(
    bot: Bot, telegram: RunningTelegram
) -> None:
    known = (await bot.send_photo(YOU, picture(1200, 675))).photo
    assert known
    photo = InputRichBlockPhoto(
        photo=InputMediaPhoto(media=known[-1].file_id, has_spoiler=True),
        caption=RichBlockCaption(text="1 h"),
    )

    sent = await bot.send_rich_message(YOU, InputRichMessage(blocks=[photo]))

    assert sent.rich_message
    block = sent.rich_message.blocks[0]
    assert isinstance(block, RichBlockPhoto)
    assert (block.photo[-1].width, block.has_spoiler) == (1200, True)
    html = (await telegram.transcript())[1]["rich_html"]
    assert "<figcaption>1 h</figcaption>" in html


async def test_a_text_becomes_rich_and_plain_again(bot: Bot) -> None:
    sent = await bot.send_message(YOU, "thinking")

    rich = await bot.edit_message_text(
        chat_id=YOU, message_id=sent.message_id, rich_message=brief()
    )
    plain = await bot.edit_message_text("done", chat_id=YOU, message_id=sent.message_id)

    assert isinstance(rich, Message)
    assert isinstance(plain, Message)
    assert (rich.text, rich.rich_message is not None) == (None, True)
    assert (plain.text, plain.rich_message) == ("done", None)


async def test_an_address_that_is_none_is_no_link(bot: Bot, telegram: RunningTelegram) -> None:
    link = RichTextUrl(text="x", url="javascript:alert(1)")

    await bot.send_rich_message(YOU, InputRichMessage(blocks=[InputRichBlockParagraph(text=link)]))

    assert (await telegram.transcript())[0]["rich_html"] == "<p>x</p>"


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (InputRichMessage(blocks=[]), "rich message must be non-empty"),
        (InputRichMessage(), "exactly one of blocks, html and markdown must be used"),
        (
            InputRichMessage(blocks=[InputRichBlockSectionHeading(text="x", size=7)]),
            "heading size must be from 1 to 6",
        ),
        (
            InputRichMessage(blocks=[InputRichBlockThinking(text="x")]),
            "a thinking block can be used in drafts only",
        ),
        (
            InputRichMessage(blocks=[InputRichBlockParagraph(text="x" * 32_769)]),
            "message is too long",
        ),
        (
            InputRichMessage(
                blocks=[
                    InputRichBlockButtons(
                        buttons=[RichMessageButton(text="x", url="https://a.bc", style="link")]
                    )
                ]
            ),
            "button style link is allowed for callback buttons only",
        ),
    ],
    ids=["empty", "nothing", "heading", "thinking", "long", "link-style"],
)
async def test_a_rich_message_that_can_not_be(bot: Bot, wish: InputRichMessage, words: str) -> None:
    with pytest.raises(TelegramBadRequest, match=words):
        await bot.send_rich_message(YOU, wish)


async def test_markup_that_only_telegram_can_read_is_refused_honestly(bot: Bot) -> None:
    with pytest.raises(TelegramServerError, match="as blocks only"):
        await bot.send_rich_message(YOU, InputRichMessage(html="<h1>x</h1>"))


async def test_an_upload_inside_a_block_is_kept_with_its_message(
    telegram: RunningTelegram, bot: Bot
) -> None:
    document = (await bot.send_document(YOU, file("trades.csv"))).document
    assert document
    blocks = [
        {"type": "document", "document": {"type": "document", "media": document.file_id}},
        {"type": "map", "location": {"latitude": 1.0, "longitude": 2.0}},
        {"type": "divider"},
    ]

    sent = await telegram.call(
        "sendRichMessage", {"chat_id": YOU, "rich_message": {"blocks": blocks}}
    )

    kinds = [one["type"] for one in sent["result"]["rich_message"]["blocks"]]
    assert kinds == ["document", "map", "divider"]
    assert "trades.csv" in (await telegram.transcript())[1]["rich_html"]


async def test_an_inline_result_may_become_a_rich_message(
    bot: Bot, telegram: RunningTelegram
) -> None:
    asked = await telegram.control("inline", {"from": YOU, "chat": YOU, "query": "x", "wait": 0})
    result = InlineQueryResultArticle(
        id="1",
        title="Brief",
        input_message_content=InputRichMessageContent(rich_message=brief()),
    )
    await bot.answer_inline_query(asked["inline_query_id"], [result])

    await telegram.control(
        "inline/choose",
        {"from": YOU, "chat": YOU, "inline_query_id": asked["inline_query_id"], "result_id": "1"},
    )

    (entry,) = await telegram.transcript()
    assert entry["rich_html"].startswith("<h2>Morning brief</h2>")
