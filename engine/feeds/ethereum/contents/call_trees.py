"""Call trees, and the ether that moved inside of them: ``debug_traceBlockByHash``, ``callTracer``.

What geth and its kin give where ``trace_block`` is not to be had: one tree a transaction, a call
holding the calls it made. Source: geth's page on built-in tracers. Parity's form leaves out calls
to precompiled contracts and this one does not, so a step's number may differ between the two.
"""

from collections.abc import Iterator, Sequence

import msgspec

from core.errors import BrokenInputError
from engine.feeds.ethereum.contents.moves import InternalMove, MoveWay
from engine.feeds.ethereum.contents.quantities import quantity

TRACER: dict[str, object] = {"tracer": "callTracer"}
"""Second parameter of the request."""

_WAYS: dict[str, MoveWay] = {
    "CALL": "call",
    "CREATE": "create",
    "CREATE2": "create",
    "SELFDESTRUCT": "selfdestruct",
}
"""What moves ether: a DELEGATECALL and a CALLCODE carry a value and move nothing."""


class Call(msgspec.Struct, kw_only=True):
    """A call and the calls it made. Old nodes tell a SELFDESTRUCT without its ends."""

    type: str
    sender: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
    value: str | None = None
    error: str | None = None
    calls: list["Call"] | None = None


class _Tree(msgspec.Struct, rename="camel", kw_only=True):
    tx_hash: str | None = None
    result: Call | None = None
    error: str | None = None


_trees: msgspec.json.Decoder[list[_Tree]] = msgspec.json.Decoder(list[_Tree])


def moves_of_calls(
    result: bytes | msgspec.Raw, *, block_number: int, transactions: Sequence[str], min_wei: int
) -> list[InternalMove]:
    """The ether that contracts passed on, at least ``min_wei`` each, in the order it happened.

    Parameters
    ----------
    result
        The ``result`` of the node's answer.
    transactions
        Hashes of the block's transactions in order: old nodes do not name them in the trees.

    Raises
    ------
    BrokenInputError
        If it is no list of call trees, or not one for each transaction.
    """
    try:
        trees = _trees.decode(result)
    except RecursionError:
        raise BrokenInputError("a call tree is nested too deep to be read") from None
    except msgspec.MsgspecError as error:
        raise BrokenInputError(f"not a block's call trees: {error}") from error
    if len(trees) != len(transactions):
        raise BrokenInputError(f"{len(trees)} call trees for {len(transactions)} transactions")
    return [
        move
        for index, (tree, tx_hash) in enumerate(zip(trees, transactions, strict=True))
        if tree.result is not None
        for step, call in _succeeded(tree.result)
        if step and (move := _move(call, step, block_number, tree.tx_hash or tx_hash, index))
        if move.value_wei >= min_wei
    ]


def _succeeded(root: Call) -> Iterator[tuple[tuple[int, ...], Call]]:
    """A call and those inside it, in the order they were made; one that failed undoes its own.

    Contracts may nest calls a thousand deep, which is more than Python would by itself.
    """
    waiting: list[tuple[tuple[int, ...], Call]] = [((), root)]
    while waiting:
        step, call = waiting.pop()
        if call.error is not None:
            continue
        yield step, call
        inside = enumerate(call.calls or ())
        waiting.extend(reversed([((*step, number), inner) for number, inner in inside]))


def _move(
    call: Call, step: tuple[int, ...], block_number: int, tx_hash: str, index: int
) -> InternalMove | None:
    way = _WAYS.get(call.type)
    if way is None or call.sender is None or call.to is None or call.sender == call.to:
        return None
    return InternalMove(
        block_number=block_number,
        tx_hash=tx_hash,
        index=index,
        step=step,
        way=way,
        sender=call.sender.lower(),
        recipient=call.to.lower(),
        value_wei=quantity(call.value or "0x0", f"value in {tx_hash}"),
    )
