"""Specification of how much of the ledger's structure the detector tells, kind by kind.

The detector reads the candles of three scenarios, and of the day before the first of them, with
swings as short as the ledger's. The ledger has no records of swings and none from before a market
opened; its own reader, which writes it, is asked for these.

The ledger's definitions and the detector's are two readings of one literature. They are the same
for gaps and swings. Where they part, what only one of the two can know is set aside, counted, and
shown in the last two columns of the table:

break of structure, change of character
    The detector looks at the newest swing only and for as long as it stands. The ledger falls back
    to the newest that is *unbroken*, and forgets a swing after 60 candles. Compared are breaks of
    the newest swing that are not older than that. Whether a break is with the trend or against it
    is compared where the break before it led the same way for both.
order block
    The same candle for both, but the ledger names it again when a later break has the same one.
    Compared are the blocks of breaks of the newest swing, each once.
sweep
    For the detector any wick beyond ends a level. The ledger wants a tenth of the average range,
    and otherwise lets the level stand. Compared are sweeps of that size and of the first wick
    beyond, of swings that the ledger has not forgotten.
equal highs, equal lows
    The detector pairs with any untouched swing nearby, lets the later of the two be the wick that
    goes beyond the earlier, and measures by Wilder's true range of the candles before. The ledger
    pairs with the newest unbroken swing that was not swept, measured by the plain range of 14
    candles. Compared are pairs with that swing on which both measures agree. To the ledger a pool
    that grows is one more pair; to the detector a swing beyond a pool is its end and no member.
    So a pair is set aside whose earlier swing stood in a pool that the later one went beyond.
"""

from functools import lru_cache
from typing import NamedTuple

import pytest
from typing_extensions import override

from core.market import Timeframe
from standins.market.exchange.candles import Candle, CandleBook
from tests.unit.standins.market.playing import NOW_MS, Played, played
from tests.unit.standins.market.scenarios.reading import Seen, SideBySide

ENOUGH = 0.95
BOTH: tuple[Timeframe, ...] = ("1m", "5m")
HOUR_S, TEN_MINUTES_S = 3_600, 600


class Row(NamedTuple):
    """Pieces that are true, that were told, that are both; and those set aside on either side."""

    true: int
    told: int
    both: int
    aside_true: int = 0
    aside_told: int = 0


class Part(NamedTuple):
    """A scenario as it is played, or the day before it."""

    scenario: str
    seconds: int
    before_s: int = 60
    past: bool = False

    @override
    def __str__(self) -> str:
        return f"before {self.scenario}" if self.past else self.scenario

    @property
    def opened_ms(self) -> int:
        return NOW_MS - self.before_s * 1_000


DAY_BEFORE = Part("trend-day", HOUR_S, past=True)
TREND = Part("trend-day", HOUR_S)
RANGE = Part("range-and-sweep", TEN_MINUTES_S, before_s=600)
CASCADE = Part("liquidation-cascade", TEN_MINUTES_S)
SCENARIOS = (TREND, RANGE, CASCADE)

TABLE: dict[Part, dict[str, Row]] = {
    DAY_BEFORE: {
        "bos": Row(80, 80, 80, 33, 0),
        "choch": Row(82, 82, 82, 0, 0),
        "equal_highs": Row(14, 14, 14, 1, 7),
        "equal_lows": Row(20, 20, 20, 1, 9),
        "fvg": Row(529, 529, 529, 0, 0),
        "order_block": Row(158, 158, 158, 34, 0),
        "sweep": Row(94, 94, 94, 20, 86),
        "swing_high": Row(205, 205, 205, 0, 0),
        "swing_low": Row(209, 209, 209, 0, 0),
    },
    TREND: {
        "bos": Row(4, 4, 4, 1, 0),
        "choch": Row(1, 1, 1, 0, 0),
        "equal_highs": Row(0, 0, 0, 0, 1),
        "fvg": Row(31, 31, 31, 0, 0),
        "order_block": Row(5, 5, 5, 1, 0),
        "sweep": Row(2, 2, 2, 0, 3),
        "swing_high": Row(4, 4, 4, 0, 0),
        "swing_low": Row(4, 4, 4, 0, 0),
    },
    RANGE: {
        "bos": Row(1, 1, 1, 1, 0),
        "choch": Row(1, 1, 1, 0, 0),
        "equal_highs": Row(1, 1, 1, 1, 0),
        "fvg": Row(4, 4, 4, 0, 0),
        "order_block": Row(2, 2, 2, 1, 0),
        "sweep": Row(4, 4, 4, 0, 0),
        "swing_high": Row(6, 6, 6, 0, 0),
        "swing_low": Row(3, 3, 3, 0, 0),
    },
    CASCADE: {
        "bos": Row(1, 1, 1, 0, 0),
        "choch": Row(1, 1, 1, 0, 0),
        "fvg": Row(8, 8, 8, 0, 0),
        "order_block": Row(2, 2, 2, 0, 0),
        "sweep": Row(0, 0, 0, 0, 1),
        "swing_low": Row(1, 1, 1, 0, 0),
    },
}
LOOK_ALIKES = {DAY_BEFORE: 284, TREND: 5, RANGE: 8, CASCADE: 0}


