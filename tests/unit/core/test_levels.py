"""Specification of leverage levels: what is packed is read back, and nothing else is."""

import pytest

from core.levels import LeverageLevels


def test_what_is_packed_is_read_back() -> None:
    levels = LeverageLevels(width=0.003, first=2_729, slow=(1, 0), fast=(2, 30), fastest=(0, 9))

    assert LeverageLevels.unpack(levels.pack()) == levels


def test_the_grid_of_prices_does_not_depend_on_where_it_begins() -> None:
    rows = {"slow": (0,) * 3, "fast": (0,) * 3, "fastest": (0,) * 3}

    one = LeverageLevels(width=0.003, first=2_700, **rows)
    other = LeverageLevels(width=0.003, first=2_701, **rows)

    assert one.edges[1:] == other.edges[:-1]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "these are no leverage levels"),
        ('{"width": 0.1}', "these are no leverage levels"),
        (
            '{"width":0.1,"first":1,"slow":[1],"fast":[],"fastest":[1]}',
            "need rows of one length and a width above 0",
        ),
        (
            '{"width":0,"first":1,"slow":[1],"fast":[1],"fastest":[1]}',
            "need rows of one length and a width above 0",
        ),
    ],
)
def test_a_text_of_somebody_else_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        LeverageLevels.unpack(text)
