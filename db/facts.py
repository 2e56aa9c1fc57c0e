"""Facts of a batch into their tables, each family with one statement for all its rows.

A row that stands twice in a batch is merged before: ``on conflict do update`` refuses to touch a
row twice. What exists already stays, but for what a later fact corrects (a candle that closed, a
gap that healed, a transaction that another block took in).
"""

from collections.abc import Iterable, Sequence

from core.chain import Transfer
from core.gaps import Gap
from core.market import BookSample, Candle, Liquidation
from core.ports import Effects
from core.tape import TapeSecond
from db.driver import Connection
from db.tape import summed
from db.text import storable_gap

_TRANSFERS = """
insert into transfers as t (chain, tx_hash, block_number, block_hash, tx_index, at_ns, seen_ns,
  late_ns, sender, recipient, wei, status)
select chain, tx_hash, block_number, block_hash, tx_index, at_ns, seen_ns,
  late_ns, sender, recipient, wei::numeric, status
from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::int[], $6::bigint[],
  $7::bigint[], $8::bigint[], $9::text[], $10::text[], $11::text[], $12::text[])
  as given(chain, tx_hash, block_number, block_hash, tx_index, at_ns, seen_ns, late_ns, sender,
  recipient, wei, status)
on conflict (chain, tx_hash) do update
set block_number = excluded.block_number, block_hash = excluded.block_hash,
  tx_index = excluded.tx_index, at_ns = excluded.at_ns, seen_ns = excluded.seen_ns,
  late_ns = excluded.late_ns, status = excluded.status, retracted = false
where t.retracted or t.block_hash <> excluded.block_hash or t.status <> excluded.status
"""
_RETRACT = "update transfers set retracted = true where block_hash = any($1::text[])"

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

_TAPE = """
insert into tape_seconds as t (subject, at_ns, buy_usd, buy_size, sell_usd, sell_size, last)
select * from unnest($1::text[], $2::bigint[], $3::float8[], $4::float8[], $5::float8[],
  $6::float8[], $7::float8[])
on conflict (subject, at_ns) do update
set buy_usd = t.buy_usd + excluded.buy_usd, buy_size = t.buy_size + excluded.buy_size,
  sell_usd = t.sell_usd + excluded.sell_usd, sell_size = t.sell_size + excluded.sell_size,
  last = excluded.last
"""

_LIQUIDATIONS = """
insert into liquidations (subject, at_ns, seen_ns, position, price, size)
select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::float8[], $6::float8[])
on conflict do nothing
"""

_GAPS = """
insert into gaps as g (source, subject, topic, since_ns, until_ns, reason, healing, seen_ns)
select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[],
  $7::text[], $8::bigint[])
on conflict (source, subject, topic, since_ns) do update
set until_ns = excluded.until_ns, reason = excluded.reason, healing = excluded.healing,
  seen_ns = excluded.seen_ns
where g.until_ns is null
"""


async def put_facts(session: Connection, effects: Effects) -> None:
    """All facts of a batch but the tape."""
    await _put(session, _TRANSFERS, map(_transfer, _latest_transfers(effects.transfers)))
    if effects.retracted_blocks:
        await session.execute(_RETRACT, list(effects.retracted_blocks))
    await _put(session, _CANDLES, map(_candle, _latest_candles(effects.candles)))
    if effects.samples:
        await session.executemany(_SAMPLES, list(map(_sample, effects.samples)))
    await _put(session, _LIQUIDATIONS, map(_liquidation, effects.liquidations))
    await _put(session, _GAPS, map(_gap, _latest_gaps(effects.gaps)))


async def add_tape(session: Connection, tape: Sequence[TapeSecond]) -> None:
    """The tape of a batch on top of what is there."""
    await _put(session, _TAPE, map(_second, summed(tape)))


async def _put(session: Connection, query: str, rows: Iterable[tuple[object, ...]]) -> None:
    columns = list(zip(*rows, strict=True))
    if columns:
        await session.execute(query, *columns)


def _latest_transfers(transfers: Sequence[Transfer]) -> Iterable[Transfer]:
    return {(each.chain, each.tx_hash): each for each in transfers}.values()


def _latest_candles(candles: Sequence[Candle]) -> Iterable[Candle]:
    kept: dict[tuple[str, str, int], Candle] = {}
    for candle in candles:
        key = (candle.subject, candle.timeframe, candle.open_ns)
        if candle.closed or key not in kept or not kept[key].closed:
            kept[key] = candle
    return kept.values()


def _latest_gaps(gaps: Sequence[Gap]) -> Iterable[Gap]:
    kept: dict[tuple[str, str, str, int], Gap] = {}
    for gap in map(storable_gap, gaps):
        key = (gap.source, gap.subject, gap.topic, gap.since_ns)
        if key not in kept or kept[key].until_ns is None:
            kept[key] = gap
    return kept.values()


def _transfer(each: Transfer) -> tuple[object, ...]:
    place = (each.chain, each.tx_hash, each.block_number, each.block_hash, each.index)
    times = (each.at_ns, each.seen_ns, each.late_ns)
    return (*place, *times, each.sender, each.recipient, each.amount, each.status)


def _candle(each: Candle) -> tuple[object, ...]:
    prices = (each.open, each.high, each.low, each.close)
    times = (each.open_ns, each.at_ns, each.seen_ns)
    end = (each.volume, each.closed, each.late_ns)
    return (each.subject, each.timeframe, *times, *prices, *end)


def _sample(each: BookSample) -> tuple[object, ...]:
    best = (each.best_bid, each.best_ask)
    resting = (each.step, each.bins, each.usd)
    return (each.subject, each.at_ns, each.seen_ns, *resting, *best, each.complete)


def _second(each: TapeSecond) -> tuple[object, ...]:
    bought, sold = (each.buy_usd, each.buy_size), (each.sell_usd, each.sell_size)
    return (each.subject, each.at_ns, *bought, *sold, each.last)


def _liquidation(each: Liquidation) -> tuple[object, ...]:
    return (each.subject, each.at_ns, each.seen_ns, each.position, each.price, each.size)


def _gap(each: Gap) -> tuple[object, ...]:
    place = (each.source, each.subject, each.topic)
    return (*place, each.since_ns, each.until_ns, each.reason, each.healing, each.seen_ns)
