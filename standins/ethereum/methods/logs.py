"""``eth_getLogs`` with the limits of the largest provider.

Source: Alchemy's page on the method. Up to 2,000 blocks in one question without a limit on the
logs, more blocks with at most 10,000 logs; free accounts 10 blocks.
"""

from collections.abc import Mapping

from standins.ethereum.arguments import HASH_LENGTH, Params, mapping
from standins.ethereum.errors import (
    INVALID_PARAMS,
    INVALID_REQUEST,
    RpcError,
    free_range_text,
    too_many_logs_text,
)
from standins.ethereum.matching import logs_in
from standins.ethereum.methods.method import Method
from standins.ethereum.source import Json
from standins.ethereum.view import View

MOST_BLOCKS, MOST_LOGS = 2_000, 10_000

MOST_SEARCHED = 3 * MOST_BLOCKS
"""A longer search is refused with the same words, though it may hold fewer logs: blocks are made up
one by one here, and a search over a million of them would never end."""


def get_logs(view: View, wanted: Json) -> list[Json]:
    """Logs of a block by hash, or of a range of blocks, that meet a filter.

    Raises
    ------
    RpcError
        The range is empty, unknown, or longer than this client may ask for.
    """
    if "blockHash" in wanted:
        return _of_block(view, wanted)
    first = view.number(wanted.get("fromBlock", "latest"))
    last = min(view.number(wanted.get("toBlock", "latest")), view.head)
    if last < first:
        raise RpcError(INVALID_PARAMS, "invalid block range params")
    free = view.limits.log_blocks
    if free is not None and last - first >= free:
        raise RpcError(INVALID_REQUEST, free_range_text(first, free))
    return _of_range(view, wanted, first, last)


def _of_block(view: View, wanted: Json) -> list[Json]:
    block_hash = str(wanted["blockHash"])
    if "fromBlock" in wanted or "toBlock" in wanted or len(block_hash) != HASH_LENGTH:
        text = "invalid argument 0: cannot specify both BlockHash and FromBlock/ToBlock"
        raise RpcError(INVALID_PARAMS, text)
    if view.by_hash(block_hash) is None:
        raise RpcError(INVALID_PARAMS, "unknown block")
    return logs_in(view.receipts(block_hash), wanted)


def _of_range(view: View, wanted: Json, first: int, last: int) -> list[Json]:
    limited = last - first >= MOST_BLOCKS
    found: list[Json] = []
    for block in view.blocks(range(first, min(last, first + MOST_SEARCHED) + 1)):
        found += logs_in(view.receipts(str(block["hash"])), wanted)
        if limited and len(found) > MOST_LOGS:
            raise RpcError(INVALID_PARAMS, too_many_logs_text(first, first + MOST_BLOCKS - 1))
    if last - first > MOST_SEARCHED:
        raise RpcError(INVALID_PARAMS, too_many_logs_text(first, first + MOST_BLOCKS - 1))
    return found


def _logs(view: View, params: Params) -> object:
    return get_logs(view, mapping(params, 0))


METHODS: Mapping[str, Method] = {"eth_getLogs": _logs}
