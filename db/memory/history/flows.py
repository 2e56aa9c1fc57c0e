"""What came to exchanges and what left them, in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.detection import Detection
from core.flows import CROSSING_KINDS, ExchangeFlows, FlowSum
from db.memory.tables import Tables

_INTO = {"deposit": (True,), "withdrawal": (False,), "between exchanges": (True, False)}


class MemoryFlowPast:
    """``FlowPast`` over dictionaries."""

    _tables: Tables

    async def exchange_flows(
        self,
        *,
        chain: str,
        since_ns: int,
        until_ns: int,
        bucket_ns: int,
        exchange: str | None = None,
        largest: int = 20,
    ) -> ExchangeFlows:
        told = [
            each
            for each in self._tables.detections.values()
            if each.subject == chain
            and each.kind in CROSSING_KINDS
            and since_ns <= each.known_ns < until_ns
        ]
        ends = [
            (one, each)
            for each in told
            if not self._retracted(each)
            for one in _ends(each, bucket_ns)
            if exchange in {None, one.exchange}
        ]
        single = [pair for pair in ends if exchange or not pair[0].between]
        times = [each.known_ns for each in told]
        return ExchangeFlows(
            sums=_sums([one for one, _ in ends]),
            largest=_largest(single, largest),
            first_ns=min(times, default=None),
            newest_ns=max(times, default=None),
        )

    def _retracted(self, told: Detection) -> bool:
        key = (told.subject, told.texts.get("hash", ""), told.texts.get("place", ""))
        return key in self._tables.retracted


def _ends(told: Detection, bucket_ns: int) -> Iterator[FlowSum]:
    texts, numbers = told.texts, told.numbers
    ways = _INTO.get(texts.get("flow", ""), ())
    for incoming in ways:
        yield FlowSum(
            at_ns=told.known_ns // bucket_ns * bucket_ns,
            exchange=texts["to_entity" if incoming else "from_entity"],
            coin=texts["coin"],
            incoming=incoming,
            between=len(ways) > 1,
            size=numbers.get("eth", numbers.get("size", 0.0)),
        )


def _sums(ends: Sequence[FlowSum]) -> list[FlowSum]:
    sums: dict[tuple[int, str, str, bool, bool], FlowSum] = {}
    for one in ends:
        key = (one.at_ns, one.exchange, one.coin, one.incoming, one.between)
        before = sums[key].size if key in sums else 0.0
        sums[key] = replace(one, size=before + one.size)
    return [sums[key] for key in sorted(sums)]


def _largest(ends: Sequence[tuple[FlowSum, Detection]], most: int) -> list[Detection]:
    ranked = sorted(ends, key=lambda pair: (-pair[0].size, pair[1].known_ns))
    coins = {one.coin for one, _ in ranked}
    return [
        each
        for coin in sorted(coins)
        for each in [each for one, each in ranked if one.coin == coin][:most]
    ]
