"""Recorded blocks as a source: served as they are, in their order."""

from itertools import pairwise
from pathlib import Path

from standins.ethereum.recording import (
    RECEIPTS,
    number_of,
    read_blocks,
    timestamp_of,
    transactions_of,
)
from standins.ethereum.source import Json

BESIDE = frozenset({RECEIPTS, "traces"})
"""What a recording may keep in a block that a node tells apart from it."""

MOST_MS = 12_000
"""No pause between two recorded blocks is longer, however far apart they are."""


class RecordedChain:
    """Blocks from a file: one a line, or a recorded conversation with a node.

    They need not be consecutive: numbers between them are unknown, and so is every block that has
    not been published yet. Receipts come from a ``receipts`` key beside the transactions; without
    it they are null, as from a node that has none.

    Parameters
    ----------
    path
        The file, plain, gzip or zip.

    Raises
    ------
    ValueError
        The file holds no block.
    """

    kind = "recording"
    awaits_listener = True

    def __init__(self, path: Path) -> None:
        self._blocks = read_blocks(path)
        if not self._blocks:
            message = f"no block in {path}: one eth_getBlockByNumber result a line is needed"
            raise ValueError(message)
        self._dues = _dues(self._blocks)
        self._published: dict[str, Json] = {}
        self._by_number: dict[int, Json] = {}
        self._holders: dict[str, str] = {}
        self._position = 0
        self.chain_id = _chain_id(self._blocks)

    @property
    def head(self) -> int:
        """The newest published block; before the first one, the number before it."""
        if self._position:
            return number_of(self._blocks[self._position - 1])
        return number_of(self._blocks[0]) - 1

    def origin(self, now_ms: int) -> int:
        """The first block's own time."""
        del now_ms
        return self._dues[0]

    def due(self) -> int | None:
        """The next block's time, pauses cut to twelve seconds."""
        return self._dues[self._position] if self._position < len(self._blocks) else None

    def advance(self) -> str:
        """Publish the next recorded block."""
        block = self._blocks[self._position]
        self._position += 1
        block_hash = str(block["hash"])
        self._published[block_hash.lower()] = block
        self._by_number[number_of(block)] = block
        for transaction in transactions_of(block):
            if isinstance(transaction, dict):
                self._holders[str(transaction["hash"]).lower()] = block_hash
        return block_hash

    def close(self) -> None:
        """Nothing has to be remembered: a recording starts where it starts."""

    def by_number(self, number: int) -> Json | None:
        """A published block."""
        return self._shown(self._by_number.get(number))

    def by_hash(self, block_hash: str) -> Json | None:
        """A published block."""
        return self._shown(self._published.get(block_hash.lower()))

    def receipts(self, block_hash: str) -> list[Json] | None:
        """Recorded receipts, or None where there are none."""
        block = self._published.get(block_hash.lower())
        found = block.get(RECEIPTS) if block else None
        return found if isinstance(found, list) else None

    def block_of(self, transaction_hash: str) -> str | None:
        """The published block that holds a transaction."""
        return self._holders.get(transaction_hash.lower())

    def traces(self, block_hash: str) -> list[Json] | None:
        """Recorded call trees, a ``traces`` key beside the transactions, or None.

        Flat traces, as other nodes' recordings hold them, are no trees.
        """
        block = self._published.get(block_hash.lower())
        found = block.get("traces") if block else None
        trees = isinstance(found, list) and all("txHash" in one for one in found)
        return found if isinstance(found, list) and trees else None

    def pending(self, *, new: bool = False) -> list[Json]:
        """Nothing is known of what waited."""
        del new
        return []

    def has_code(self, address: str) -> bool:
        """Nothing is known of contracts."""
        del address
        return False

    def was_there(self, address: str) -> bool:
        """Everybody was: a recording begins in the middle."""
        del address
        return True

    def reorganise(self, depth: int, longer: int = 0) -> tuple[list[str], list[str]]:
        """A recording stays as it was recorded."""
        del longer
        message = f"recorded blocks cannot be reorganised (depth {depth} was asked for)"
        raise ValueError(message)

    def restore(self, number: int) -> None:
        """A recording stays as it was recorded."""
        self.reorganise(number)

    def planted(self, first: int, last: int) -> list[Json]:
        """Nobody planted anything in a recording."""
        del first, last
        return []

    def never_mined(self, first: int, last: int) -> list[Json]:
        """Nothing is known of what waited."""
        del first, last
        return []

    def stories(self, first: int, last: int) -> list[Json]:
        """Nor told any story."""
        del first, last
        return []

    @staticmethod
    def _shown(block: Json | None) -> Json | None:
        if block is None or not BESIDE & block.keys():
            return block
        return {name: value for name, value in block.items() if name not in BESIDE}


def _chain_id(blocks: list[Json]) -> int:
    """The id in the first transaction that has one."""
    for block in blocks:
        for transaction in transactions_of(block):
            if isinstance(transaction, dict) and "chainId" in transaction:
                return int(str(transaction["chainId"]), 16)
    return 1


def _dues(blocks: list[Json]) -> list[int]:
    dues = [timestamp_of(blocks[0]) * 1_000]
    for before, block in pairwise(blocks):
        pause = (timestamp_of(block) - timestamp_of(before)) * 1_000
        dues.append(dues[-1] + max(0, min(pause, MOST_MS)))
    return dues
