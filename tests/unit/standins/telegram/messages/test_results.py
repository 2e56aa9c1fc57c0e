"""Specification of inline results: the message each kind becomes, and how the list shows it."""

import pytest

from standins.telegram.errors import RefusalError
from standins.telegram.messages import results
from standins.telegram.wire import JsonObject
from tests.support.stage import Stage

TEXT: JsonObject = {"message_text": "<b>ETH</b> 3,412", "parse_mode": "HTML"}
ARTICLE: JsonObject = {
    "type": "article",
    "id": "a",
    "title": "ETH",
    "input_message_content": TEXT,
}
POINT: JsonObject = {"latitude": 52.5, "longitude": 13.4}


@pytest.mark.parametrize(
    ("result", "content"),
    [
        ({"type": "location", "id": "l", "title": "Here", **POINT}, {"location": POINT}),
        (
            {"type": "venue", "id": "v", "title": "Port", "address": "Pier 1", **POINT},
            {"venue": {"location": POINT, "title": "Port", "address": "Pier 1"}, "location": POINT},
        ),
        (
            {"type": "contact", "id": "c", "phone_number": "+49", "first_name": "Ann"},
            {"contact": {"phone_number": "+49", "first_name": "Ann"}},
        ),
        (
            {"type": "gif", "id": "g", "gif_url": "https://example.org/a.gif"},
            None,
        ),
    ],
)
def test_a_result_becomes_a_message_of_its_kind(
    stage: Stage, result: JsonObject, content: JsonObject | None
) -> None:
    assert results.content(stage.world.files, result) == content


def test_markup_is_read_when_the_result_is_offered(stage: Stage) -> None:
    broken = ARTICLE | {"input_message_content": TEXT | {"message_text": "<b>ETH"}}

    assert results.content(stage.world.files, ARTICLE) == {
        "text": "ETH 3,412",
        "entities": [{"type": "bold", "offset": 0, "length": 3}],
    }
    with pytest.raises(RefusalError, match="can't parse entities"):
        results.check(stage.world.files, {"results": [broken]})


def test_a_result_may_carry_its_own_text_instead_of_its_file(stage: Stage) -> None:
    web = {"type": "photo", "id": "p", "photo_url": "https://x.org/1", "thumbnail_url": "t"}

    results.check(stage.world.files, {"results": [web]})

    assert results.content(stage.world.files, web) is None
    assert results.content(stage.world.files, web | {"input_message_content": TEXT})


def test_what_can_not_be_played_is_refused_when_it_is_offered(stage: Stage) -> None:
    invoice = ARTICLE | {"input_message_content": {"title": "Coffee", "payload": "x"}}

    with pytest.raises(RefusalError, match="does not play this input_message_content"):
        results.check(stage.world.files, {"results": [invoice]})


def test_an_offset_has_64_bytes_at_most(stage: Stage) -> None:
    with pytest.raises(RefusalError, match="NEXT_OFFSET_INVALID"):
        results.check(stage.world.files, {"results": [], "next_offset": "ä" * 33})


def test_the_list_shows_a_name_a_line_and_a_small_picture(stage: Stage) -> None:
    row = results.row(stage.world.files, ARTICLE | {"thumbnail_url": "https://x.org/t.png"})

    assert (row["title"], row["description"], row["thumb"]) == ("ETH", "", "https://x.org/t.png")
