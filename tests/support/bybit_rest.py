"""Bybit's REST side in a few lines: it answers what a desk sends out, at a time that tests set."""

import json
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

import msgspec

from core.conversation import Fetch, Reply, Step
from core.facts import Fact
from core.market import Candle, Trade
from engine.feeds.bybit.past import Past
from engine.feeds.bybit.rest import Result
from tests.support.facts import NOON, SECOND

MS = 1_000_000
F = TypeVar("F", bound=Fact)


def a_reply(
    result: object = None,
    *,
    code: int = 0,
    text: str = "OK",
    status: int = 200,
    at_ns: int = NOON,
    headers: dict[str, str] | None = None,
) -> Reply:
    """An answer of the venue, as its documents show them."""
    body = {"retCode": code, "retMsg": text, "result": result or {}, "time": at_ns // MS}
    return Reply(status=status, body=json.dumps(body).encode(), headers=headers or {})


def with_list(past: Past, *symbols: str) -> Past:
    """The same past, whose list of instruments was read before and has these symbols."""
    rows = json.dumps({"list": [{"symbol": symbol} for symbol in symbols]}).encode()
    while past.instruments.version == 0:
        past.instruments.answered(Result(raw=msgspec.Raw(rows), time_ms=0), 0)
    return past


def the_query(fetch: Fetch) -> dict[str, str]:
    """The parameters of a request."""
    return {name: texts[0] for name, texts in parse_qs(urlsplit(fetch.path).query).items()}


def a_kline_row(open_ns: int, price: float = 3_500.0) -> list[str]:
    """One row of ``/v5/market/kline``."""
    return [str(open_ns // MS), *[str(price)] * 4, "3", "4"]


def klines(fetch: Fetch, *, now_ns: int, without: frozenset[int] = frozenset()) -> Reply:
    """What ``/v5/market/kline`` answers of a minute series: newest first, the running one too."""
    query = the_query(fetch)
    minute = 60 * SECOND
    first = max(int(query.get("start", 0)) * MS, now_ns - 2_000 * minute)
    last = min(int(query.get("end", now_ns // MS)) * MS, now_ns)
    opens = range(last // minute * minute, first - 1, -minute)
    kept = [open_ns for open_ns in opens if open_ns not in without]
    rows = [a_kline_row(open_ns) for open_ns in kept[: int(query["limit"])]]
    return a_reply({"category": "linear", "symbol": "ETHUSDT", "list": rows}, at_ns=now_ns)


def recent_trades(trades: list[Trade], *, now_ns: int) -> Reply:
    """What ``/v5/market/recent-trade`` answers: the last ones it is given, newest first."""
    rows = [
        {
            "execId": trade.id,
            "symbol": trade.symbol,
            "price": str(trade.price),
            "size": str(trade.size),
            "side": trade.side.capitalize(),
            "time": str(trade.at_ns // MS),
            "isBlockTrade": False,
            "isRPITrade": False,
            "seq": "1",
        }
        for trade in reversed(trades)
    ]
    return a_reply({"category": "linear", "list": rows}, at_ns=now_ns)


def fetches(steps: list[Step]) -> list[Fetch]:
    """The requests among the steps."""
    return [step for step in steps if isinstance(step, Fetch)]


def told(steps: list[Step], kind: type[F]) -> list[F]:
    """The facts of one kind among the steps."""
    return [step for step in steps if isinstance(step, kind)]


def a_closed_minute(open_ns: int) -> Candle:
    """The candle of one minute of ETHUSDT as it closes, heard in that moment."""
    return Candle(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=open_ns + 60 * SECOND,
        seen_ns=open_ns + 60 * SECOND,
        timeframe="1m",
        open_ns=open_ns,
        open=1.0,
        high=2.0,
        low=0.5,
        close=1.5,
        volume=3.0,
        closed=True,
    )
