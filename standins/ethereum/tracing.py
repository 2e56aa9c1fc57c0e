"""The calls a transaction made, as a tree (geth's ``callTracer``) and flat (Parity's ``trace_``).

Sources: geth's page on built-in tracers; the trace module's page of OpenEthereum, which erigon,
reth and the providers kept. Nothing here runs contracts: the calls are those that were planned.
"""

from collections.abc import Iterator

from standins.ethereum.arguments import quantity
from standins.ethereum.matching import rows
from standins.ethereum.source import Json
from standins.ethereum.spelling import created_address
from standins.market.chain.chain import Chain, ChainBlock
from standins.market.chain.records import Inner, Tx

REVERTED = "execution reverted"
GETH_NAMES = {
    "call": "CALL",
    "create": "CREATE",
    "selfdestruct": "SELFDESTRUCT",
    "delegatecall": "DELEGATECALL",
}
INNER_GAS, INNER_USED = 90_000, 9_000


def call_trees(chain: Chain, block: ChainBlock) -> list[Json]:
    """``debug_traceBlockByHash`` with ``callTracer``: one tree a transaction, in order."""
    return [{"txHash": tx.hash, "result": _tree(chain, tx)} for tx in block.transactions]


def flat(block: Json, trees: list[Json]) -> list[Json]:
    """``trace_block``: every call of every transaction, each before those inside it."""
    traces: list[Json] = []
    for position, tree in enumerate(trees):
        place = {
            "blockHash": block["hash"],
            "blockNumber": quantity(block["number"]),
            "transactionHash": tree["txHash"],
            "transactionPosition": position,
        }
        result = tree["result"]
        traces += _flattened(result if isinstance(result, dict) else {}, place, [])
    return traces


def _tree(chain: Chain, tx: Tx) -> Json:
    """A transaction's calls; each hangs below the newest call into the contract that makes it."""
    root: Json = {
        "type": "CREATE" if tx.to is None else "CALL",
        "from": tx.sender,
        "to": tx.to or created_address(chain, tx),
        "value": hex(tx.value),
        "gas": hex(tx.gas * 5 // 4),
        "gasUsed": hex(tx.gas),
        "input": tx.input,
    }
    if not tx.ok:
        root |= {"error": REVERTED}
    open_calls: list[Json] = [root]
    for inner in tx.internal:
        call = _inner(inner)
        parent = next((one for one in reversed(open_calls) if one["to"] == inner.sender), root)
        parent["calls"] = [*rows(parent.get("calls")), call]
        open_calls.append(call)
    return root


def _inner(inner: Inner) -> Json:
    call: Json = {
        "type": GETH_NAMES[inner.call],
        "from": inner.sender,
        "to": inner.to,
        "value": hex(inner.value),
        "gas": hex(INNER_GAS),
        "gasUsed": hex(INNER_USED),
        "input": "0x",
    }
    return call if inner.ok else {**call, "error": REVERTED}


def _flattened(call: Json, place: Json, address: list[int]) -> Iterator[Json]:
    inside = rows(call.get("calls"))
    yield {**_trace(call), "subtraces": len(inside), "traceAddress": address, **place}
    for number, one in enumerate(inside):
        yield from _flattened(one, place, [*address, number])


def _trace(call: Json) -> Json:
    """One call in Parity's words: a failed one has an error and no result."""
    kind, action, result = _spelled(call)
    outcome: Json = {"error": "Reverted"} if "error" in call else {"result": result}
    return {"action": action, **outcome, "type": kind}


def _spelled(call: Json) -> tuple[str, Json, Json | None]:
    """Type, action and result."""
    ends: Json = {"from": call["from"], "gas": call["gas"], "value": call["value"]}
    match call["type"]:
        case "SELFDESTRUCT":
            heir = {"refundAddress": call["to"], "balance": call["value"]}
            return "suicide", {"address": call["from"], **heir}, None
        case "CREATE":
            made = {"address": call["to"], "code": "0x", "gasUsed": call["gasUsed"]}
            return "create", {**ends, "init": call["input"]}, made
        case other:
            way = {"callType": str(other).lower(), "to": call["to"], "input": call["input"]}
            return "call", {**ends, **way}, {"gasUsed": call["gasUsed"], "output": "0x"}
