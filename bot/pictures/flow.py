"""The whale flow of a window: what crossed the border of exchanges, in dollars of its time."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from bot.charts.flow import FlowScene, Share
from bot.charts.flow.flows import Flows
from bot.charts.flow.marks import Crossing
from bot.pictures.venues import VENUES
from bot.views import numbers
from core.detection import Detection
from core.flows import FlowSum
from core.market import TIMEFRAME_NS, Candle
from core.time_units import SECOND_NS
from usecases.read_flow import Flow

_CROSSINGS = 12
"""So many single transfers are drawn, the largest."""


def scene(flow: Flow) -> FlowScene:
    """The scene of what was read."""
    return FlowScene(
        symbol=flow.symbol,
        venue=VENUES[flow.venue],
        coins=_coins(flow),
        tick_decimals=numbers.decimals(flow.candles[-1].close),
        flows=_flows(flow),
        times_ns=np.array([_closes_ns(each) for each in flow.candles], dtype=np.int64),
        prices=np.array([each.close for each in flow.candles]),
        now_ns=flow.until_ns,
        exchange=flow.exchange or "",
        transfers=tuple(_crossings(flow)),
        shares=tuple(_shares(flow)),
        shares_of="coin" if flow.exchange else "exchange",
        stale_s=flow.late_s,
    )


def _coins(flow: Flow) -> str:
    """The coins that moved, most dollars first; the market's own where none did."""
    moved: defaultdict[str, float] = defaultdict(float)
    for each in flow.sums:
        moved[each.coin] += _usd(flow, each)
    names = sorted(moved, key=lambda coin: (-moved[coin], coin))[:3] or flow.coins[:1]
    return f"{', '.join(names)} on {flow.chain.capitalize()}"


def _closes_ns(candle: Candle) -> int:
    """When the close was: the newest trade's time while the candle is still open."""
    return candle.open_ns + TIMEFRAME_NS[candle.timeframe] if candle.closed else candle.at_ns


def _usd(flow: Flow, each: FlowSum) -> float:
    return each.size * flow.worth(each.coin, each.at_ns + flow.bucket_ns // 2)


def _counted(flow: Flow) -> Iterator[FlowSum]:
    """What moves between two exchanges comes in or goes out only where one is looked at."""
    return (each for each in flow.sums if flow.exchange or not each.between)


def _flows(flow: Flow) -> Flows:
    sides: npt.NDArray[np.float64] = np.zeros((2, flow.buckets))
    for each in _counted(flow):
        bucket = (each.at_ns - flow.first_ns) // flow.bucket_ns
        sides[0 if each.incoming else 1, bucket] += _usd(flow, each)
    sides[:, sorted(flow.unwatched)] = np.nan
    return Flows(
        first_ns=flow.first_ns,
        bucket_s=flow.bucket_ns / SECOND_NS,
        inflow=sides[0],
        outflow=sides[1],
        open_last=flow.buckets - 1 not in flow.unwatched,
    )


def _shares(flow: Flow) -> list[Share]:
    nets: defaultdict[str, float] = defaultdict(float)
    for each in _counted(flow):
        name = each.coin if flow.exchange else each.exchange
        nets[name] += _usd(flow, each) if each.incoming else -_usd(flow, each)
    shares = [Share(name=name, net_usd=net) for name, net in nets.items()]
    return sorted(shares, key=lambda share: (-abs(share.net_usd), share.name))


def _crossings(flow: Flow) -> list[Crossing]:
    found = [_crossing(flow, each) for each in flow.largest]
    found.sort(key=lambda each: (-each.usd, each.at_ns, each.exchange))
    return found[:_CROSSINGS]


def _crossing(flow: Flow, told: Detection) -> Crossing:
    texts = told.texts
    incoming = texts["flow"] == "deposit"
    if flow.exchange:
        incoming = texts.get("to_entity") == flow.exchange
    size = told.numbers.get("eth", told.numbers.get("size", 0.0))
    return Crossing(
        at_ns=told.known_ns,
        usd=size * flow.worth(texts["coin"], told.known_ns),
        size=size,
        coin=texts["coin"],
        exchange=texts["to_entity" if incoming else "from_entity"],
        incoming=incoming,
    )
