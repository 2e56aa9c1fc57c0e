"""Specification of scenes: what was read, laid out for drawing."""

from dataclasses import replace

import pytest
from msgspec import structs

from bot.charts import describe
from bot.charts.structure.ruler import Range
from bot.pictures import alert_card, heatmap, structure
from bot.pictures.book_columns import columns
from bot.views.texts import texts
from core.heat import HeatColumn
from core.market import Candle, Liquidation
from core.tape import TapeSecond
from tests.unit.bot.desk import NOW_NS, crossing, gap, whale
from usecases.alert_surroundings import Surroundings
from usecases.chart_marks import (
    DealingRange,
    EqualExtremes,
    KeyPrice,
    LiquiditySweep,
    OpenZone,
    Standing,
    StructureBreak,
)
from usecases.read_liquidity import Liquidity
from usecases.read_structure import Structure

SECOND = 1_000_000_000
EN = texts("en")


def column(second: int, *, low_bin: int = 34_999, usd: float = 10.0) -> HeatColumn:
    return HeatColumn(
        subject="bybit:ETHUSDT",
        at_ns=NOW_NS + second * SECOND,
        step=0.1,
        low_bin=low_bin,
        usd=(usd, 0.0, 2 * usd),
        mid=3500.0,
        share=1.0,
        low_usd=8.0,
        high_usd=80.0,
    )


def liquidity(*seen: HeatColumn, minutes: int = 15) -> Liquidity:
    return Liquidity(
        symbol="ETHUSDT",
        venue="bybit",
        minutes=minutes,
        until_ns=seen[-1].at_ns + 10 * SECOND,
        columns=seen,
        tape=[],
        liquidations=[],
        late_s=None,
    )


def candle(minute: int) -> Candle:
    return Candle(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=NOW_NS,
        seen_ns=NOW_NS,
        timeframe="1m",
        open_ns=NOW_NS + minute * 60 * SECOND,
        open=3500.0,
        high=3502.0,
        low=3499.0,
        close=3501.0,
        volume=4.0,
        closed=True,
    )


def around(price: float | None = 3500.0) -> Surroundings:
    candles = [candle(minute) for minute in range(-9, -1)]
    return Surroundings(subject="bybit:ETHUSDT", candles=candles, price=price)


def test_columns_of_a_book_that_moves_are_laid_side_by_side_by_price() -> None:
    laid = columns([column(0, low_bin=34_998, usd=1.0), column(10, low_bin=34_999, usd=4.0)])

    assert laid.low_bin == 34_998
    assert laid.usd.tolist() == [[1, 0, 2, 0], [0, 4, 0, 8]]


def test_a_hole_in_the_feed_is_no_empty_book() -> None:
    scene = heatmap.scene(liquidity(column(0), column(10), column(300)))

    assert scene.times_ns.tolist() == [NOW_NS, NOW_NS + 10 * SECOND, NOW_NS + 300 * SECOND]
    assert scene.matrix.max(axis=1).all()


def test_colours_are_those_that_were_stored_however_long_the_window() -> None:
    short = heatmap.scene(liquidity(column(0), minutes=60))
    long = heatmap.scene(liquidity(column(0), minutes=240))

    assert short.limits == long.limits
    assert short.limits is not None
    assert short.limits.high == pytest.approx(80.0)


def test_a_heatmap_says_in_words_what_it_shows() -> None:
    seen = replace(
        liquidity(*(column(second) for second in range(0, 900, 10))),
        tape=[
            TapeSecond(
                subject="bybit:ETHUSDT",
                at_ns=NOW_NS + 5 * SECOND,
                buy_usd=7000.0,
                buy_size=2.0,
                sell_usd=0.0,
                sell_size=0.0,
                last=3500.0,
            )
        ],
        liquidations=[
            Liquidation(
                venue="bybit",
                symbol="ETHUSDT",
                at_ns=NOW_NS + 6 * SECOND,
                seen_ns=NOW_NS + 6 * SECOND,
                price=3490.0,
                size=3.0,
                position="long",
            )
        ],
    )

    scene = heatmap.scene(seen)

    assert scene.trades.usd.tolist() == [7000.0]
    assert scene.liquidations.usd.tolist() == [10_470.0]
    assert describe(scene).startswith("ETHUSDT Bybit perp: 3,500")


