"""What happened on a chain, into its tables."""

from collections.abc import Iterable

from core.chain import Finality, GasPrice, Transfer
from core.ports import Effects
from db.driver import Connection
from db.facts.columns import put
from db.latest import latest_finality, latest_gas, latest_transfers

# A re-included transaction may leave other logs under the same place, so every column follows the
# newest block. One that waits in a mempool says nothing about a block that has it.
_TRANSFERS = """
insert into transfers as t (chain, tx_hash, place, block_number, block_hash, tx_index, at_ns,
  seen_ns, late_ns, sender, recipient, amount, status, way, coin, decimals, contract, selector,
  created)
select chain, tx_hash, place, block_number, block_hash, tx_index, at_ns,
  seen_ns, late_ns, sender, recipient, amount::numeric, status, way, coin, decimals, contract,
  selector, created
from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::int[], $7::bigint[],
  $8::bigint[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[],
  $15::text[], $16::int[], $17::text[], $18::text[], $19::text[])
  as given(chain, tx_hash, place, block_number, block_hash, tx_index, at_ns, seen_ns, late_ns,
  sender, recipient, amount, status, way, coin, decimals, contract, selector, created)
on conflict (chain, tx_hash, place) do update
set block_number = excluded.block_number, block_hash = excluded.block_hash,
  tx_index = excluded.tx_index, at_ns = excluded.at_ns, seen_ns = excluded.seen_ns,
  late_ns = excluded.late_ns, sender = excluded.sender, recipient = excluded.recipient,
  amount = excluded.amount, status = excluded.status, way = excluded.way, coin = excluded.coin,
  decimals = excluded.decimals, contract = excluded.contract, selector = excluded.selector,
  created = excluded.created, retracted = false
where (excluded.status <> 'pending' or t.status = 'pending')
  and (t.retracted or t.block_hash <> excluded.block_hash or t.status <> excluded.status)
"""
_RETRACT = "update transfers set retracted = true where block_hash = any($1::text[])"

_FINALITY = """
insert into finality as f (chain, state, block_number, block_hash, at_ns, seen_ns, late_ns)
select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[],
  $7::bigint[])
on conflict (chain, state) do update
set block_number = excluded.block_number, block_hash = excluded.block_hash,
  at_ns = excluded.at_ns, seen_ns = excluded.seen_ns, late_ns = excluded.late_ns
where (excluded.at_ns, excluded.block_number) > (f.at_ns, f.block_number)
"""

_GAS = """
insert into gas_prices (chain, block_number, block_hash, at_ns, seen_ns, late_ns, base_fee_wei,
  p10_wei, p50_wei, p90_wei, used)
select chain, block_number, block_hash, at_ns, seen_ns, late_ns, base::numeric,
  p10::numeric, p50::numeric, p90::numeric, used
from unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[],
  $7::text[], $8::text[], $9::text[], $10::text[], $11::float8[])
  as given(chain, block_number, block_hash, at_ns, seen_ns, late_ns, base, p10, p50, p90, used)
on conflict (chain, block_number) do update
set block_hash = excluded.block_hash, at_ns = excluded.at_ns, seen_ns = excluded.seen_ns,
  late_ns = excluded.late_ns, base_fee_wei = excluded.base_fee_wei, p10_wei = excluded.p10_wei,
  p50_wei = excluded.p50_wei, p90_wei = excluded.p90_wei, used = excluded.used
"""


async def put_chain(session: Connection, effects: Effects) -> None:
    """Transfers, what was undone of them, and what blocks cost and became."""
    await put(session, _TRANSFERS, map(_transfer, latest_transfers(effects.transfers)))
    if effects.retracted_blocks:
        await session.execute(_RETRACT, list(effects.retracted_blocks))
    await put(session, _FINALITY, map(_finality, latest_finality(effects.finality)))
    await put(session, _GAS, map(_gas, latest_gas(effects.gas)))


def _transfer(each: Transfer) -> tuple[object, ...]:
    name = (each.chain, each.tx_hash, each.place)
    block = (each.block_number, each.block_hash, each.index)
    times = (each.at_ns, each.seen_ns, each.late_ns)
    moved = (each.sender, each.recipient, each.amount, each.status, each.way)
    coin = (each.coin, each.decimals, each.contract)
    return (*name, *block, *times, *moved, *coin, each.selector, each.created)


def _finality(each: Finality) -> tuple[object, ...]:
    times = (each.at_ns, each.seen_ns, each.late_ns)
    return (each.chain, each.state, each.block_number, each.block_hash, *times)


def _gas(each: GasPrice) -> tuple[object, ...]:
    block = (each.chain, each.block_number, each.block_hash)
    times = (each.at_ns, each.seen_ns, each.late_ns)
    return (*block, *times, str(each.base_fee_wei), *_tips(each.priority_wei), each.used)


def _tips(priority_wei: Iterable[int]) -> tuple[str | None, ...]:
    """The three percentiles; none of a block without transactions."""
    tips = tuple(map(str, priority_wei))
    return tips or (None, None, None)
