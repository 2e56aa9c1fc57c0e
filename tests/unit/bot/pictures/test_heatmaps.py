"""Specification of heatmap scenes: a steady scale, quotes from buckets, walls that were told."""

from itertools import pairwise
from math import exp, log

import pytest
from msgspec import structs

from bot.charts.heatmap.heat import HeatLimits
from bot.pictures.book_columns import columns
from bot.pictures.steady import steady
from bot.pictures.wall_lives import lives
from core.detection import Detection, DetectionId
from core.heat import HeatColumn
from tests.unit.bot.desk import NOW_NS

SECOND = 1_000_000_000


def column(
    second: int,
    *usd: float,
    mid: float = 100.0,
    low_bin: int = 998,
    scale: tuple[float, float] = (8.0, 80.0),
) -> HeatColumn:
    return HeatColumn(
        subject="bybit:ETHUSDT",
        at_ns=NOW_NS + second * SECOND,
        step=0.1,
        low_bin=low_bin,
        usd=usd or (1.0,),
        mid=mid,
        share=1.0,
        low_usd=scale[0],
        high_usd=scale[1],
    )


def rounded(limits: HeatLimits | None) -> tuple[float, float]:
    assert limits is not None
    return round(limits.low, 6), round(limits.high, 6)


def told(kind: str, name: str, *, of: str | None = None, age_s: float = 90.0) -> Detection:
    return Detection(
        id=DetectionId(name),
        kind=kind,
        subject="bybit:ETHUSDT",
        formed_ns=NOW_NS - 90 * SECOND if kind == "liquidity_zone" else NOW_NS,
        known_ns=NOW_NS,
        seen_ns=NOW_NS,
        side="bullish",
        low=99.0,
        high=99.2,
        of=None if of is None else DetectionId(of),
        numbers={"age_s": age_s, "size_usd": 1e6, "peak_usd": 2e6},
    )


def test_an_even_scale_is_kept_and_none_is_none() -> None:
    even = steady([column(second) for second in range(0, 600, 10)])

    assert rounded(even) == (8.0, 80.0)
    assert steady([column(0, scale=(0.0, 0.0))]) is None


def test_a_column_a_quarter_of_the_window_older_counts_half() -> None:
    seen = [column(0), column(75, scale=(16.0, 80.0)), column(100, scale=(32.0, 80.0))]

    low, _high = rounded(steady(seen))

    weights = 1 / 16, 1 / 2, 1
    wanted = sum(w * log(x) for w, x in zip(weights, (8, 16, 32), strict=True)) / sum(weights)
    assert low == round(exp(wanted), 6)


def test_a_wall_that_jumps_into_the_scale_moves_the_colours_by_little_from_picture_to_picture() -> (
    None
):
    seen = [column(second) for second in range(0, 3_600, 10)]
    seen += [column(second, scale=(8.0, 800.0)) for second in range(3_600, 3_900, 10)]

    highs = [found.high for n in range(360, 390) if (found := steady(seen[n - 359 : n + 1]))]

    assert max(b / a for a, b in pairwise(highs)) < 1.03
    assert highs == sorted(highs)


def test_quotes_are_the_edges_of_the_empty_buckets_around_the_middle() -> None:
    laid = columns([column(0, 5.0, 0.0, 0.0, 0.0, 7.0, mid=100.05)])

    assert laid.quotes.bid[0] == pytest.approx(99.9)
    assert laid.quotes.ask[0] == pytest.approx(100.2)


@pytest.mark.parametrize(
    "usd", [(5.0, 6.0, 7.0, 8.0), (0.0, 0.0, 0.0, 8.0), (5.0, 0.0, 0.0, 0.0), (0.0,)]
)
def test_a_spread_within_a_bucket_or_beyond_the_column_is_none(usd: tuple[float, ...]) -> None:
    laid = columns([column(0, *usd, mid=100.05)])

    assert laid.quotes.spread() == 0


def test_a_price_outside_its_column_has_no_spread() -> None:
    laid = columns([column(0, 5.0, 6.0, mid=mid) for mid in (90.0, 110.0)][:1])

    assert laid.quotes.bid.tolist() == [90.0]


def test_a_zone_stands_until_its_end_is_told() -> None:
    standing = lives([told("liquidity_zone", "a"), told("liquidity_zone", "b")])
    ended = lives(
        [
            told("liquidity_zone", "a"),
            told("liquidity_zone", "b"),
            told("liquidity_zone_pulled", "c", of="a"),
            told("liquidity_zone_eaten", "d", of="b"),
        ]
    )

    assert [life.fate for life in standing] == [None, None]
    assert [(life.fate, life.ended_ns) for life in ended] == [
        ("pulled", NOW_NS),
        ("eaten", NOW_NS),
    ]
    assert {life.born_ns for life in (*standing, *ended)} == {NOW_NS - 90 * SECOND}
    assert all(life.bid for life in ended)


def test_what_has_no_prices_is_left_out() -> None:
    assert lives([structs.replace(told("liquidity_zone", "a"), low=None)]) == ()
