"""What happened on the chains, in memory."""

from collections.abc import Iterator, Mapping

from core.chain import Finality, FinalityState, GasPrice, Transfer
from core.ports import KeptTransfer
from db.memory.tables import Tables


class MemoryChainPast:
    """``ChainPast`` over dictionaries."""

    _tables: Tables

    async def transfers(self, *, min_wei: int, limit: int, chain: str) -> list[Transfer]:
        own = (each for each in self._kept(chain) if each.contract is None)
        return _newest((each for each in own if each.units >= min_wei), limit)

    async def token_transfers(
        self, *, coin: str, min_size: float, limit: int, chain: str
    ) -> list[Transfer]:
        tokens = (each for each in self._kept(chain) if each.contract is not None)
        named = (each for each in tokens if each.coin == coin)
        return _newest((each for each in named if each.size >= min_size), limit)

    async def transfers_since(
        self, *, chain: str, since_ns: int, min_units: int = 0
    ) -> list[Transfer]:
        mined = (each for each in self._kept(chain) if each.status != "pending")
        kept = [
            each
            for each in mined
            if each.at_ns >= since_ns and (each.contract is not None or each.units >= min_units)
        ]
        return sorted(kept, key=lambda each: (each.block_number, each.index, each.place))

    async def transaction(self, *, chain: str, tx_hash: str) -> list[KeptTransfer]:
        kept = [
            KeptTransfer(transfer=each, retracted=key in self._tables.retracted)
            for key, each in self._tables.transfers.items()
            if key[:2] == (chain, tx_hash)
        ]
        return sorted(kept, key=lambda each: each.transfer.place)

    async def finality(self, chain: str) -> Mapping[FinalityState, Finality]:
        told = self._tables.finality.values()
        return {each.state: each for each in told if each.chain == chain}

    async def latest_gas(self, chain: str) -> GasPrice | None:
        prices = (price for price in self._tables.gas.values() if price.chain == chain)
        return max(prices, key=lambda price: (price.at_ns, price.block_number), default=None)

    async def gas(self, *, chain: str, since_ns: int, until_ns: int) -> list[GasPrice]:
        kept = [
            price
            for price in self._tables.gas.values()
            if price.chain == chain and since_ns <= price.at_ns < until_ns
        ]
        return sorted(kept, key=lambda price: price.block_number)

    def _kept(self, chain: str) -> Iterator[Transfer]:
        """What stands, of all coins: neither failed nor retracted."""
        retracted = self._tables.retracted
        for key, each in self._tables.transfers.items():
            if each.chain == chain and each.status != "failed" and key not in retracted:
                yield each


def _newest(transfers: Iterator[Transfer], limit: int) -> list[Transfer]:
    def place(each: Transfer) -> tuple[int, int, int, str]:
        return (each.at_ns, each.block_number, each.index, each.place)

    return sorted(transfers, key=place, reverse=True)[:limit]
