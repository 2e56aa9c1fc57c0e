"""All detectors on a hundred symbols at once: how much of a core a steady stream of facts takes.

Prices are those of recorded candles, each symbol beginning elsewhere in the recording; the trades,
books, liquidations and tickers between open and close are made up along them, with a fixed seed.
Everything is made before the clock starts.
"""

import gc
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

from tape import Row, rows  # noqa: E402  found by the line above

from core.detection import Detection  # noqa: E402
from core.facts import Fact  # noqa: E402
from core.market import BookSample, Candle, Liquidation, Ticker, Trade  # noqa: E402
from engine.pipeline.panel import Panel  # noqa: E402

SECOND = 1_000_000_000
START_NS = 1_790_000_040 * SECOND
SYMBOLS = 100
MINUTE = 60
TRADES, BOOKS, TICKERS = 34, 2, 3
"""A second and symbol; with a running candle and a liquidation now and then about 40 in all."""


@dataclass(slots=True)
class Coin:
    """One symbol: its minutes, and where in them it is."""

    symbol: str
    minutes: list[Row]
    dice: random.Random

    def second(self, number: int) -> Iterator[Fact]:
        """Everything of one second, in order."""
        at_ns = START_NS + number * SECOND
        minute, passed = divmod(number, MINUTE)
        _, open_, high, low, close, volume = self.minutes[minute]
        drawn = [self.dice.uniform(low, high) for _ in range(TRADES - 2)]
        for each, price in enumerate((open_, *drawn, close)):
            yield self._trade(at_ns + each * SECOND // TRADES, price, volume / MINUTE / TRADES)
        for each in range(BOOKS):
            yield self._book(at_ns + each * SECOND // BOOKS, close)
        for each in range(TICKERS):
            yield Ticker(**self._at(at_ns + each * SECOND // TICKERS), last=close, mark=close)
        if self.dice.random() < 1 / 20:
            yield self._liquidation(at_ns, close)
        yield self._candle(minute, at_ns, passed == MINUTE - 1)

    def _at(self, at_ns: int) -> dict[str, Any]:
        return {"venue": "bybit", "symbol": self.symbol, "at_ns": at_ns, "seen_ns": at_ns}

    def _trade(self, at_ns: int, price: float, usual: float) -> Trade:
        return Trade(
            **self._at(at_ns),
            id=f"{self.symbol}{at_ns}",
            price=price,
            size=usual * self.dice.lognormvariate(0, 1.5) + 1e-6,
            side=self.dice.choice(("buy", "sell")),
        )

    def _book(self, at_ns: int, price: float) -> BookSample:
        step = price / 5_000
        middle = int(price / step)
        bins = tuple(range(middle - 50, middle + 50))
        return BookSample(
            **self._at(at_ns),
            step=step,
            bins=bins,
            usd=tuple(self.dice.lognormvariate(11, 1) for _ in bins),
            best_bid=price * 0.9999,
            best_ask=price * 1.0001,
            complete=True,
        )

    def _liquidation(self, at_ns: int, price: float) -> Liquidation:
        return Liquidation(
            **self._at(at_ns),
            price=price,
            size=self.dice.lognormvariate(1, 1.5),
            position=self.dice.choice(("long", "short")),
        )

    def _candle(self, minute: int, at_ns: int, closed: bool) -> Candle:  # noqa: FBT001  a fact's own field
        _, open_, high, low, close, volume = self.minutes[minute]
        return Candle(
            **self._at(at_ns + SECOND - 1),
            timeframe="1m",
            open_ns=START_NS + minute * MINUTE * SECOND,
            open=open_,
            high=high,
            low=low,
            close=close,
            volume=volume,
            closed=closed,
        )


def main() -> None:
    """Let the panel read some minutes; print the share of a core and what was found most."""
    minutes = int(sys.argv[2])
    real = list(rows(sys.argv[1], SYMBOLS * 1_000 + minutes))
    coins = [
        Coin(
            f"COIN{number:02d}USDT",
            real[number * 1_000 :][:minutes],
            random.Random(number),  # noqa: S311  the same prices in every run
        )
        for number in range(SYMBOLS)
    ]
    panel = Panel()
    found: Counter[str] = Counter()
    used, facts = 0, 0
    for number in range(minutes * MINUTE):
        second = [fact for coin in coins for fact in coin.second(number)]
        facts += len(second)
        gc.collect(0)
        before = time.process_time_ns()
        for fact in second:
            for each in panel.update(fact):
                if isinstance(each, Detection):
                    found[each.kind] += 1
        used += time.process_time_ns() - before
    print(
        json.dumps(
            {
                "facts": facts,
                "facts_a_second": facts / minutes / MINUTE,
                "us_a_fact": used / facts / 1_000,
                "share_of_a_core": used / (minutes * MINUTE * SECOND),
                "found": dict(found.most_common(8)),
            }
        )
    )


main()
