"""The last word of a batch on each thing: a batch may speak of one row more than once."""

from collections.abc import Iterable, Sequence

from core.chain import Finality, GasPrice, Transfer
from core.gaps import Gap
from core.market import Candle
from db.text import storable_gap


def supersedes(new: Transfer, old: Transfer) -> bool:
    """Whether a transfer takes the place of one with its name.

    The newest word counts, but a transaction that is told as pending after a block had it is an
    old notice that came late.
    """
    return new.status != "pending" or old.status == "pending"


def latest_transfers(transfers: Sequence[Transfer]) -> Iterable[Transfer]:
    """Each transfer once, in the block that took it in last."""
    kept: dict[tuple[str, str, str], Transfer] = {}
    for each in transfers:
        key = (each.chain, each.tx_hash, each.place)
        if key not in kept or supersedes(each, kept[key]):
            kept[key] = each
    return kept.values()


def settles_more(new: Finality, old: Finality | None) -> bool:
    """Whether a block is later on its chain than the one that was told before.

    By its time first: a test chain that was made anew counts its blocks from zero again.
    """
    return old is None or (new.at_ns, new.block_number) > (old.at_ns, old.block_number)


def latest_finality(told: Sequence[Finality]) -> Iterable[Finality]:
    """The newest block of each chain and state."""
    kept: dict[tuple[str, str], Finality] = {}
    for each in told:
        key = (each.chain, each.state)
        if settles_more(each, kept.get(key)):
            kept[key] = each
    return kept.values()


def latest_gas(prices: Sequence[GasPrice]) -> Iterable[GasPrice]:
    """Each height once: a block that replaced another has the price."""
    return {(each.chain, each.block_number): each for each in prices}.values()


def latest_candles(candles: Sequence[Candle]) -> Iterable[Candle]:
    """Each candle once; a closed one stays what it is."""
    kept: dict[tuple[str, str, int], Candle] = {}
    for candle in candles:
        key = (candle.subject, candle.timeframe, candle.open_ns)
        if candle.closed or key not in kept or not kept[key].closed:
            kept[key] = candle
    return kept.values()


def latest_gaps(gaps: Sequence[Gap]) -> Iterable[Gap]:
    """Each gap once; a healed one stays healed."""
    kept: dict[tuple[str, str, str, int], Gap] = {}
    for gap in map(storable_gap, gaps):
        key = (gap.source, gap.subject, gap.topic, gap.since_ns)
        if key not in kept or kept[key].until_ns is None:
            kept[key] = gap
    return kept.values()
