"""A made-up recording of Bybit's frames, and every state its book was ever in."""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.support.facts import NOON

BOOK, TRADES, TICKER = "orderbook.50.ETHUSDT", "publicTrade.ETHUSDT", "tickers.ETHUSDT"
LEVELS = 50
EVERY_MS = 100


def write_recording(path: Path, *, seconds: float = 10, depths: Sequence[int] = (50,)) -> Path:
    """A made-up recording of one symbol: a book every 100 ms, a trade and a ticker now and then.

    Every depth holds the same 50 levels a side; depth 1 is sent whole, when it changed or after
    three seconds.
    """
    luck = random.Random(7)  # noqa: S311  a test's market, no secret
    start = NOON // 1_000_000
    frames: list[dict[str, Any]] = []
    book = _first_book(luck)
    level_one = _LevelOne()
    for place in range(round(seconds * 1_000 / EVERY_MS)):
        ts = start + place * EVERY_MS
        changes = _changes(book, luck) if place else (dict(book[0]), dict(book[1]))
        frames += [_book_frame(ts, place, changes, depth) for depth in depths if depth > 1]
        if 1 in depths:
            frames += level_one.frames(ts, place, book)
        if place % 3 == 0:
            frames.append(_trade_frame(ts, place))
        if place % 10 == 0:
            frames.append(_ticker_frame(ts, place))
    path.write_text("".join(json.dumps(frame, separators=(",", ":")) + "\n" for frame in frames))
    return path


def true_faces(recording: Path) -> set[str]:
    """Every state the recorded book was ever in."""
    bids: dict[str, str] = {}
    asks: dict[str, str] = {}
    faces = {face(bids, asks)}
    for line in recording.read_text().splitlines():
        frame = json.loads(line)
        if frame["topic"] != BOOK:
            continue
        for side, name in ((bids, "b"), (asks, "a")):
            side.update(frame["data"][name])
            for price in [price for price, size in side.items() if size == "0"]:
                del side[price]
        faces.add(face(bids, asks))
    return faces


def face(bids: dict[str, str], asks: dict[str, str]) -> str:
    """A state of a book as one text."""
    return json.dumps([sorted(bids.items()), sorted(asks.items())])


_Sides = tuple[dict[str, str], dict[str, str]]


class _LevelOne:
    """The best level a side, as the venue tells it."""

    def __init__(self) -> None:
        self._said: tuple[list[str], list[str]] | None = None
        self._said_ms = 0
        self._u = 9_000

    def frames(self, ts: int, place: int, book: _Sides) -> list[dict[str, Any]]:
        bids, asks = ([[*level] for level in side.items() if level[1] != "0"] for side in book)
        best = max(bids, key=_price), min(asks, key=_price)
        if best == self._said and ts - self._said_ms < 3_000:
            return []
        self._u += best != self._said
        self._said, self._said_ms = best, ts
        seq = 70_000 + place * 3
        data = {"s": "ETHUSDT", "b": [best[0]], "a": [best[1]], "u": self._u, "seq": seq}
        topic = "orderbook.1.ETHUSDT"
        return [{"topic": topic, "ts": ts, "type": "snapshot", "data": data, "cts": ts - 2}]


def _price(level: Sequence[str]) -> float:
    return float(level[0])


def _first_book(luck: random.Random) -> _Sides:
    bids = {f"{3_500 - place * 0.5:.2f}": _size(luck) for place in range(LEVELS)}
    asks = {f"{3_500.5 + place * 0.5:.2f}": _size(luck) for place in range(LEVELS)}
    return bids, asks


def _changes(book: _Sides, luck: random.Random) -> _Sides:
    """New sizes for some levels of the book, which takes them in; now and then one is gone."""
    return _side_changes(book[0], luck), _side_changes(book[1], luck)


def _side_changes(side: dict[str, str], luck: random.Random) -> dict[str, str]:
    changes = {price: _size(luck) for price in luck.sample(sorted(side), 4)}
    first = next(iter(changes))
    # What is gone is never taken away again: the venue does not, and some clients die of it.
    if side[first] != "0" and luck.random() < 0.5:
        changes[first] = "0"
    side.update(changes)
    return changes


def _size(luck: random.Random) -> str:
    return f"{luck.uniform(0.5, 40):.2f}"


def _book_frame(ts: int, place: int, sides: _Sides, depth: int) -> dict[str, Any]:
    data = {
        "s": "ETHUSDT",
        "b": sorted(map(list, sides[0].items()), key=lambda level: -float(level[0])),
        "a": sorted(map(list, sides[1].items()), key=lambda level: float(level[0])),
        "u": 1_000 + place,
        "seq": 70_000 + place * 3,
    }
    kind = "delta" if place else "snapshot"
    topic = f"orderbook.{depth}.ETHUSDT"
    return {"topic": topic, "type": kind, "ts": ts, "data": data, "cts": ts - 2}


def _trade_frame(ts: int, place: int) -> dict[str, Any]:
    row = {
        "T": ts - 1,
        "s": "ETHUSDT",
        "S": "Buy" if place % 2 else "Sell",
        "v": "0.10",
        "p": "3500.00",
        "L": "ZeroPlusTick",
        "i": f"trade-{place}",
        "BT": False,
        "RPI": False,
        "seq": 70_000 + place * 3,
    }
    return {"topic": TRADES, "type": "snapshot", "ts": ts, "data": [row]}


def _ticker_frame(ts: int, place: int) -> dict[str, Any]:
    data = {"symbol": "ETHUSDT", "lastPrice": "3500.00"}
    if not place:
        data |= {
            "markPrice": "3500.10",
            "fundingRate": "0.0001",
            "nextFundingTime": "1750003200000",
        }
    kind = "delta" if place else "snapshot"
    return {"topic": TICKER, "type": kind, "data": data, "cs": place, "ts": ts}
