"""Liquidation maps of the made-up market's last week, as the detector tells them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.charts.liquidation_map import LiquidationMapScene
from bot.pictures.liquidation_map import scene
from core.detection import Detection
from core.market import Candle, Liquidation, Ticker
from core.tape import TapeSecond
from core.time_units import SECOND_NS
from engine.detectors.liquidation_map import LiquidationMaps
from standins.market.exchange.instruments import INSTRUMENTS
from standins.market.exchange.past import open_interest
from usecases.read_liquidation_map import ReadLiquidationMap
from whale.charts.made_up import MS, made_up_candles
from whale.charts.past import Past
from whale.charts.shown import Material, Shown

_WEEK = 7 * 1_440
_DAY = 1_440
_WILD = 40
"""The widest minutes of a day are those in which somebody is closed by force."""
_FORCED_COINS = 60.0


async def make(material: Material) -> list[Shown]:
    """A map that had a week to learn, one of a few hours, and one that is an hour too old."""
    return [
        Shown(
            name="week",
            scene=await _seen("ETHUSDT", material.seed, _WEEK),
            note="A week of open interest, scored against the forced closes that came.",
        ),
        Shown(
            name="young",
            scene=await _seen("BTCUSDT", material.seed, 200, wild=0),
            note="Three hours, nobody closed by force: not scored, in German numbers.",
            language="de",
            zone="Europe/Berlin",
        ),
        Shown(
            name="late",
            scene=await _seen("ETHUSDT", material.seed, _WEEK, late_min=130),
            note="The next map has not come: it says how old this one is.",
        ),
    ]


async def _seen(
    symbol: str, seed: int, minutes: int, *, wild: int = _WILD, late_min: int = 0
) -> LiquidationMapScene:
    candles = made_up_candles(symbol, "1m", seed=seed)[-minutes:]
    forced, told = _told(symbol, seed, minutes, wild)
    past = Past(candles[-1].at_ns + late_min * 60 * SECOND_NS)
    await past.keep(
        candles=candles[-_DAY:],
        detections=told,
        tape=[_last_second(candles[-1])],
        liquidations=forced,
    )
    return scene(await ReadLiquidationMap(past.history, past.clock)(symbol))


@lru_cache(maxsize=2)
def _told(
    symbol: str, seed: int, minutes: int, wild: int
) -> tuple[Sequence[Liquidation], Sequence[Detection]]:
    """The forced closes of so many minutes, and what the detector made of all facts."""
    candles = made_up_candles(symbol, "1m", seed=seed)[-minutes:]
    forced = tuple(_forced(candles, wild))
    by_minute = {each.at_ns: each for each in forced}
    detector, told = LiquidationMaps(), list[Detection]()
    for candle in candles:
        closed = by_minute.get(candle.at_ns)
        facts = (
            (closed, candle, _ticker(candle, seed)) if closed else (candle, _ticker(candle, seed))
        )
        for fact in facts:
            told += detector.update(fact)
    return forced, tuple(told)


def _ticker(candle: Candle, seed: int) -> Ticker:
    instrument = INSTRUMENTS[candle.symbol]
    lots = open_interest(seed, instrument, candle.at_ns // MS)
    return Ticker(
        venue=candle.venue,
        symbol=candle.symbol,
        at_ns=candle.at_ns,
        seen_ns=candle.seen_ns,
        last=candle.close,
        open_interest=float(instrument.size(lots)),
    )


def _forced(candles: Sequence[Candle], wild: int) -> Iterator[Liquidation]:
    """A forced close at the far end of the widest minutes, ``wild`` a day."""
    count = wild * max(1, len(candles) // _DAY)
    ranges = sorted((each.high / each.low for each in candles), reverse=True)
    least = ranges[min(count, len(ranges) - 1)]
    for each in candles:
        if wild and each.high / each.low > least:
            falls = each.close < each.open
            yield Liquidation(
                venue=each.venue,
                symbol=each.symbol,
                at_ns=each.at_ns,
                seen_ns=each.seen_ns,
                price=each.low if falls else each.high,
                size=_FORCED_COINS,
                position="long" if falls else "short",
            )


def _last_second(candle: Candle) -> TapeSecond:
    return TapeSecond(
        subject=candle.subject,
        at_ns=candle.at_ns - SECOND_NS,
        buy_usd=candle.close,
        buy_size=1.0,
        sell_usd=0.0,
        sell_size=0.0,
        last=candle.close,
    )
