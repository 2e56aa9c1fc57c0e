"""Files of recorded blocks: one block a line, or a conversation with a node, frame by frame."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

from standins.ethereum.source import Json
from standins.packing import lines_of

_log = logging.getLogger(__name__)

RECEIPTS = "receipts"


def read_blocks(path: Path) -> list[Json]:
    """The blocks of a file in its order, each once, with the receipts that were recorded of them.

    A line is an ``eth_getBlockByNumber`` result, or any frame of a node: its answers hold blocks
    and receipts, and what else it said (heads, subscriptions, refusals) is passed over. Other lines
    are skipped with a warning.
    """
    blocks: dict[str, Json] = {}
    for number, line in lines_of(path):
        try:
            for block in _blocks_in(json.loads(line), blocks):
                blocks.setdefault(str(block["hash"]).lower(), block)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            _log.warning("%s, line %d skipped: %r", path, number, error)
    return list(blocks.values())


def number_of(block: Json) -> int:
    """A block's number."""
    return int(str(block["number"]), 16)


def timestamp_of(block: Json) -> int:
    """A block's time in seconds."""
    return int(str(block["timestamp"]), 16)


def transactions_of(block: Json) -> list[object]:
    """A block's transactions.

    Raises
    ------
    TypeError
        They are no list.
    """
    transactions = block["transactions"]
    if not isinstance(transactions, list):
        message = "transactions is no list"
        raise TypeError(message)
    return transactions


def _blocks_in(line: Json, known: dict[str, Json]) -> Iterator[Json]:
    """The block of a line, if it has one; receipts go to the block that they are of.

    Raises
    ------
    ValueError, KeyError, TypeError
        The line is neither a block nor a frame of a node.
    """
    if "jsonrpc" not in line and "result" not in line:
        yield _checked(line)
        return
    result = line.get("result")
    if isinstance(result, list):
        _give_receipts(result, known)
    elif isinstance(result, dict) and not _is_head(result):
        yield _checked(result)


def _is_head(result: Json) -> bool:
    """Whether a block was asked for without its transactions: it has their hashes, or none."""
    transactions = result.get("transactions")
    return isinstance(transactions, list) and any(isinstance(one, str) for one in transactions)


def _give_receipts(result: list[Json], known: dict[str, Json]) -> None:
    receipts = [one for one in result if "transactionHash" in one]
    block = known.get(str(receipts[0].get("blockHash")).lower()) if receipts else None
    if block is not None:
        block.setdefault(RECEIPTS, receipts)


def _checked(block: Json) -> Json:
    """A block; whatever a server needs from it is looked at here, once."""
    number_of(block), timestamp_of(block), transactions_of(block), block["hash"]
    return dict(block)
