"""Specification of a stretch of time in equal pieces."""

import pytest

from core.online.pieces import length_ns


def test_a_stretch_is_as_long_as_its_pieces_together() -> None:
    assert length_ns(300, 5) * 5 == 300
    assert length_ns(7, 1) == 7


@pytest.mark.parametrize(("span", "parts"), [(60, 0), (60, -1), (60, 7), (3, 6), (0, 1)])
def test_one_that_does_not_divide_is_refused_with_what_to_take(span: int, parts: int) -> None:
    with pytest.raises(ValueError, match=f"{span} ns in {parts} parts: take 1 part or more"):
        length_ns(span, parts)
