"""Our own reader of blocks: every transaction decoded, those of 100 ETH and more told."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

from rounds import Answer, frames_of, take_turns  # noqa: E402  found by the line above

from core.chain import WEI_PER_ETH  # noqa: E402
from engine.feeds.ethereum import read_block, transfers_of  # noqa: E402

BLOCKS = frames_of(sys.argv[1])
TRANSACTIONS = sum(len(read_block(block).transactions) for block in BLOCKS)


def play() -> Answer:
    """All blocks, one after the other."""
    found = total = 0
    for line in BLOCKS:
        block = read_block(line)
        for transfer in transfers_of(
            block, chain="ethereum", min_wei=100 * WEI_PER_ETH, statuses={}, seen_ns=0
        ):
            found += 1
            total += transfer.units
    return {"transfers": found, "total_wei": str(total)}


take_turns(range(TRANSACTIONS), play)
