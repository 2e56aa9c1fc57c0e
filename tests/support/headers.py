"""Headers by number and branch, and header chains that have read some."""

from engine.feeds.ethereum.contents.blocks import RpcHeader
from engine.feeds.ethereum.road.chain import HeaderChain
from tests.support.facts import NOON, SECOND


def a_header(number: int, *, branch: str = "a", parent: str | None = None) -> RpcHeader:
    """A header whose hash tells its number and branch (``0xa7``)."""
    return RpcHeader(
        hash=f"0x{branch}{number}",
        parent_hash=parent or f"0x{branch}{number - 1}",
        number=hex(number),
        timestamp=hex(NOON // SECOND + 12 * number),
    )


def a_chain(
    *numbers: int, cursor: tuple[int, str] | None = None, most: int | None = None
) -> HeaderChain:
    """A chain that has read these blocks."""
    chain = HeaderChain(cursor=cursor, max_backfill=most)
    for number in numbers:
        chain.head(a_header(number), NOON)
        chain.offer(a_header(number))
    return chain
