"""Traces: the calls inside a block's transactions, in geth's words and in Parity's."""

from collections.abc import Mapping

from standins.ethereum.arguments import Params, mapping, parameter
from standins.ethereum.errors import INVALID_PARAMS, SERVER, RpcError
from standins.ethereum.matching import rows
from standins.ethereum.methods.method import Method
from standins.ethereum.source import Json
from standins.ethereum.tracing import flat
from standins.ethereum.view import View

TRACER = "callTracer"


def _debug(view: View, params: Params) -> object:
    """Call trees, one a transaction; without ``callTracer`` every opcode would be listed.

    Raises
    ------
    RpcError
        Another tracer is asked for, or the block is not known: that is an error here, not null.
    """
    if mapping(params, 1, default={"tracer": None}).get("tracer") != TRACER:
        text = f'only {{"tracer": "{TRACER}"}} is served: nothing here runs contracts'
        raise RpcError(INVALID_PARAMS, text)
    _, trees = _traced(view, params)
    return trees


def _parity(view: View, params: Params) -> object:
    block, trees = _traced(view, params)
    return flat(block, trees)


def _parity_transaction(view: View, params: Params) -> object:
    """The flat traces of one transaction; null when no block of the chain holds it."""
    transaction = str(parameter(params, 0)).lower()
    block = view.holder(transaction)
    if block is None:
        return None
    traces = flat(block, _trees(view, block))
    return [trace for trace in traces if trace["transactionHash"] == transaction]


def _traced(view: View, params: Params) -> tuple[Json, list[Json]]:
    block = view.block(parameter(params, 0))
    if block is None:
        raise RpcError(SERVER, "block not found")
    return block, _trees(view, block)


def _trees(view: View, block: Json) -> list[Json]:
    trees = view.source.traces(str(block["hash"]))
    if trees is None:
        raise RpcError(SERVER, "no traces were recorded for this block")
    return rows(trees)


METHODS: Mapping[str, Method] = {
    "debug_traceBlockByNumber": _debug,
    "debug_traceBlockByHash": _debug,
    "trace_block": _parity,
    "trace_transaction": _parity_transaction,
}
