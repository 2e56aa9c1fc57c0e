"""Specification of letters: what is changed about one when Telegram says no."""

from dataclasses import replace

import pytest
from aiogram.exceptions import TelegramMigrateToChat
from aiogram.methods import SendMessage

from bot.delivery.errors import Remedy
from bot.delivery.letter import Image, Letter, cured
from bot.views.html import Html

NO = Exception("no")
LETTER = Letter(
    chat_id=-1001,
    thread_id=7,
    text=Html("<b>1 &lt; 2</b>"),
    rows=(),
    image=Image(key="card", scene=None, content=b"JPEG"),
)


def test_a_moved_group_gets_it_at_its_new_number() -> None:
    method = SendMessage(chat_id=-1001, text="alert")

    moved = cured(LETTER, Remedy.MIGRATE, TelegramMigrateToChat(method, "upgraded", -10055))

    assert moved == replace(LETTER, chat_id=-10055)


def test_a_vanished_topic_leaves_the_main_conversation() -> None:
    assert cured(LETTER, Remedy.GENERAL_TOPIC, NO) == replace(LETTER, thread_id=None)


def test_broken_formatting_leaves_the_words() -> None:
    bare = cured(LETTER, Remedy.PLAIN, NO)

    assert bare is not None
    assert bare.words == "1 < 2"


def test_a_refused_picture_leaves_the_text() -> None:
    assert cured(LETTER, Remedy.WITHOUT_PICTURE, NO) == replace(LETTER, image=None)


def test_what_is_too_long_is_cut_where_every_client_agrees_on_the_length() -> None:
    long = replace(LETTER, image=None, text=Html("🐋" * 5000))

    short = cured(long, Remedy.SHORTEN, NO)

    assert short is not None
    assert len(short.words.encode("utf-16-le")) // 2 <= 4096
    assert short.words.endswith("🐋…")


@pytest.mark.parametrize(
    "remedy",
    [Remedy.WAIT, Remedy.TARGET_DEAD, Remedy.REFUSED, Remedy.STOP, Remedy.NOT_SENT, Remedy.UNKNOWN],
)
def test_no_change_of_the_letter_helps_against_the_rest(remedy: Remedy) -> None:
    assert cured(LETTER, remedy, NO) is None


def test_what_was_mended_once_is_not_mended_again() -> None:
    bare = replace(LETTER, formatted=False, image=None, thread_id=None)

    assert cured(bare, Remedy.PLAIN, NO) is None
    assert cured(bare, Remedy.WITHOUT_PICTURE, NO) is None
    assert cured(bare, Remedy.GENERAL_TOPIC, NO) is None


def test_a_text_that_is_no_caption_goes_without_a_picture() -> None:
    assert replace(LETTER, text=Html("a" * 1025)).image is None
    assert replace(LETTER, text=Html("a" * 1024)).image is not None
