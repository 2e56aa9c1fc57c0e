"""Specification of how close the made-up market comes to recorded ones.

The recordings lie beside the project and are not part of it: without them these tests are skipped.
What is compared are the facts that every liquid market shows (fat tails, calm that follows calm,
no memory in the direction, trades in bursts); the bounds are those between quiet and lively days.
"""

import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, product
from math import log
from pathlib import Path
from statistics import fmean, median, pstdev, quantiles

import pytest

from standins.market.exchange.candles import Candle
from standins.market.exchange.history import history
from standins.market.exchange.instruments import INSTRUMENTS
from tests.unit.standins.market.playing import NOW_MS, played

SHARED = Path(__file__).resolve().parents[6] / "shared" / "data"
ETH, BTC = INSTRUMENTS["ETHUSDT"], INSTRUMENTS["BTCUSDT"]
DAY = 1_440

pytestmark = pytest.mark.skipif(
    not SHARED.exists(), reason="the recorded markets are not beside the project (../shared/data)"
)


def recorded(name: str) -> Iterator[list[float]]:
    """Rows of a recorded file of candles: time, open, high, low, close, volume."""
    with gzip.open(SHARED / "ohlcv" / f"{name}.csv.gz", "rt") as file:
        rows = csv.reader(file)
        next(rows)
        for row in rows:
            yield [float(cell) for cell in row[:6]]


def made(symbol: str = "ETHUSDT") -> list[Candle]:
    instrument = INSTRUMENTS[symbol]
    return history(instrument, seed=5, open_ms=NOW_MS, price=instrument.start_ticks)


def returns(closes: list[float]) -> list[float]:
    return [log(after / before) for before, after in pairwise(closes)]


def kurtosis(values: list[float]) -> float:
    mean, spread = fmean(values), pstdev(values)
    return fmean([((value - mean) / spread) ** 4 for value in values])


def memory(values: list[float], lag: int) -> float:
    mean = fmean(values)
    apart = [value - mean for value in values]
    both = zip(apart[lag:], apart[:-lag], strict=True)
    return fmean([a * b for a, b in both]) / pstdev(values) ** 2


def by_day(values: list[float]) -> list[list[float]]:
    return [values[at : at + DAY] for at in range(0, len(values) - DAY, DAY)]


@pytest.fixture(scope="module")
def real() -> list[list[float]]:
    return list(recorded("binance_usdm_ETHUSDT_1m"))


def test_days_are_as_rough_and_their_tails_as_fat(real: list[list[float]]) -> None:
    ours = by_day(returns([float(candle.close) for candle in made()]))
    theirs = by_day(returns([row[4] for row in real]))

    low, high = quantiles([pstdev(day) for day in theirs], n=20)[::18]
    fat_low, fat_high = quantiles([kurtosis(day) for day in theirs], n=20)[::18]

    assert low < median(pstdev(day) for day in ours) < high
    assert fat_low < median(kurtosis(day) for day in ours) < fat_high


def test_calm_follows_calm_and_nothing_follows_from_the_direction(real: list[list[float]]) -> None:
    ours = returns([float(candle.close) for candle in made()])
    theirs = returns([row[4] for row in real])

    for lag, apart in ((1, 0.1), (5, 0.1), (30, 0.12)):
        ahead = memory(list(map(abs, ours)), lag)
        assert ahead == pytest.approx(memory(list(map(abs, theirs)), lag), abs=apart)
    assert abs(memory(ours, 1)) < 0.1
    assert abs(memory(theirs, 1)) < 0.1


def test_candles_have_bodies_wicks_and_gaps_as_often(real: list[list[float]]) -> None:
    ours = [(float(c.open), float(c.high), float(c.low), float(c.close)) for c in made()]
    theirs = [(row[1], row[2], row[3], row[4]) for row in real]

    def body(candles: list[tuple[float, float, float, float]]) -> float:
        return fmean([abs(c - o) / (h - low) for o, h, low, c in candles if h > low])

    def gaps(candles: list[tuple[float, float, float, float]]) -> float:
        triples = zip(candles, candles[2:], strict=False)
        return fmean([third[2] > first[1] or third[1] < first[2] for first, third in triples])

    assert body(ours) == pytest.approx(body(theirs), abs=0.06)
    assert gaps(ours) == pytest.approx(gaps(theirs), abs=0.06)


