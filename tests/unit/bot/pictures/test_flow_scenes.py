"""Specification of the scenes of flows and of liquidation maps: what was read, laid out."""

from dataclasses import replace

import numpy as np

from bot.charts import describe, draw
from bot.pictures import flow, liquidation_map
from core.detection import Detection, DetectionId
from core.flows import FlowSum
from core.levels import LeverageLevels
from core.market import Candle, Liquidation
from tests.unit.bot.desk import NOW_NS
from usecases.read_flow import Flow
from usecases.read_liquidation_map import LiquidationMap

HOUR = 3_600_000_000_000
FIRST = NOW_NS // HOUR * HOUR - 4 * HOUR


def candle(hour: int, close: float) -> Candle:
    return Candle(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=FIRST + hour * HOUR,
        seen_ns=FIRST + hour * HOUR,
        timeframe="1h",
        open_ns=FIRST + hour * HOUR,
        open=close,
        high=close,
        low=close,
        close=close,
        volume=1.0,
        closed=True,
    )


def moved(
    hour: int,
    size: float,
    exchange: str = "Binance",
    *,
    incoming: bool = True,
    between: bool = False,
    coin: str = "ETH",
) -> FlowSum:
    return FlowSum(
        at_ns=FIRST + hour * HOUR,
        exchange=exchange,
        coin=coin,
        incoming=incoming,
        between=between,
        size=size,
    )


def read(*sums: FlowSum, exchange: str | None = None) -> Flow:
    return Flow(
        symbol="ETHUSDT",
        venue="bybit",
        exchange=exchange,
        chain="ethereum",
        window="24h",
        coins=("ETH", "WETH"),
        first_ns=FIRST,
        bucket_ns=HOUR,
        buckets=4,
        sums=sums,
        largest=[],
        candles=[candle(hour, 1_000.0 * (hour + 1)) for hour in range(4)],
        unwatched=frozenset(),
        until_ns=FIRST + 4 * HOUR,
        late_s=None,
    )


def told(size: float, flow_kind: str, **ends: str) -> Detection:
    return Detection(
        id=DetectionId("d"),
        kind="transfer",
        subject="ethereum",
        formed_ns=FIRST + HOUR,
        known_ns=FIRST + HOUR,
        seen_ns=FIRST + HOUR,
        numbers={"eth": size},
        texts={"coin": "ETH", "flow": flow_kind} | ends,
    )


def levels_read(**changes: object) -> LiquidationMap:
    levels = LeverageLevels(
        width=0.003, first=-2, slow=(1, 1, 1, 1), fast=(2, 2, 2, 2), fastest=(3, 3, 3, 3)
    )
    telling = Detection(
        id=DetectionId("m"),
        kind="liquidation_map",
        subject="bybit:ETHUSDT",
        formed_ns=NOW_NS,
        known_ns=NOW_NS,
        seen_ns=NOW_NS,
        level=1.0,
        numbers={"open_usd": 5e6},
        texts={"map": levels.pack(), "tiers": "10x 100%"},
    )
    usual: dict[str, object] = {
        "symbol": "ETHUSDT",
        "venue": "bybit",
        "told": telling,
        "levels": levels,
        "price": 1.0001,
        "lowest": 1.0,
        "highest": 1.0001,
        "forced": [],
        "until_ns": NOW_NS,
        "late_s": None,
    }
    return LiquidationMap(**(usual | changes))  # type: ignore[arg-type]


def test_amounts_become_dollars_at_the_price_of_their_bucket() -> None:
    scene = flow.scene(read(moved(0, 5), moved(2, 7, incoming=False), moved(2, 1, "OKX")))

    assert scene.flows.inflow.tolist() == [5_000, 0, 3_000, 0]
    assert scene.flows.outflow.tolist() == [0, 0, 21_000, 0]
    assert [(share.name, share.net_usd) for share in scene.shares] == [
        ("Binance", -16_000),
        ("OKX", 3_000),
    ]


def test_what_stays_among_exchanges_counts_only_for_one_of_them() -> None:
    between = moved(0, 5, between=True)

    assert not flow.scene(read(between)).flows.some
    assert flow.scene(read(between, exchange="Binance")).flows.total_in == 5_000


def test_what_was_not_watched_is_unknown_and_the_last_bucket_is_open() -> None:
    watched = flow.scene(read(moved(0, 5)))
    not_now = flow.scene(replace(read(moved(0, 5)), unwatched=frozenset({1, 3})))

    assert watched.flows.open_last
    assert not not_now.flows.open_last
    assert np.isnan(not_now.flows.inflow).tolist() == [False, True, False, True]


def test_one_exchange_is_told_by_coin_and_by_its_own_side_of_a_transfer() -> None:
    asked = replace(
        read(moved(0, 5), moved(0, 9, coin="USDT"), exchange="Binance"),
        largest=[
            told(5, "between exchanges", to_entity="OKX", from_entity="Binance"),
            told(4, "withdrawal", from_entity="Binance"),
            told(3, "deposit", to_entity="Binance", from_entity="Somebody"),
        ],
    )

    scene = flow.scene(asked)

    assert scene.coins == "ETH, USDT on Ethereum"
    assert [share.name for share in scene.shares] == ["ETH", "USDT"]
    assert [(each.exchange, each.incoming) for each in scene.transfers] == [
        ("Binance", False),
        ("Binance", False),
        ("Binance", True),
    ]


def test_a_flow_can_be_drawn_and_told() -> None:
    scene = flow.scene(replace(read(moved(0, 5)), largest=[told(5, "deposit", to_entity="OKX")]))

    assert draw(scene)[:2] == b"\xff\xd8"
    assert describe(scene).startswith("ETH on Ethereum: net +$5.0K to exchanges in 4 h.")


def test_whom_the_price_has_met_since_is_gone() -> None:
    still = liquidation_map.scene(levels_read())
    met = liquidation_map.scene(levels_read(lowest=0.9975, highest=1.002))

    assert still.levels.totals.tolist() == [6, 6, 6, 6]
    assert met.levels.totals.tolist() == [6, 0, 0, 6]


def test_a_score_is_shown_where_there_is_one() -> None:
    scored = {"score": 0.6, "score_low": 0.52, "score_high": 0.7, "score_minutes": 88.0}
    telling = levels_read().told
    judged = Detection(**{name: getattr(telling, name) for name in telling.__struct_fields__}
                       | {"numbers": scored})  # fmt: skip

    assert liquidation_map.scene(levels_read()).trial is None
    assert liquidation_map.scene(levels_read(told=judged)).in_dollars


def test_a_liquidation_map_can_be_drawn_and_told() -> None:
    forced = Liquidation(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=NOW_NS,
        seen_ns=NOW_NS,
        price=1.004,
        size=3.0,
        position="short",
    )

    scene = liquidation_map.scene(levels_read(forced=[forced]))

    assert scene.forced_by_bucket().tolist() == [0, 0, 0, 3.012]
    assert draw(scene)[:2] == b"\xff\xd8"
    assert "Estimate, not scored yet" in describe(scene)