@lru_cache(maxsize=3)
def read(part: Part) -> tuple[SideBySide, ...]:
    """Both timeframes of a part's market, read by both sides."""
    book = tape(played(part.scenario, seconds=part.seconds, before_s=part.before_s), part.opened_ms)
    charts = tuple(SideBySide(timeframe) for timeframe in BOTH)
    for chart in charts:
        for candle in book.latest(chart.timeframe.removesuffix("m"), 4_000)[:0:-1]:
            chart.read(candle)
    return charts


def tape(market: Played, opened_ms: int) -> CandleBook:
    """The candles that the ledger was read from: its first minute begins with its first trade."""
    before = [one for one in market.candles.closed_since(0) if one.start < opened_ms]
    book = CandleBook([*before, Candle.opened(opened_ms, market.trades[0].price)])
    for trade in market.trades:
        book.roll(trade.ms)
        book.trade(trade.ms, trade.price, trade.lots)
    book.roll(market.market.now_ms)
    return book


def sides(part: Part) -> tuple[list[Seen], list[Seen], list[Seen]]:
    """What is true, what was told, and what only looks true, in this part's time."""
    charts = read(part._replace(past=False))
    lists = (
        [one for chart in charts for one in chart.true],
        [one for chart in charts for one in chart.told],
        [one for chart in charts for one in chart.looks],
    )
    true, told, looks = (
        [one for one in each if (one.known_ms <= part.opened_ms) is part.past] for each in lists
    )
    return true, told, looks


def table(part: Part) -> dict[str, Row]:
    true, told, _ = sides(part)
    rows = {}
    for kind in sorted({one.piece.kind for one in [*true, *told]}):
        known, said = (
            {one.piece for one in side if one.compared and one.piece.kind == kind}
            for side in (true, told)
        )
        aside = [
            sum(one.piece.kind == kind and not one.compared for one in side)
            for side in (true, told)
        ]
        rows[kind] = Row(len(known), len(said), len(known & said), *aside)
    return rows


@pytest.mark.parametrize("part", SCENARIOS, ids=str)
def test_the_reader_asked_says_what_the_ledger_says(part: Part) -> None:
    market = played(part.scenario, seconds=part.seconds, before_s=part.before_s).market

    ledger = {
        (one.kind, one.at_ms, one.known_ms, one.numbers["low"], one.numbers["high"], one.reason)
        for one in market.truth
        if one.texts.get("timeframe") in BOTH
    }
    asked = {
        (one.kind, one.at, known_ms, one.low / 100, one.high / 100, one.reason)
        for chart in read(part)
        for known_ms, one in chart.found
        if known_ms > part.opened_ms
    }

    assert ledger
    assert asked == ledger


@pytest.mark.parametrize("part", [DAY_BEFORE, *SCENARIOS], ids=str)
def test_precision_and_recall_of_every_kind_are_these_numbers(part: Part) -> None:
    rows = table(part)

    assert rows == TABLE[part]
    for kind, row in rows.items():
        assert row.both >= ENOUGH * row.told, f"precision of {kind}"
        assert row.both >= ENOUGH * row.true, f"recall of {kind}"


@pytest.mark.parametrize("part", [DAY_BEFORE, *SCENARIOS], ids=str)
def test_no_look_alike_of_any_kind_is_told(part: Part) -> None:
    _, told, looks = sides(part)

    # A set-aside pair may look equal by one measure and be so by the other; a break may not.
    said = {
        one.piece._replace(kind="break") if one.piece.kind in {"bos", "choch"} else one.piece
        for one in told
        if one.compared or not one.piece.kind.startswith("equal")
    }

    assert len(looks) == LOOK_ALIKES[part]
    assert not said & {one.piece for one in looks}
