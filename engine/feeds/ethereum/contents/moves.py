"""Ether that contracts passed on inside of a transaction, whichever way a node told it."""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from core.chain import Transfer
from engine.feeds.ethereum.contents.blocks import RpcBlock
from engine.feeds.ethereum.contents.origin import origin_of
from engine.feeds.ethereum.networks.chains import Network

MoveWay = Literal["call", "create", "selfdestruct"]


class InternalMove(msgspec.Struct, frozen=True, kw_only=True):
    """Ether that a contract passed on. ``step`` is the way to it among the calls, never empty.

    ``index`` is the transaction's place in its block, 0 where the source does not tell it.
    """

    block_number: int
    tx_hash: str
    index: int
    step: tuple[int, ...]
    way: MoveWay
    sender: str
    recipient: str
    value_wei: int


def internal_transfers(
    block: RpcBlock,
    moves: Iterable[InternalMove],
    *,
    network: Network,
    seen_ns: int,
    late_ns: int = 0,
) -> Iterator[Transfer]:
    """The moves of a block as facts, in the order they came.

    Sources that are asked by number may answer for another branch of the chain: a move whose
    transaction is not in this block is left out. Only what succeeded is ever among the moves.
    """
    origin = origin_of(block, chain=network.name, seen_ns=seen_ns, late_ns=late_ns)
    places = {transaction.hash: place for place, transaction in enumerate(block.transactions)}
    for move in moves:
        place = places.get(move.tx_hash)
        if place is None:
            continue
        yield Transfer(
            **origin,
            tx_hash=move.tx_hash,
            index=place,
            sender=move.sender,
            recipient=move.recipient,
            amount=str(move.value_wei),
            status="success",
            way="internal",
            place=".".join(map(str, move.step)),
            coin=network.coin,
        )
