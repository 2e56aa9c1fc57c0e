"""Frames of a node, opened without reading what is inside twice.

A block with its receipts is one and a half megabytes of JSON, and a general decoder walks through
all of it only to find where the result ends. Nodes write the envelope in one of two ways, and in a
long frame both ends of it are known by their first and last bytes; what is between is left to the
decoder of what was asked for, which refuses anything that is not one whole value. Everything else
(short frames, errors, notifications, other orders of the fields) is decoded as a whole.
"""

import re

import msgspec

from engine.feeds.ethereum.node.rpc import Answer, answers

_LONG = 4_096
"""Bytes: no error, and no notification but a block's header, is this long."""
_ENDS = 64

# Geth, Reth, Erigon and the providers in front of them; then Nethermind and Besu.
_NUMBER_FIRST = re.compile(rb'\{"jsonrpc":"2\.0","id":(\d{1,18}),"result":')
_RESULT_FIRST = re.compile(rb'\{"jsonrpc":"2\.0","result":')
_NUMBER_LAST = re.compile(rb',"id":(\d{1,18})\}\s*\Z')


def opened(frame: bytes) -> Answer:
    """What a frame of the node is about; its result stays as the node wrote it.

    >>> opened(b'{"jsonrpc":"2.0","id":7,"result":"0x1"}').id
    7

    Raises
    ------
    msgspec.MsgspecError
        If it is no frame of JSON-RPC. A long result that is broken is found out when it is decoded.
    """
    answer = _long(frame) if len(frame) >= _LONG else None
    return answers.decode(frame) if answer is None else answer


def _long(frame: bytes) -> Answer | None:
    """A long answer by its ends; None for one that is written in another way."""
    if (head := _NUMBER_FIRST.match(frame)) and frame.endswith((b"}}", b"]}")):
        return _answer(frame, head.end(), len(frame) - 1, head)
    if head := _RESULT_FIRST.match(frame):
        tail = _NUMBER_LAST.search(frame, len(frame) - _ENDS)
        return None if tail is None else _answer(frame, head.end(), tail.start(), tail)
    return None


def _answer(frame: bytes, begin: int, end: int, number: re.Match[bytes]) -> Answer:
    return Answer(id=int(number[1]), result=msgspec.Raw(memoryview(frame)[begin:end]))
