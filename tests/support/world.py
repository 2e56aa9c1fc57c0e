"""A made-up world for laws that hold of every detector: facts of all kinds, in order of time.

Sixty slow days (hourly candles, funding, open interest, transfers), then five wild hours: trends, a
crash with forced closes, walls that stay, are eaten and are pulled, lost frames. Nothing in it is
real; the same seed makes the same facts. Its pieces make the world without end too
(``tests.support.endless``).
"""

from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import Any

from core.chain import Block, Retraction, Transfer
from core.facts import Fact
from core.gaps import Gap
from core.market import (
    TIMEFRAME_NS,
    BookSample,
    Candle,
    Funding,
    Liquidation,
    OpenInterest,
    Ticker,
    Timeframe,
    Trade,
)
from tests.support.facts import NOON, SECOND

DAY_S, HOUR_S = 86_400, 3_600
SLOW_S, WILD_S, STEP_S = 60 * DAY_S, 5 * HOUR_S, 4
EXCHANGES = (
    "0x28c6c06298d514db089934071355e5743bf21d60",
    "0xf89d7b9c864f589bbf53a82105107622b35eaa40",
)
WHERE: dict[str, Any] = {"venue": "bybit", "symbol": "ETHUSDT"}


@lru_cache(maxsize=2)
def world(seed: int = 1) -> tuple[Fact, ...]:
    """All facts, in the order in which they are seen."""
    luck = Random(seed)  # noqa: S311 - a made-up world, not a secret
    facts = [*_chain(luck), *_slow(luck), *_wild(luck)]
    return tuple(sorted(facts, key=lambda fact: fact.seen_ns))


