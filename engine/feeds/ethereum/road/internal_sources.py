"""The three ways in which nodes tell what moved inside of calls: how each is asked and read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec

from core.errors import BrokenInputError
from engine.feeds.ethereum.contents import assets
from engine.feeds.ethereum.contents.assets import Page
from engine.feeds.ethereum.contents.blocks import RpcBlock
from engine.feeds.ethereum.contents.call_trees import TRACER, moves_of_calls
from engine.feeds.ethereum.contents.traces import internal_moves_of, read_traces
from engine.feeds.ethereum.networks.chains import InternalSource


class OtherBranchError(BrokenInputError):
    """The answer is about another block of the same number: the chain was replaced meanwhile."""


@dataclass(frozen=True, slots=True)
class Source:
    """A method, its parameters for a block (or a further page of it), and what its answer says.

    ``read`` raises `BrokenInputError` for what cannot be read, and `OtherBranchError` for an answer
    about another block: two of the methods are asked by number.
    """

    method: str
    params: Callable[[RpcBlock, str | None], list[object]]
    read: Callable[[msgspec.Raw, RpcBlock, int], Page]


def _read_traces(result: msgspec.Raw, block: RpcBlock, min_wei: int) -> Page:
    traces = read_traces(result)
    _belong({trace.transaction_hash for trace in traces if trace.transaction_hash}, block)
    return Page(moves=list(internal_moves_of(traces, min_wei=min_wei)), next_key=None)


def _read_trees(result: msgspec.Raw, block: RpcBlock, min_wei: int) -> Page:
    hashes = [transaction.hash for transaction in block.transactions]
    moves = moves_of_calls(result, block_number=block.height, transactions=hashes, min_wei=min_wei)
    return Page(moves=moves, next_key=None)


def _read_page(result: msgspec.Raw, block: RpcBlock, min_wei: int) -> Page:
    page = assets.internal_of(result, min_wei=min_wei)
    _belong({move.tx_hash for move in page.moves}, block)
    return page


def _belong(hashes: Iterable[str], block: RpcBlock) -> None:
    strange = set(hashes) - {transaction.hash for transaction in block.transactions}
    if strange:
        raise OtherBranchError(f"the node told those of another block {block.height}")


SOURCES: dict[InternalSource, Source] = {
    "trace": Source("trace_block", lambda block, _: [block.number], _read_traces),
    "calls": Source("debug_traceBlockByHash", lambda block, _: [block.hash, TRACER], _read_trees),
    "assets": Source(
        assets.METHOD, lambda block, key: assets.params_of(block.height, key), _read_page
    ),
}
