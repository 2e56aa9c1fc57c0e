"""What happened on the venues, in memory."""

from msgspec.structs import replace

from core.heat import HeatColumn
from core.market import BookSample, Candle, Funding, Liquidation, OpenInterest, Timeframe
from core.tape import TapeSecond
from core.time_units import SECOND_NS
from db.heat import length_s, thinned
from db.memory.tables import Tables
from db.tape import summed


class MemoryMarketPast:
    """``MarketPast`` over dictionaries."""

    _tables: Tables

    async def candles(
        self, *, subject: str, timeframe: Timeframe, limit: int, until_ns: int | None = None
    ) -> list[Candle]:
        kept = [
            candle
            for (of, frame, open_ns), candle in self._tables.candles.items()
            if of == subject and frame == timeframe and (until_ns is None or open_ns < until_ns)
        ]
        kept.sort(key=lambda candle: candle.open_ns)
        return kept[-limit:] if limit else []

    async def samples(self, *, subject: str, since_ns: int, until_ns: int) -> list[BookSample]:
        samples = self._tables.samples.items()
        kept = [s for (of, at), s in samples if of == subject and since_ns <= at < until_ns]
        return sorted(kept, key=lambda sample: sample.at_ns)

    async def heat(
        self, *, subject: str, since_ns: int, until_ns: int, max_columns: int
    ) -> list[HeatColumn]:
        heat = self._tables.heat.items()
        kept = [c for (of, at), c in heat if of == subject and since_ns <= at < until_ns]
        kept.sort(key=lambda column: column.at_ns)
        return thinned(kept, length_s(since_ns, until_ns, max_columns))

    async def tape(
        self, *, subject: str, since_ns: int, until_ns: int, seconds: int = 1
    ) -> list[TapeSecond]:
        tape, length_ns = self._tables.tape.items(), seconds * SECOND_NS
        kept = [s for (of, at), s in tape if of == subject and since_ns <= at < until_ns]
        kept.sort(key=lambda second: second.at_ns)
        return summed(replace(each, at_ns=each.at_ns // length_ns * length_ns) for each in kept)

    async def latest_second(self, subject: str) -> TapeSecond | None:
        kept = [second for (of, _), second in self._tables.tape.items() if of == subject]
        return max(kept, key=lambda second: second.at_ns, default=None)

    async def liquidations(
        self, *, subject: str, since_ns: int, until_ns: int
    ) -> list[Liquidation]:
        kept = [
            each
            for each in self._tables.liquidations
            if each.subject == subject and since_ns <= each.at_ns < until_ns
        ]
        return sorted(kept, key=lambda each: (each.at_ns, each.position, each.price, each.size))

    async def funding(self, *, subject: str, since_ns: int, until_ns: int) -> list[Funding]:
        funding = self._tables.funding.items()
        kept = [f for (of, at), f in funding if of == subject and since_ns <= at < until_ns]
        return sorted(kept, key=lambda payment: payment.at_ns)

    async def open_interest(
        self, *, subject: str, since_ns: int, until_ns: int
    ) -> list[OpenInterest]:
        interest = self._tables.interest.items()
        kept = [i for (of, at), i in interest if of == subject and since_ns <= at < until_ns]
        return sorted(kept, key=lambda reading: reading.at_ns)
