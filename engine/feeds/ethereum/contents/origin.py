"""What all facts of one block share."""

from typing import TypedDict

from engine.feeds.ethereum.contents.blocks import RpcHeader


class Origin(TypedDict):
    """Chain, block and times of a fact: ``Transfer(**origin, …)``."""

    chain: str
    block_number: int
    block_hash: str
    at_ns: int
    seen_ns: int
    late_ns: int


def origin_of(header: RpcHeader, *, chain: str, seen_ns: int, late_ns: int) -> Origin:
    """What a block's facts share; read once a block, since its numbers are hex texts."""
    return Origin(
        chain=chain,
        block_number=header.height,
        block_hash=header.hash,
        at_ns=header.at_ns,
        seen_ns=seen_ns,
        late_ns=late_ns,
    )
