"""Specification of the rule book: Bot API 10.3, whole and readable."""

from standins.telegram.rules.facts import rule_book


def test_the_whole_table_is_there() -> None:
    book = rule_book()

    assert (book.version, len(book.methods), len(book.types)) == ("10.3", 185, 400)


def test_limits_are_read_with_their_units() -> None:
    button = rule_book().types["InlineKeyboardButton"].fields["callback_data"]
    caption = rule_book().methods["sendphoto"].fields["caption"]

    assert (button.length, button.unit) == ((1, 64), "bytes")
    assert (caption.length, caption.after_parsing) == ((0, 1024), True)


def test_an_edited_text_is_counted_after_parsing_like_a_sent_one() -> None:
    assert rule_book().methods["editmessagetext"].fields["text"].after_parsing


def test_updates_are_known_by_their_kinds() -> None:
    kinds = rule_book().update_kinds

    assert {"message", "callback_query", "my_chat_member"} <= set(kinds)
    assert "update_id" not in kinds
