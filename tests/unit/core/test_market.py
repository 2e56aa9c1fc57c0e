"""Specification of facts that cannot be: nobody who reads facts has to ask."""

from math import inf, nan
from typing import Any

import msgspec
import pytest

from core.errors import BrokenInputError
from core.facts import Fact, decode
from core.market import BookSample, Funding, Liquidation, OpenInterest, Ticker
from tests.support.facts import a_candle, a_trade

WHERE: dict[str, Any] = {"venue": "bybit", "symbol": "ETHUSDT", "at_ns": 1, "seen_ns": 2}
SOUND: dict[str, Fact] = {
    "trade": a_trade(),
    "candle": a_candle(0, 10, 12, 9, 11),
    "liquidation": Liquidation(**WHERE, price=10.0, size=1.0, position="long"),
    "ticker": Ticker(**WHERE, last=10.0),
    "funding": Funding(**WHERE, rate=0.0001),
    "open_interest": OpenInterest(**WHERE, contracts=1.0),
    "book_sample": BookSample(
        **WHERE, step=1.0, bins=(9, 10), usd=(5.0, 6.0), best_bid=9.5, best_ask=10.5, complete=True
    ),
}
IMPOSSIBLE = [
    *(("trade", name, value) for name in ("price", "size") for value in (nan, inf, 0.0, -1.0)),
    *(("candle", name, nan) for name in ("open", "high", "low", "close", "volume")),
    ("candle", "low", 0.0),
    ("candle", "high", inf),
    ("candle", "high", 10.5),  # its close is 11
    ("candle", "low", 10.5),  # its open is 10
    ("candle", "volume", -1.0),
    *(("liquidation", name, value) for name in ("price", "size") for value in (nan, 0.0)),
    ("ticker", "last", 0.0),
    *(("ticker", name, nan) for name in ("mark", "index", "funding_rate", "open_interest")),
    ("funding", "rate", inf),
    ("open_interest", "contracts", nan),
    *(("book_sample", name, nan) for name in ("step", "best_bid", "best_ask")),
    ("book_sample", "usd", (5.0, nan)),
    ("book_sample", "usd", (-5.0, 6.0)),
    ("book_sample", "usd", (5.0,)),
]


@pytest.mark.parametrize(("kind", "name", "value"), IMPOSSIBLE)
def test_a_number_that_cannot_be_is_refused_where_the_fact_is_made(
    kind: str, name: str, value: object
) -> None:
    sound = SOUND[kind]

    with pytest.raises(ValueError, match=kind.replace("_", " ")):
        msgspec.structs.replace(sound, **{name: value})


def test_one_that_stands_in_the_stream_is_refused_by_the_decoder_with_the_reason() -> None:
    body = msgspec.msgpack.encode(
        msgspec.structs.asdict(a_trade()) | {"type": "trade", "price": nan}
    )

    with pytest.raises(BrokenInputError, match="price nan of a trade: a positive number"):
        decode(body)


def test_a_candle_may_touch_its_own_ends_and_have_no_volume() -> None:
    flat = msgspec.structs.replace(a_candle(0, 10, 10, 10, 10), volume=0.0)

    assert (flat.low, flat.close) == (10, 10)


def test_what_a_venue_does_not_tell_is_not_refused() -> None:
    assert Ticker(**WHERE, last=10.0).funding_rate is None
