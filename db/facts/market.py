"""What happened on a venue, into its tables."""

from collections.abc import Sequence
from dataclasses import astuple

from core.heat import HeatColumn
from core.market import BookSample, Candle, Funding, Liquidation, OpenInterest
from core.ports import Effects
from core.tape import TapeSecond
from db.driver import Connection
from db.facts.columns import put
from db.heat import pack
from db.latest import latest_candles
from db.tape import summed

_CANDLES = """
insert into candles as c
  (subject, timeframe, open_ns, at_ns, seen_ns, open, high, low, close, volume, closed, late_ns)
select * from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[],
  $6::float8[], $7::float8[], $8::float8[], $9::float8[], $10::float8[], $11::bool[],
  $12::bigint[])
on conflict (subject, timeframe, open_ns) do update
set at_ns = excluded.at_ns, seen_ns = excluded.seen_ns, open = excluded.open, high = excluded.high,
  low = excluded.low, close = excluded.close, volume = excluded.volume, closed = excluded.closed,
  late_ns = excluded.late_ns
where excluded.closed or not c.closed
"""

# Rows hold arrays of different lengths, which unnest would flatten: one row at a time, pipelined.
_SAMPLES = """
insert into book_samples (subject, at_ns, seen_ns, step, bins, usd, best_bid, best_ask, complete)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing
"""

# A column that is made again, from facts that are read again, is the same.
_HEAT = """
insert into heat_columns
  (subject, at_ns, step, low_bin, sizes, mid, share, low_usd, high_usd)
select * from unnest($1::text[], $2::bigint[], $3::float8[], $4::bigint[], $5::bytea[],
  $6::float8[], $7::float8[], $8::float8[], $9::float8[])
on conflict do nothing
"""

_TAPE = """
insert into tape_seconds as t
  (subject, at_ns, buy_usd, buy_size, sell_usd, sell_size, last, last_ns)
select * from unnest($1::text[], $2::bigint[], $3::float8[], $4::float8[], $5::float8[],
  $6::float8[], $7::float8[], $8::bigint[])
on conflict (subject, at_ns) do update
set buy_usd = t.buy_usd + excluded.buy_usd, buy_size = t.buy_size + excluded.buy_size,
  sell_usd = t.sell_usd + excluded.sell_usd, sell_size = t.sell_size + excluded.sell_size,
  last = case when excluded.last_ns >= t.last_ns then excluded.last else t.last end,
  last_ns = greatest(excluded.last_ns, t.last_ns)
"""

_LIQUIDATIONS = """
insert into liquidations (subject, at_ns, seen_ns, position, price, size)
select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::float8[], $6::float8[])
on conflict do nothing
"""

# A payment and a reading are told once by the venue; told again they are the same.
_FUNDING = """
insert into funding (subject, at_ns, seen_ns, rate)
select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::float8[])
on conflict do nothing
"""

_INTEREST = """
insert into open_interest (subject, at_ns, seen_ns, contracts)
select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::float8[])
on conflict do nothing
"""


async def put_market(session: Connection, effects: Effects) -> None:
    """Everything of the venues but the tape."""
    await put(session, _CANDLES, map(_candle, latest_candles(effects.candles)))
    if effects.samples:
        await session.executemany(_SAMPLES, list(map(_sample, effects.samples)))
    await put(session, _HEAT, map(_heat, effects.heat))
    await put(session, _LIQUIDATIONS, map(_liquidation, effects.liquidations))
    await put(session, _FUNDING, map(_funding, effects.funding))
    await put(session, _INTEREST, map(_interest, effects.interest))


async def add_tape(session: Connection, tape: Sequence[TapeSecond]) -> None:
    """The tape of a batch on top of what is there."""
    await put(session, _TAPE, map(_second, summed(tape)))


def _candle(each: Candle) -> tuple[object, ...]:
    prices = (each.open, each.high, each.low, each.close)
    times = (each.open_ns, each.at_ns, each.seen_ns)
    end = (each.volume, each.closed, each.late_ns)
    return (each.subject, each.timeframe, *times, *prices, *end)


def _sample(each: BookSample) -> tuple[object, ...]:
    best = (each.best_bid, each.best_ask)
    resting = (each.step, each.bins, each.usd)
    return (each.subject, each.at_ns, each.seen_ns, *resting, *best, each.complete)


def _heat(each: HeatColumn) -> tuple[object, ...]:
    return astuple(pack(each))


def _second(each: TapeSecond) -> tuple[object, ...]:
    bought, sold = (each.buy_usd, each.buy_size), (each.sell_usd, each.sell_size)
    return (each.subject, each.at_ns, *bought, *sold, each.last, each.last_ns)


def _liquidation(each: Liquidation) -> tuple[object, ...]:
    return (each.subject, each.at_ns, each.seen_ns, each.position, each.price, each.size)


def _funding(each: Funding) -> tuple[object, ...]:
    return (each.subject, each.at_ns, each.seen_ns, each.rate)


def _interest(each: OpenInterest) -> tuple[object, ...]:
    return (each.subject, each.at_ns, each.seen_ns, each.contracts)
