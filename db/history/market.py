"""What happened on the venues, in Postgres."""

import asyncio
from collections.abc import Sequence

from core.heat import HeatColumn
from core.market import BookSample, Candle, Funding, Liquidation, OpenInterest, Timeframe
from core.tape import TapeSecond
from core.time_units import SECOND_NS
from db.database import Database
from db.driver import Row
from db.heat import Packed, length_s, thinned

_CANDLES = """
select * from (
  select * from candles
  where subject = $1 and timeframe = $2 and ($3::bigint is null or open_ns < $3)
  order by open_ns desc limit $4
) newest order by open_ns
"""
_SAMPLES = """
select * from book_samples where subject = $1 and at_ns >= $2 and at_ns < $3 order by at_ns
"""
_HEAT = """
select * from heat_columns where subject = $1 and at_ns >= $2 and at_ns < $3 order by at_ns
"""
_TAPE = """
select * from tape_seconds where subject = $1 and at_ns >= $2 and at_ns < $3 order by at_ns
"""
_TAPE_SUMS = """
select subject, at_ns / $4 * $4 as at_ns,
  sum(buy_usd) as buy_usd, sum(buy_size) as buy_size,
  sum(sell_usd) as sell_usd, sum(sell_size) as sell_size,
  (array_agg(last order by last_ns, at_ns))[count(*)] as last, max(last_ns) as last_ns
from tape_seconds where subject = $1 and at_ns >= $2 and at_ns < $3
group by 1, 2 order by 2
"""
_LATEST = "select * from tape_seconds where subject = $1 order by at_ns desc limit 1"
_LIQUIDATIONS = """
select * from liquidations where subject = $1 and at_ns >= $2 and at_ns < $3
order by at_ns, position, price, size
"""
_FUNDING = """
select * from funding where subject = $1 and at_ns >= $2 and at_ns < $3 order by at_ns
"""
_INTEREST = """
select * from open_interest where subject = $1 and at_ns >= $2 and at_ns < $3 order by at_ns
"""


class PostgresMarketPast:
    """``MarketPast`` over one table for each kind of fact."""

    _database: Database

    async def candles(
        self, *, subject: str, timeframe: Timeframe, limit: int, until_ns: int | None = None
    ) -> list[Candle]:
        found = await self._database.rows(_CANDLES, subject, timeframe, until_ns, limit)
        return [_candle(row) for row in found]

    async def samples(self, *, subject: str, since_ns: int, until_ns: int) -> list[BookSample]:
        found = await self._database.rows(_SAMPLES, subject, since_ns, until_ns)
        return [_sample(row) for row in found]

    async def heat(
        self, *, subject: str, since_ns: int, until_ns: int, max_columns: int
    ) -> list[HeatColumn]:
        seconds = length_s(since_ns, until_ns, max_columns)
        found = await self._database.rows(_HEAT, subject, since_ns, until_ns)
        # A day of them takes a fifth of a second: others go on meanwhile.
        return await asyncio.to_thread(_thinned, found, seconds)

    async def tape(
        self, *, subject: str, since_ns: int, until_ns: int, seconds: int = 1
    ) -> list[TapeSecond]:
        window = (subject, since_ns, until_ns)
        if seconds == 1:
            found = await self._database.rows(_TAPE, *window)
        else:
            found = await self._database.rows(_TAPE_SUMS, *window, seconds * SECOND_NS)
        return [TapeSecond(**row) for row in found]

    async def latest_second(self, subject: str) -> TapeSecond | None:
        row = await self._database.row(_LATEST, subject)
        return TapeSecond(**row) if row else None

    async def liquidations(
        self, *, subject: str, since_ns: int, until_ns: int
    ) -> list[Liquidation]:
        found = await self._database.rows(_LIQUIDATIONS, subject, since_ns, until_ns)
        return [_liquidation(row) for row in found]

    async def funding(self, *, subject: str, since_ns: int, until_ns: int) -> list[Funding]:
        found = await self._database.rows(_FUNDING, subject, since_ns, until_ns)
        return [Funding(**_place(row), rate=row["rate"]) for row in found]

    async def open_interest(
        self, *, subject: str, since_ns: int, until_ns: int
    ) -> list[OpenInterest]:
        found = await self._database.rows(_INTEREST, subject, since_ns, until_ns)
        return [OpenInterest(**_place(row), contracts=row["contracts"]) for row in found]


def _place(row: Row) -> Row:
    """What every fact of a venue carries."""
    venue, _, symbol = row["subject"].partition(":")
    return {"venue": venue, "symbol": symbol, "at_ns": row["at_ns"], "seen_ns": row["seen_ns"]}


def _thinned(rows: Sequence[Row], seconds: int) -> list[HeatColumn]:
    return thinned([Packed(**row) for row in rows], seconds)


def _candle(row: Row) -> Candle:
    return Candle(
        **_place(row),
        timeframe=row["timeframe"],
        open_ns=row["open_ns"],
        open=row["open"],
        high=row["high"],
        low=row["low"],
        close=row["close"],
        volume=row["volume"],
        closed=row["closed"],
        late_ns=row["late_ns"],
    )


def _sample(row: Row) -> BookSample:
    return BookSample(
        **_place(row),
        step=row["step"],
        bins=tuple(row["bins"]),
        usd=tuple(row["usd"]),
        best_bid=row["best_bid"],
        best_ask=row["best_ask"],
        complete=row["complete"],
    )


def _liquidation(row: Row) -> Liquidation:
    return Liquidation(
        **_place(row), price=row["price"], size=row["size"], position=row["position"]
    )
