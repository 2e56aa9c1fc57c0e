"""Specification of places, venues and contacts: on the globe, whole, nothing beside them."""

import pytest

from standins.telegram.errors import RefusalError
from standins.telegram.messages.cards import contact, location, venue
from standins.telegram.messages.results import content
from standins.telegram.wire import JsonObject
from tests.support.stage import Stage

POINT: JsonObject = {"latitude": 1.5, "longitude": 2.5}


@pytest.mark.parametrize("name", ["latitude", "longitude"])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_point_beside_the_globe_is_refused(name: str, sign: int) -> None:
    most = {"latitude": 90, "longitude": 180}[name]

    assert location(POINT | {name: sign * most})[name] == sign * most
    with pytest.raises(RefusalError, match="wrong location specified"):
        location(POINT | {name: sign * (most + 0.1)})


@pytest.mark.parametrize(
    ("name", "most", "word"),
    [("heading", 360, "heading"), ("horizontal_accuracy", 1500, "horizontal_accuracy")],
)
def test_a_radius_and_a_direction_have_bounds(name: str, most: int, word: str) -> None:
    assert location(POINT | {name: most})[name] == most
    for beyond in (-1, most + 1):
        with pytest.raises(RefusalError, match=f"wrong {word} specified"):
            location(POINT | {name: beyond})


def test_a_venue_tells_its_point_twice() -> None:
    made = venue(POINT | {"title": "Port", "address": "Quay 1", "chat_id": 5})

    assert made == {
        "venue": {"location": POINT, "title": "Port", "address": "Quay 1"},
        "location": POINT,
    }


def test_a_contact_keeps_what_belongs_to_it() -> None:
    assert contact({"phone_number": "+1", "first_name": "Ann", "chat_id": 5}) == {
        "phone_number": "+1",
        "first_name": "Ann",
    }


def test_an_inline_result_has_to_lie_on_the_globe_too(stage: Stage) -> None:
    result: JsonObject = {"type": "location", "id": "1", "title": "x", **POINT}

    assert content(stage.world.files, result) == {"location": POINT}
    with pytest.raises(RefusalError, match="wrong location specified"):
        content(stage.world.files, result | {"latitude": 91.0})
