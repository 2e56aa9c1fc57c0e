"""Blocks that are on their way."""

from dataclasses import dataclass

from engine.feeds.ethereum.contents.blocks import RpcBlock
from engine.feeds.ethereum.contents.receipts import RpcReceipt
from engine.feeds.ethereum.road.chain import Wanted


@dataclass(slots=True)
class Order:
    """A block that was asked for, and what has come of it.

    ``first`` says that it was asked for when it was the next to be told; one that was asked for
    earlier, by its number, may belong to a branch that is gone when its turn comes. ``whole`` is
    set when its receipts are there, or are not waited for any more; ``absent`` when the node does
    not have it.
    """

    wanted: Wanted
    first: bool
    block: RpcBlock | None = None
    receipts: list[RpcReceipt] | None = None
    whole: bool = False
    absent: bool = False
