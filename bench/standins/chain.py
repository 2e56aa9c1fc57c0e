"""How fast the made-up chain is made up: ``python -m bench.standins.chain``.

Blocks one after the other as a chain grows, and by chance over two years (each has its planted
stories written anew); then the ledger, and what waits. CPU seconds of one process; goal: 300 blocks
a second on one core, where the real chain makes one in twelve seconds.
"""

import argparse
import time
from collections.abc import Callable
from random import Random

from standins.market.chain.chain import Chain
from standins.market.chain.ledger import Ledger

FIRST = 23_900_000
TWO_YEARS = 5_256_000


def main() -> None:
    """Print a line for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--blocks", type=int, default=1_000)
    blocks = parser.parse_args().blocks
    places = Random(1)  # noqa: S311 - places, not secrets
    scattered = [FIRST - places.randrange(TWO_YEARS) for _ in range(blocks // 4)]
    growing = Chain(1)
    told = Ledger(growing)
    row("growing", blocks, lambda: [growing.at(FIRST + n) for n in range(blocks)])
    row("by chance", len(scattered), lambda: [growing.at(n) for n in scattered])
    row("ledger, moves", blocks, lambda: told.planted(FIRST, FIRST + blocks - 1))
    row("ledger, stories", blocks, lambda: told.records(FIRST, FIRST + blocks - 1))
    row("waiting", blocks, lambda: [growing.waiting(FIRST + n) for n in range(blocks)])


def row(name: str, blocks: int, work: Callable[[], object]) -> None:
    """Do it once and say how many blocks a CPU second it did."""
    began = time.process_time()
    work()
    spent = time.process_time() - began
    print(f"{name:16} {blocks / spent:10,.0f} blocks/s")


if __name__ == "__main__":
    main()
