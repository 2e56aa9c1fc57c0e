"""Our own reader of blocks: every transaction decoded, those of 100 ETH and more told."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

from rounds import Answer, frames_of, take_turns  # noqa: E402  found by the line above

from core.chain import WEI_PER_ETH  # noqa: E402
from engine.feeds.ethereum import read_block  # noqa: E402
from engine.feeds.ethereum.contents.calls import value_transfers  # noqa: E402
from engine.feeds.ethereum.contents.origin import origin_of  # noqa: E402

BLOCKS = frames_of(sys.argv[1])
TRANSACTIONS = sum(len(read_block(block).transactions) for block in BLOCKS)


def play() -> Answer:
    """All blocks, one after the other."""
    found = total = 0
    for line in BLOCKS:
        block = read_block(line)
        origin = origin_of(block, chain="ethereum", seen_ns=0, late_ns=0)
        for transfer in value_transfers(
            block.transactions, {}, coin="ETH", least_wei=100 * WEI_PER_ETH, origin=origin
        ):
            found += 1
            total += transfer.units
    return {"transfers": found, "total_wei": str(total)}


take_turns(range(TRANSACTIONS), play)