def test_a_structure_picture_has_all_that_stands_where_it_stands() -> None:
    seen = Structure(
        symbol="ETHUSDT",
        timeframe="1m",
        candles=[candle(minute) for minute in range(30)],
        standing=Standing(
            zones=[
                OpenZone(kind="fvg", side="bullish", low=3499.0, high=3499.5, from_ns=NOW_NS),
                OpenZone(kind="order_block", side="bullish", low=3499.0, high=3499.0, from_ns=1),
            ],
            breaks=[
                StructureBreak(
                    kind="choch", side="bearish", level=3500.5, from_ns=1, to_ns=NOW_NS, inner=True
                )
            ],
            pools=[
                EqualExtremes(
                    extreme="high",
                    from_price=3502.0,
                    from_ns=1,
                    to_price=3501.0,
                    to_ns=2,
                    inner=False,
                    gone=True,
                )
            ],
            sweeps=[LiquiditySweep(side="bullish", price=3499.0, at_ns=3, inner=False)],
            keys=[KeyPrice(kind="day", extreme="low", price=3499.0, from_ns=4)],
            range=DealingRange(3490.0, 3510.0),
        ),
        late_s=None,
    )

    scene = structure.scene(seen, detail=True)

    [zone], [mark], [pool], [sweep], [key] = (
        scene.zones, scene.breaks, scene.pools, scene.sweeps, scene.keys,
    )  # fmt: skip
    assert (zone.low, zone.high, zone.side) == (3499.0, 3499.5, "bullish")
    assert (mark.words, mark.level, mark.inner) == ("CHoCH", 3500.5, True)
    assert (pool.words, pool.from_price, pool.to_price, pool.gone) == ("EQH", 3502.0, 3501.0, True)
    assert (sweep.price, sweep.time_ns) == (3499.0, 3)
    assert (key.words, key.price) == ("PDL", 3499.0)
    assert scene.range == Range(3490.0, 3510.0)
    assert (scene.timeframe, scene.detail) == ("1 m", True)


def test_the_card_of_a_whale_values_it() -> None:
    scene = alert_card.scene(EN, whale(), around())

    assert (scene.title, scene.amount) == ("Whale transfer", "$4.3M")
    assert scene.line == "1,234.5 ETH · 0x28c6…1d60 → 0xf89d…aa40"
    assert scene.rule == ""


def test_the_card_of_a_whale_names_whom_a_label_names() -> None:
    found = whale()
    named = structs.replace(found, texts=found.texts | {"to_name": "Binance 14"})

    scene = alert_card.scene(EN, named, around())

    assert scene.line == "1,234.5 ETH · 0x28c6…1d60 → Binance 14"


def test_the_card_of_a_whale_without_a_market_shows_the_coins() -> None:
    nothing = Surroundings(subject="bybit:ETHUSDT", candles=[], price=None)

    scene = alert_card.scene(EN, whale(to=""), nothing)

    assert scene.amount == "1,234.5 ETH"
    assert scene.line.endswith("→ new contract")
    assert not scene.has_chart


def test_the_card_of_a_crossing_ends_at_the_price_that_crossed() -> None:
    scene = alert_card.scene(EN, crossing(), around(price=3333.0))

    assert scene.level is not None
    assert scene.level.price == 3500.0
    assert (scene.event_price, scene.prices[-1], scene.side) == (3502.4, 3502.4, "up")


def test_the_card_of_a_gap_shows_its_zone() -> None:
    scene = alert_card.scene(EN, gap(), around())

    assert scene.band is not None
    assert (scene.band.low, scene.band.high) == (3480.0, 3492.5)
