"""What happened on the venues, in Postgres."""

from core.market import BookSample, Candle, Funding, Liquidation, OpenInterest, Timeframe
from core.tape import TapeSecond
from db.database import Database
from db.driver import Row

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
_TAPE = """
select * from tape_seconds where subject = $1 and at_ns >= $2 and at_ns < $3 order by at_ns
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

    async def tape(self, *, subject: str, since_ns: int, until_ns: int) -> list[TapeSecond]:
        found = await self._database.rows(_TAPE, subject, since_ns, until_ns)
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
