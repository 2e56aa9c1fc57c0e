"""Faults of the answers: a node that is behind, busy, or knows less than it should."""

from typing_extensions import override

from standins.ethereum.errors import (
    SERVER,
    UNABLE_TEXT,
    RpcError,
    SwallowedError,
    not_processed_text,
)
from standins.ethereum.faults.kinds import AnswerFault, MethodsFault, NullFault, Standing
from standins.ethereum.source import Json

BLOCKS = ("eth_getBlockByNumber", "eth_getBlockByHash")
RECEIPTS = ("eth_getBlockReceipts", "eth_getTransactionReceipt")


class Lag(NullFault):
    """Answer questions for a block or its receipts with null.

    So a load-balanced node behaves that has not yet seen the head another one announced.
    ``not_processed`` answers with Alchemy's error text instead of null.
    """

    not_processed: bool = False

    @override
    def concerns(self, method: str, params: list[object]) -> bool:
        """Blocks and receipts."""
        del params
        return method in BLOCKS or method in RECEIPTS

    @override
    def instead(self, method: str, params: list[object]) -> None:
        """Alchemy's words, if they are wanted."""
        if self.not_processed:
            raise RpcError(SERVER, not_processed_text(params[0] if params else "latest"))


class NoReceipts(NullFault):
    """Answer questions for receipts with null although the block is there."""

    @override
    def concerns(self, method: str, params: list[object]) -> bool:
        """Receipts."""
        del params
        return method in RECEIPTS


class HashesOnly(AnswerFault):
    """Give a block's transactions as hashes although they were asked for whole."""

    @override
    def concerns(self, method: str, params: list[object]) -> bool:
        """Blocks that are asked for whole."""
        return method in BLOCKS and len(params) > 1 and params[1] is True

    @override
    def meet(self, answer: object) -> object:
        """The block with hashes."""
        if not isinstance(answer, dict):
            return answer
        return {**answer, "transactions": [_hash_of(row) for row in answer["transactions"]]}


class UnknownType(AnswerFault):
    """Give a block's first transaction a type of another chain, with that type's fields.

    ``0x7e`` is a deposit of the OP stack: it has no gas price and no signature, but fields of its
    own; ``0x64`` to ``0x6a`` are Arbitrum's.
    """

    kind: str = "0x7e"

    @override
    def concerns(self, method: str, params: list[object]) -> bool:
        """Blocks."""
        del params
        return method in BLOCKS

    @override
    def meet(self, answer: object) -> object:
        """The block with a stranger in it."""
        if not isinstance(answer, dict) or not answer["transactions"]:
            return answer
        first, *others = answer["transactions"]
        if not isinstance(first, dict):
            return answer
        plain = {name: first[name] for name in first if name not in _OF_USUAL_TYPES}
        own = {"type": self.kind, "mint": "0x0", "sourceHash": first["hash"], "isSystemTx": False}
        return {**answer, "transactions": [{**plain, **own}, *others]}


class ServerTrouble(MethodsFault):
    """Answer with an error of the server; ``methods`` narrows it, none is every method."""

    code: int = SERVER
    text: str = UNABLE_TEXT

    @override
    def instead(self, method: str, params: list[object]) -> None:
        """The error."""
        del method, params
        raise RpcError(self.code, self.text)


class Swallow(MethodsFault):
    """Never answer; ``methods`` narrows it, none is every method."""

    @override
    def instead(self, method: str, params: list[object]) -> None:
        """Nothing at all."""
        del method, params
        raise SwallowedError


class TooMany(Standing):
    """Answer with 429: on a socket without an id, as Alchemy does; over HTTP with Retry-After."""


class Slow(Standing):
    """Answer ``by_s`` seconds late."""

    by_s: float = 1.0


_PRICE = {"gasPrice", "maxFeePerGas", "maxPriorityFeePerGas"}
_SIGNATURE = {"v", "r", "s", "yParity"}
_OF_USUAL_TYPES = _PRICE | _SIGNATURE | {"chainId", "accessList"}


def _hash_of(row: object) -> object:
    transaction: Json | None = row if isinstance(row, dict) else None
    return transaction["hash"] if transaction else row