def test_ether_follows_bitcoin_as_closely() -> None:
    def fives(symbol: str) -> list[float]:
        return returns([float(candle.close) for candle in made(symbol)[4::5]])

    def tied(ether: list[float], bitcoin: list[float]) -> tuple[float, float]:
        together = fmean([e * b for e, b in zip(ether, bitcoin, strict=True)])
        return together / pstdev(ether) / pstdev(bitcoin), together / pstdev(bitcoin) ** 2

    files = [recorded(f"bybit_linear_{symbol}_5m") for symbol in ("ETHUSDT", "BTCUSDT")]
    theirs = tied(*(returns([row[4] for row in file]) for file in files))
    ours = tied(fives("ETHUSDT"), fives("BTCUSDT"))

    assert ours[0] == pytest.approx(theirs[0], abs=0.1)
    assert ours[1] == pytest.approx(theirs[1], abs=0.25)


def test_trades_come_as_often_and_in_such_bursts() -> None:
    ours = played(seconds=600)
    theirs = [
        (int(trade["T"]), trade["S"])
        for frame in frames("usdm_20240718T2357_478s.publicTrade.ETHUSDT")
        for trade in frame["data"]
    ]
    mine = [(trade.ms, trade.side) for trade in ours.trades]

    rates = [len(trades) / (trades[-1][0] - trades[0][0]) * 1_000 for trades in (mine, theirs)]
    bursts = [fano([ms for ms, _ in trades]) for trades in (mine, theirs)]
    sides = [same_side(trades) for trades in (mine, theirs)]

    # The recording is of the venue where most is traded, in a lively quarter of an hour.
    assert 0.15 * rates[1] < rates[0] < rates[1]
    assert min(bursts) > 4, "a stream without memory has 1"
    assert min(sides) > 0.65, "without memory half would be on the side of the one before"


def test_the_spread_is_a_tick_nearly_always_and_levels_differ_as_much() -> None:
    market = played(seconds=600).market
    theirs = level_sizes()

    bid, ask = market.touch
    ours = [
        lots / 100
        for side, price in product(
            (market.book.bids, market.book.asks), range(bid - 3_000, ask + 3_000)
        )
        if (lots := side.get(price))
    ]

    assert ask - bid <= 6
    # Ours are levels of a book shown in steps of 0.44: so are theirs, summed.
    assert pstdev(map(log, ours)) == pytest.approx(pstdev(map(log, theirs)), abs=0.6)


def frames(name: str) -> Iterator[dict[str, list[dict[str, str]]]]:
    with gzip.open(SHARED / "bybit" / f"{name}.jsonl.gz", "rt") as file:
        yield from map(json.loads, file)


def fano(times: list[int]) -> float:
    each = Counter(ms // 1_000 for ms in times)
    counts = [each[second] for second in range(times[0] // 1_000, times[-1] // 1_000)]
    return pstdev(counts) ** 2 / fmean(counts)


def same_side(trades: list[tuple[int, str]]) -> float:
    return fmean([one[1] == other[1] for one, other in pairwise(trades)])


def level_sizes() -> list[float]:
    """Sizes of a recorded book's first snapshot in steps of 0.44."""
    with gzip.open(
        SHARED / "bybit" / "usdm_20240718T2357_478s.orderbook.1000.ETHUSDT.jsonl.gz"
    ) as file:
        data = json.loads(next(file))["data"]
    steps: Counter[tuple[str, int]] = Counter()
    for side in ("b", "a"):
        for price, size in data[side]:
            steps[side, int(float(price) / 0.44)] += float(size)  # type: ignore[assignment]
    return [size for size in steps.values() if size]
