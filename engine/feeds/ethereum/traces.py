"""Call traces, and the ether that moved inside of transactions.

A block shows what a transaction itself carried. What contracts passed on while it ran is only in
its traces: ``trace_block`` of Erigon, Nethermind and Reth, in the form OpenEthereum gave it.
Source: OpenEthereum's documentation of the trace module; Ethereum Yellow Paper, section 8 (message
calls) for what moves value and what a failed call undoes.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from core.errors import BrokenInputError

Way = Literal["call", "create", "selfdestruct"]

_WAYS: dict[tuple[str, str | None], Way] = {
    ("call", "call"): "call",
    ("create", None): "create",
    ("suicide", None): "selfdestruct",
}
"""What moves ether. A ``delegatecall`` and a ``callcode`` carry a value and move nothing: they run
another contract's code at home. A ``reward`` belongs to no transaction."""

_CAMEL = {
    "traceAddress": "trace_address",
    "blockNumber": "block_number",
    "transactionHash": "transaction_hash",
    "transactionPosition": "transaction_position",
}


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


class Trace(msgspec.Struct, kw_only=True):
    """One step of a transaction, in the spelling of recordings.

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


class _Recorded(msgspec.Struct):
    traces: list[Trace]


class _Answer(msgspec.Struct):
    result: list[dict[str, object]]


class InternalMove(msgspec.Struct, frozen=True, kw_only=True):
    """Ether that a contract passed on. ``step`` is the trace's address, never empty."""

    block_number: int
    tx_hash: str
    index: int
    step: tuple[int, ...]
    way: Way
    sender: str
    recipient: str
    value_wei: int


_recorded = msgspec.json.Decoder(_Recorded)
_answer = msgspec.json.Decoder(_Answer)


def read_traces(line: bytes) -> Sequence[Trace]:
    """All traces of a block: the answer to ``trace_block``, or a recorded object with ``traces``.

    Raises
    ------
    BrokenInputError
        If it is neither; the message names the field that is wrong.
    """
    try:
        if b'"jsonrpc"' in line[:200]:
            named = [_recorded_names(trace) for trace in _answer.decode(line).result]
            return msgspec.convert(named, list[Trace])
        return _recorded.decode(line).traces
    except msgspec.MsgspecError as error:
        raise BrokenInputError(f"not a block's traces: {error}") from error


def internal_moves_of(traces: Sequence[Trace], *, min_wei: int) -> Iterator[InternalMove]:
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


def _recorded_names(trace: dict[str, object]) -> dict[str, object]:
    """A node's trace in the spelling of recordings."""
    return {_CAMEL.get(name, name): value for name, value in trace.items()}


def _move(trace: Trace, step: tuple[int, ...]) -> InternalMove | None:
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
        value_wei=_wei(text, trace.transaction_hash),
    )


def _ends(trace: Trace, way: Way) -> tuple[str | None, str | None, str]:
    """Who gave, who got, and how much as text."""
    action = trace.action
    if way == "selfdestruct":
        return action.address, action.refund_address, action.balance
    created = trace.result.address if trace.result else None
    return action.sender, created if way == "create" else action.to, action.value


def _wei(text: str, transaction: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        raise BrokenInputError(f"value {text!r} of {transaction} is no hex quantity") from None
