"""Call traces, and the ether that moved inside of transactions.

A block shows what a transaction itself carried. What contracts passed on while it ran is only in
its traces: ``trace_block`` of Erigon, Nethermind and Reth, in the form OpenEthereum gave it.
Source: OpenEthereum's documentation of the trace module; Ethereum Yellow Paper, section 8 (message
calls) for what moves value and what a failed call undoes.
"""

from collections.abc import Iterator, Sequence

import msgspec

from core.errors import BrokenInputError
from engine.feeds.ethereum.contents.moves import InternalMove, MoveWay
from engine.feeds.ethereum.contents.quantities import quantity

_WAYS: dict[tuple[str, str | None], MoveWay] = {
    ("call", "call"): "call",
    ("create", None): "create",
    ("suicide", None): "selfdestruct",
}
"""What moves ether. A ``delegatecall`` and a ``callcode`` carry a value and move nothing: they run
another contract's code at home. A ``reward`` belongs to no transaction."""


class Action(msgspec.Struct, rename="camel", kw_only=True):
    """What was done. Which fields there are depends on the kind of the trace."""

    call_type: str | None = None
    sender: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
    value: str = "0x0"
    address: str | None = None
    refund_address: str | None = None
    balance: str = "0x0"


class Created(msgspec.Struct, kw_only=True):
    """What a call gave back; a creation gives the new contract's address."""

    address: str | None = None


class Trace(msgspec.Struct, rename="camel", kw_only=True):
    """One step of a transaction, as a node tells it.

    ``trace_address`` is the way to it: ``[]`` the transaction itself, ``[2, 0]`` the first step of
    its third.
    """

    type: str
    action: Action
    trace_address: list[int]
    block_number: int
    transaction_hash: str | None = None
    transaction_position: int | None = None
    result: Created | None = None
    error: str | None = None


class RecordedTrace(msgspec.Struct, kw_only=True):
    """The same in the spelling of recordings, word_by_word."""

    type: str
    action: Action
    trace_address: list[int]
    block_number: int
    transaction_hash: str | None = None
    transaction_position: int | None = None
    result: Created | None = None
    error: str | None = None


AnyTrace = Trace | RecordedTrace


class _Recorded(msgspec.Struct):
    traces: list[RecordedTrace]


class _Answer(msgspec.Struct):
    result: list[Trace]


_recorded = msgspec.json.Decoder(_Recorded)
_answer = msgspec.json.Decoder(_Answer)
_result: msgspec.json.Decoder[list[Trace]] = msgspec.json.Decoder(list[Trace])


def read_traces(text: bytes | msgspec.Raw) -> Sequence[AnyTrace]:
    """All traces of a block.

    They come as the answer to ``trace_block``, as the ``result`` of such an answer, or as a
    recorded object with ``traces``.

    Raises
    ------
    BrokenInputError
        If it is none of them; the message names the field that is wrong.
    """
    head = bytes(memoryview(text)[:200])
    try:
        if head.lstrip()[:1] == b"[":
            return _result.decode(text)
        return (
            _answer.decode(text).result if b'"jsonrpc"' in head else _recorded.decode(text).traces
        )
    except msgspec.MsgspecError as error:
        raise BrokenInputError(f"not a block's traces: {error}") from error


def internal_moves_of(traces: Sequence[AnyTrace], *, min_wei: int) -> Iterator[InternalMove]:
    """The ether that contracts passed on, at least ``min_wei`` each, in the order it happened.

    A step that failed moved nothing, and neither did the steps inside of it, even those that went
    well. A contract that destroys itself in its own favour moves nothing either.

    Raises
    ------
    BrokenInputError
        If a value is no hex quantity.
    """
    undone: tuple[str | None, tuple[int, ...]] | None = None
    for trace in traces:
        step = tuple(trace.trace_address)
        if undone and trace.transaction_hash == undone[0] and step[: len(undone[1])] == undone[1]:
            continue
        if trace.error is not None:
            undone = (trace.transaction_hash, step)
            continue
        if step and (move := _move(trace, step)) and move.value_wei >= min_wei:
            yield move


def _move(trace: AnyTrace, step: tuple[int, ...]) -> InternalMove | None:
    way = _WAYS.get((trace.type, trace.action.call_type))
    if way is None or trace.transaction_hash is None:
        return None
    sender, recipient, text = _ends(trace, way)
    if sender is None or recipient is None or sender == recipient:
        return None
    return InternalMove(
        block_number=trace.block_number,
        tx_hash=trace.transaction_hash,
        index=trace.transaction_position or 0,
        step=step,
        way=way,
        sender=sender.lower(),
        recipient=recipient.lower(),
        value_wei=quantity(text, f"value in {trace.transaction_hash}"),
    )


def _ends(trace: AnyTrace, way: MoveWay) -> tuple[str | None, str | None, str]:
    """Who gave, who got, and how much as text."""
    action = trace.action
    if way == "selfdestruct":
        return action.address, action.refund_address, action.balance
    created = trace.result.address if trace.result else None
    return action.sender, created if way == "create" else action.to, action.value
