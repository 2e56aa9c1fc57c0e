"""Specification of how long a kind of stream is away."""

from core.absences import Absences
from core.gaps import Gap

SECOND = 1_000_000_000
SHALLOW, DEEP = "orderbook.50.ETHUSDT", "orderbook.1000.ETHUSDT"


def a_hole(since_s: int, until_s: int | None = None, *, topic: str = SHALLOW) -> Gap:
    return Gap(
        source="bybit", subject="bybit:ETHUSDT", topic=topic, reason="", healing="",
        since_ns=since_s * SECOND, until_ns=None if until_s is None else until_s * SECOND,
        seen_ns=since_s * SECOND,
    )  # fmt: skip


def test_a_family_is_away_until_the_last_of_its_holes_closes() -> None:
    absences = Absences()
    absences.opened(a_hole(1))
    absences.opened(a_hole(2, topic=DEEP))

    first = absences.closed(a_hole(1, 5))
    second = absences.closed(a_hole(2, 9, topic=DEEP))

    assert first is None
    assert second is not None
    assert (second.holes, second.lasted_s(a_hole(2, 9, topic=DEEP))) == (2, 8)
    assert not absences


def test_a_hole_that_is_told_again_is_the_same() -> None:
    absences = Absences()

    absences.opened(a_hole(1))

    assert absences.opened(a_hole(1)).holes == 1


def test_the_end_of_what_never_began_ends_nothing() -> None:
    absences = Absences()
    absences.opened(a_hole(1))

    assert absences.closed(a_hole(1, 5, topic="tickers.ETHUSDT")) is None
    assert absences.closed(a_hole(1, 5, topic=DEEP)) is None
    assert absences


def test_how_long_is_reckoned_from_the_first_that_others_brought_meanwhile() -> None:
    absences = Absences()
    absences.opened(a_hole(1))

    after_a_silence = [*absences.lasting(60 * SECOND, 10)]
    later = [*absences.lasting(70 * SECOND, 10)]

    assert after_a_silence == []
    assert [absence.first for absence in later] == [a_hole(1)]