def moment_at(seconds: float) -> dict[str, Any]:
    at_ns = NOON + int(seconds * SECOND)
    return WHERE | {"at_ns": at_ns, "seen_ns": at_ns + SECOND // 20}


def candle(start_s: float, timeframe: Timeframe, prices: list[float], volume: float) -> Candle:
    open_ns = NOON + int(start_s) * SECOND
    close_ns = open_ns + TIMEFRAME_NS[timeframe]
    return Candle(
        **WHERE,
        at_ns=close_ns,
        seen_ns=close_ns,
        timeframe=timeframe,
        open_ns=open_ns,
        open=prices[0],
        high=max(prices),
        low=min(prices),
        close=prices[-1],
        volume=volume,
        closed=True,
    )


def _slow(luck: Random) -> Iterator[Fact]:
    price, interest = 3_000.0, 500_000.0
    for hour in range(-SLOW_S // HOUR_S, 0):
        path = [price]
        for _ in range(6):
            price *= 1 + luck.gauss(0, 0.002)
            path.append(price)
        yield candle(hour * HOUR_S, "1h", path, luck.uniform(1e3, 1e4))
        interest *= 1 + luck.gauss(0, 0.002)
        moment = moment_at(hour * HOUR_S)
        yield OpenInterest(**moment, contracts=interest)
        yield Ticker(**moment, last=price, mark=price, index=price, open_interest=interest)
        if hour % 8 == 0:
            yield Funding(**moment, rate=luck.gauss(1e-4, 1e-4))


def _wild(luck: Random) -> Iterator[Fact]:
    price, drift, rate, interest = 3_000.0, 0.0, 1e-4, 500_000.0
    minute, quarter = [price], [price]
    for second in range(0, WILD_S, STEP_S):
        crash = 15_600 <= second < 15_680
        if second % 600 == 0:
            drift = luck.choice((-3e-5, 0.0, 3e-5))
        price *= 1 + luck.gauss(drift - 6e-4 * crash, 2e-4)
        minute.append(price)
        quarter.append(price)
        interest *= 1 + luck.gauss(0, 2e-4) - 2e-3 * crash
        rate += luck.gauss(0, 4e-6) - 2e-5 * crash
        moment = moment_at(second)
        yield from trades(luck, moment, price, crash=crash)
        yield sample(luck, moment, price, second)
        index = price * (1 + luck.gauss(0, 1e-4) + 3e-3 * crash)
        yield Ticker(
            **moment, last=price, mark=price, index=index, funding_rate=rate, open_interest=interest
        )
        if crash or luck.random() < 0.01:
            size = luck.uniform(1, 400 if crash else 5)
            yield Liquidation(**moment, price=price, size=size, position="long")
        if (second + STEP_S) % 60 == 0:
            yield candle(second + STEP_S - 60, "1m", minute, luck.expovariate(1 / 500))
            minute = [price]
        if (second + STEP_S) % 900 == 0:
            yield candle(second + STEP_S - 900, "15m", quarter, luck.expovariate(1 / 9_000))
            quarter = [price]
        if second in {4_000, 4_400, 16_800}:
            yield gap(second, healed=second == 4_400)


def trades(luck: Random, moment: dict[str, Any], price: float, *, crash: bool) -> Iterator[Trade]:
    side = "sell" if crash or luck.random() < 0.5 else "buy"
    big = 300 if crash or luck.random() < 0.002 else 1
    for number in range(luck.randrange(1, 12 if crash else 4)):
        step = 0.3 * number * (-1 if side == "sell" else 1)
        yield Trade(
            **moment,
            id=f"{moment['at_ns']}-{number}",
            price=round(price + step, 2),
            size=luck.expovariate(1) * big + 0.01,
            side="sell" if side == "sell" else "buy",
        )


def sample(luck: Random, moment: dict[str, Any], price: float, second: int) -> BookSample:
    middle = int(price)
    sizes = {middle + away: luck.expovariate(1 / 2e4) for away in range(-40, 41)}
    # Walls stand where they are for twenty minutes, then they are gone.
    walls = (2_985, 3_015) if second % 1_800 < 1_200 else ()
    sizes |= {wall: 2e6 * (1 + 0.05 * luck.random()) for wall in walls if wall in sizes}
    return BookSample(
        **moment,
        step=1.0,
        bins=tuple(sorted(sizes)),
        usd=tuple(sizes[place] for place in sorted(sizes)),
        best_bid=price - 0.05,
        best_ask=price + 0.05,
        complete=second not in {4_004, 4_404},
    )


def gap(second: int, *, healed: bool) -> Gap:
    since_ns = NOON + (4_000 if healed else second) * SECOND
    return Gap(
        source="bybit",
        subject="bybit:ETHUSDT",
        topic="orderbook.50.ETHUSDT",
        reason="a frame is missing",
        healing="a snapshot" if healed else "a snapshot was asked for",
        since_ns=since_ns,
        until_ns=NOON + second * SECOND if healed else None,
        seen_ns=NOON + second * SECOND,
    )


def _chain(luck: Random) -> Iterator[Fact]:
    people = [f"0x{number:040x}" for number in range(1, 41)]
    for number in range(6_000):
        second = number * SLOW_S // 6_000 - SLOW_S
        sender, recipient = luck.sample(people, 2)
        if luck.random() < 0.5:
            recipient = luck.choice(EXCHANGES)
        if luck.random() < 0.3:
            sender = luck.choice(EXCHANGES)
        yield Block(**block(number, second), parent_hash=f"0xb{number - 1:063x}", transactions=9)
        yield transfer(luck, number, second, (sender, recipient), 50 * luck.paretovariate(1.2))
        if number % 997 == 996:
            yield retraction(number, second)
    for number, (second, sender, recipient, coins) in enumerate(patterns(), 7_000):
        yield transfer(luck, number, second, (sender, recipient), coins)


def patterns() -> Iterator[tuple[int, str, str, float]]:
    """Second, sender, receiver and coins of moves that belong together."""
    names = [f"0xfeed{number:036x}" for number in range(33)]
    yield -420 * DAY_S, names[0], names[1], 700.0  # sleeps for more than a year after it
    yield -9 * DAY_S, names[0], names[2], 600.0
    for part in range(7):
        yield -8 * DAY_S + 900 * part, names[3], names[4], 80.0 + part
    for wallet in range(6):  # each is first heard of when one and the same payer pays its fees
        yield -7 * DAY_S - 1_800 + 60 * wallet, names[29], names[5 + wallet], 2.0
        yield -7 * DAY_S + 300 * wallet, names[5 + wallet], EXCHANGES[0], 900.0 + 50 * wallet
    for part in range(9):  # an hour in which far more comes in than in any other
        yield -5 * DAY_S + 60 * part, names[19], EXCHANGES[1], 40_000.0 + part
    coins = 5_000.0
    for hop in range(7):
        yield -6 * DAY_S + 5_000 * hop, names[12 + hop], names[13 + hop], coins
        yield -6 * DAY_S + 5_000 * hop + 60, names[12 + hop], names[20 + hop], coins * 0.1
        coins *= 0.9
    for part in range(7):  # the same coins go around among three
        ends = names[30 + part % 3], names[30 + (part + 1) % 3]
        yield -4 * DAY_S + 900 * part, *ends, 777.0


def block(number: int, second: int) -> dict[str, Any]:
    at_ns = NOON + second * SECOND
    return {
        "chain": "ethereum",
        "block_number": 20_000_000 + number,
        "block_hash": f"0xb{number:063x}",
        "at_ns": at_ns,
        "seen_ns": at_ns + SECOND,
    }


def transfer(
    luck: Random, number: int, second: int, ends: tuple[str, str], coins: float
) -> Transfer:
    return Transfer(
        **block(number, second),
        tx_hash=f"0x{number:064x}",
        index=0,
        sender=ends[0],
        recipient=ends[1],
        amount=str(int(coins * 10**6) * 10**12),
        status="success",
        selector="0xa9059cbb" if luck.random() < 0.1 else None,
    )


def retraction(number: int, second: int) -> Retraction:
    return Retraction(**block(number, second))
