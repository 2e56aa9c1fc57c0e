"""What happened on the chains, in Postgres."""

from collections.abc import Mapping

from core.chain import Finality, FinalityState, GasPrice, Transfer
from core.ports import KeptTransfer
from db.database import Database
from db.driver import Row

_TRANSFERS = """
select * from transfers
where chain = $1 and contract is null and amount >= $2::numeric
  and status <> 'failed' and not retracted
order by at_ns desc, block_number desc, tx_index desc, place desc limit $3
"""
_TOKENS = """
select * from transfers
where chain = $1 and contract is not null and coin = $2
  and amount >= ($3::float8)::numeric * power(10::numeric, decimals)
  and status <> 'failed' and not retracted
order by at_ns desc, block_number desc, tx_index desc, place desc limit $4
"""
_SINCE = """
select * from transfers
where chain = $1 and at_ns >= $2 and (contract is not null or amount >= $3::numeric)
  and status not in ('failed', 'pending') and not retracted
order by block_number, tx_index, place
"""
_TRANSACTION = "select * from transfers where chain = $1 and tx_hash = $2 order by place"
_FINALITY = "select * from finality where chain = $1"
_LATEST_GAS = (
    "select * from gas_prices where chain = $1 order by at_ns desc, block_number desc limit 1"
)
_GAS = """
select * from gas_prices where chain = $1 and at_ns >= $2 and at_ns < $3 order by block_number
"""


class PostgresChainPast:
    """``ChainPast`` over one table for each kind of fact."""

    _database: Database

    async def transfers(self, *, min_wei: int, limit: int, chain: str) -> list[Transfer]:
        found = await self._database.rows(_TRANSFERS, chain, min_wei, limit)
        return [_transfer(row) for row in found]

    async def token_transfers(
        self, *, coin: str, min_size: float, limit: int, chain: str
    ) -> list[Transfer]:
        found = await self._database.rows(_TOKENS, chain, coin, min_size, limit)
        return [_transfer(row) for row in found]

    async def transfers_since(
        self, *, chain: str, since_ns: int, min_units: int = 0
    ) -> list[Transfer]:
        found = await self._database.rows(_SINCE, chain, since_ns, min_units)
        return [_transfer(row) for row in found]

    async def transaction(self, *, chain: str, tx_hash: str) -> list[KeptTransfer]:
        found = await self._database.rows(_TRANSACTION, chain, tx_hash)
        return [KeptTransfer(transfer=_transfer(row), retracted=row["retracted"]) for row in found]

    async def finality(self, chain: str) -> Mapping[FinalityState, Finality]:
        found = await self._database.rows(_FINALITY, chain)
        return {row["state"]: Finality(**_block(row), state=row["state"]) for row in found}

    async def latest_gas(self, chain: str) -> GasPrice | None:
        row = await self._database.row(_LATEST_GAS, chain)
        return _gas(row) if row else None

    async def gas(self, *, chain: str, since_ns: int, until_ns: int) -> list[GasPrice]:
        found = await self._database.rows(_GAS, chain, since_ns, until_ns)
        return [_gas(row) for row in found]


def _block(row: Row) -> Row:
    """What every fact of a chain carries."""
    names = ("chain", "block_number", "block_hash", "at_ns", "seen_ns", "late_ns")
    return {name: row[name] for name in names}


def _transfer(row: Row) -> Transfer:
    return Transfer(
        **_block(row),
        tx_hash=row["tx_hash"],
        index=row["tx_index"],
        sender=row["sender"],
        recipient=row["recipient"],
        amount=f"{row['amount']:f}",
        status=row["status"],
        way=row["way"],
        place=row["place"],
        coin=row["coin"],
        decimals=row["decimals"],
        contract=row["contract"],
        selector=row["selector"],
        created=row["created"],
    )


def _gas(row: Row) -> GasPrice:
    tips = (row["p10_wei"], row["p50_wei"], row["p90_wei"])
    return GasPrice(
        **_block(row),
        base_fee_wei=int(row["base_fee_wei"]),
        priority_wei=tuple(int(tip) for tip in tips if tip is not None),
        used=row["used"],
    )
