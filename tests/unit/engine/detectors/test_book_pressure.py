"""Specification of book pressure: which side of a book is heavier, and whether it stays so.

A bucket is ten hundredths of a per cent here, so that the default reach holds the best bucket of
either side.
"""

import pickle
from collections.abc import Iterable

import pytest

from core.detection import Detection, Move
from core.market import BookSample
from engine.detectors.book_pressure import BookPressure, PressureOptions
from tests.unit.engine.resting.books import a_book


def leaning(at_s: float, share: float, *, complete: bool = True) -> BookSample:
    """A book whose nearest bids and asks differ by ``share`` of both."""
    bids, asks = 500 * (1 + share), 500 * (1 - share)
    return a_book(at_s, complete=complete, p999=0, p1000=bids, p1001=asks, p1002=0)


def found(pressure: BookPressure, books: Iterable[BookSample]) -> list[Detection]:
    return [one for book in books for one in pressure.update(book) if isinstance(one, Detection)]


def moves(pressure: BookPressure, books: Iterable[BookSample]) -> list[tuple[float, float]]:
    told = [one for book in books for one in pressure.update(book)]
    return [(one.before, one.after) for one in told if isinstance(one, Move)]


def test_a_change_of_the_imbalance_is_a_move() -> None:
    books = [leaning(0, 0.1), leaning(1, 0.1), leaning(2, 0.4), leaning(3, -0.2)]

    assert moves(BookPressure(), books) == [(0.1, 0.4), (0.4, -0.2)]


@pytest.mark.parametrize(("share", "side"), [(0.8, "bullish"), (-0.8, "bearish")])
def test_a_side_that_stays_heavier_for_half_a_minute_presses(share: float, side: str) -> None:
    (told,) = found(BookPressure(), (leaning(second, share) for second in range(60)))

    assert (told.kind, told.side) == ("book_pressure", side)
    assert told.known_ns - told.formed_ns == 30 * 10**9
    assert told.numbers["imbalance"] == pytest.approx(share)


def test_one_balanced_second_begins_it_anew() -> None:
    books = [leaning(second, 0.2 if second == 20 else 0.8) for second in range(50)]

    assert found(BookPressure(), books) == []


def test_pressure_that_only_wavers_is_told_once_and_one_that_ended_again() -> None:
    wavering = [leaning(second, 0.4 if second % 3 else 0.8) for second in range(31, 60)]
    books = [*(leaning(second, 0.8) for second in range(31)), *wavering, leaning(60, 0.1)]
    pressure = BookPressure()

    once = found(pressure, books)
    again = found(pressure, (leaning(second, 0.8) for second in range(61, 95)))

    assert (len(once), len(again)) == (1, 1)
    assert once[0].id != again[0].id


def test_a_gap_begins_it_anew() -> None:
    books = [leaning(second, 0.8, complete=second != 20) for second in range(50)]

    assert found(BookPressure(), books) == []


def test_a_restart_and_a_sample_that_comes_again_change_nothing() -> None:
    books = [leaning(second, 0.8) for second in range(40)]
    stopped, told = BookPressure(), list[Detection]()

    for book in books:
        stopped = pickle.loads(pickle.dumps(stopped))  # noqa: S301 - our own bytes
        told += found(stopped, [book, book])

    assert told == found(BookPressure(), books)


def test_a_border_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="not above extreme"):
        PressureOptions(extreme=0.2, over=0.3)
