"""The made-up world without end: three streams that go on for as long as one asks.

What a detector remembers must be bounded by its windows and its limits, whatever passes by. So
there is always something new here: people that nobody has seen, blocks that are taken back,
patterns that begin and are left, prices that wander but stay near 3,000.
"""

from collections import deque
from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count
from random import Random

from core.chain import Block
from core.facts import Fact
from core.market import TIMEFRAME_NS, Funding, Liquidation, OpenInterest, Ticker, Timeframe
from tests.support.facts import SECOND
from tests.support.world import (
    DAY_S,
    EXCHANGES,
    block,
    candle,
    gap,
    moment_at,
    patterns,
    retraction,
    sample,
    trades,
    transfer,
)

_Move = tuple[float, str, str, float]
"""Second, sender, recipient and coins."""

MINUTE_S = 60
_SCENE = 500
"""Blocks from one scene to the next."""
USUAL = 3_000.0
FRAMES: tuple[Timeframe, ...] = ("1m", "5m", "15m", "1h")


def tape(*, pace_s: int = 30, seed: int = 1) -> Iterator[Fact]:
    """Trades, books, tickers, liquidations and payments of one symbol, every so many seconds."""
    luck = Random(seed)  # noqa: S311 - a made-up world, not a secret
    price, rate, interest = USUAL, 1e-4, 500_000.0
    path = [price]
    for number in count():
        second, crash = number * pace_s, number % 1_500 < 20
        price = _wandered(luck, price) * (1 - 6e-4 * crash)
        path.append(price)
        interest += (500_000.0 - interest) * 1e-3 + luck.gauss(0, 100) - 1_000 * crash
        rate += (1e-4 - rate) * 1e-2 + luck.gauss(0, 4e-6) - 2e-5 * crash
        moment = moment_at(second)
        yield from trades(luck, moment, price, crash=crash)
        yield sample(luck, moment, price, second)
        index = price * (1 + luck.gauss(0, 1e-4) + 3e-3 * crash)
        yield Ticker(
            **moment, last=price, mark=price, index=index, funding_rate=rate, open_interest=interest
        )
        if crash or luck.random() < 0.01:
            yield Liquidation(**moment, price=price, size=luck.uniform(1, 400), position="long")
        if (second + pace_s) % MINUTE_S < pace_s:
            yield candle(second + pace_s - MINUTE_S, "1m", path, luck.expovariate(1 / 500))
            yield OpenInterest(**moment, contracts=interest)
            path = [price]
        if number % 900 == 899:
            yield Funding(**moment, rate=rate)
            yield gap(second, healed=False)


def charts(*, frames: tuple[Timeframe, ...] = FRAMES, seed: int = 1) -> Iterator[Fact]:
    """Closed candles of several timeframes."""
    luck = Random(seed)  # noqa: S311 - a made-up world, not a secret
    price = USUAL
    running: dict[Timeframe, list[float]] = {timeframe: [price] for timeframe in frames}
    for end_s in count(MINUTE_S, MINUTE_S):
        for _ in range(4):
            price = _wandered(luck, price)
            for path in running.values():
                path.append(price)
        for timeframe, path in running.items():
            length_s = TIMEFRAME_NS[timeframe] // SECOND
            if end_s % length_s == 0:
                yield candle(end_s - length_s, timeframe, path, luck.expovariate(1 / 500))
                running[timeframe] = [price]


def chain(*, pace_s: int = 43, people: int = 0, seed: int = 1) -> Iterator[Fact]:
    """A block with one transfer every so many seconds, and now and then moves that belong together.

    Parameters
    ----------
    people
        How many there are, besides those of two scenes; 0 for ever new ones, one a block,
        each about for a hundred blocks.
    """
    luck = Random(seed)  # noqa: S311 - a made-up world, not a secret
    about = deque((f"0x{number:040x}" for number in range(people or 100)), maxlen=people or 100)
    planned: list[_Move] = []
    for number in count():
        second = number * pace_s
        if not people:
            about.append(f"0x{number + 1_000:040x}")
        if number % _SCENE == 0:
            name = number % (2 * _SCENE) if people else number
            for move in _scene(name, second):
                heappush(planned, move)
        sender, recipient = luck.sample(about, 2)
        coins = 50 * luck.paretovariate(1.2)
        if planned and planned[0][0] <= second:
            _, sender, recipient, coins = heappop(planned)
        elif luck.random() < 0.5:
            recipient = luck.choice(EXCHANGES)
        yield Block(**block(number, second), parent_hash=f"0xb{number - 1:063x}", transactions=9)
        yield transfer(luck, number, second, (sender, recipient), coins)
        if number % 97 == 96:
            yield retraction(number, second)


def _wandered(luck: Random, price: float) -> float:
    return price * (1 + luck.gauss(0, 3e-3)) + (USUAL - price) * 2e-2


def _scene(name: int, second: int) -> Iterator[_Move]:
    """The world's patterns of ten days, from now on, among people of this scene."""
    for at_s, sender, recipient, coins in patterns():
        if at_s > -10 * DAY_S:
            ends = _renamed(sender, name), _renamed(recipient, name)
            yield (second + 10 * DAY_S + at_s, *ends, coins)


def _renamed(address: str, scene: int) -> str:
    return address if address in EXCHANGES else f"{address[:-12]}{scene:06x}{address[-6:]}"
