"""Blocks, their transactions and receipts."""

from collections.abc import Mapping

from standins.ethereum.arguments import Params, parameter, quantity, text
from standins.ethereum.matching import rows
from standins.ethereum.methods.method import Method
from standins.ethereum.source import Json
from standins.ethereum.view import View


def _number(view: View, params: Params) -> object:
    del params
    return hex(view.head)


def _by_number(view: View, params: Params) -> object:
    full = parameter(params, 1, default=False)
    return _shown(view.by_number(view.number(parameter(params, 0))), full=full)


def _by_hash(view: View, params: Params) -> object:
    full = parameter(params, 1, default=False)
    return _shown(view.by_hash(text(params, 0)), full=full)


def _count(view: View, params: Params) -> object:
    """How many transactions a block holds, by number, tag or hash."""
    block = view.block(parameter(params, 0))
    return hex(len(rows(block["transactions"]))) if block else None


def _receipts(view: View, params: Params) -> object:
    block = view.block(parameter(params, 0))
    return view.receipts(str(block["hash"])) if block else None


def _alchemy_receipts(view: View, params: Params) -> object:
    """Receipts under Alchemy's own name: ``{blockNumber}`` or ``{blockHash}``, in an object."""
    return {"receipts": _receipts(view, params)}


def _receipt(view: View, params: Params) -> object:
    transaction = text(params, 0).lower()
    block = view.holder(transaction)
    receipts = view.receipts(str(block["hash"])) if block else None
    return _named(rows(receipts), "transactionHash", transaction)


def _transaction(view: View, params: Params) -> object:
    """A transaction of the chain, or one that waits to be mined: its block fields are null then."""
    transaction = text(params, 0).lower()
    block = view.holder(transaction)
    if block is None:
        return _named(view.source.pending(), "hash", transaction)
    return _named(rows(block["transactions"]), "hash", transaction)


def _transaction_at(view: View, params: Params) -> object:
    """A transaction by its block and its position in it."""
    block, position = view.block(parameter(params, 0)), quantity(parameter(params, 1))
    transactions = rows(block["transactions"]) if block else []
    return transactions[position] if 0 <= position < len(transactions) else None


def _shown(block: Json | None, *, full: object) -> Json | None:
    """A block with whole transactions, or with their hashes only."""
    if block is None or full is True:
        return block
    transactions = block["transactions"]
    listed = transactions if isinstance(transactions, list) else []
    hashes = [tx["hash"] if isinstance(tx, dict) else tx for tx in listed]
    return {**block, "transactions": hashes}


def _named(found: list[Json], name: str, transaction: str) -> Json | None:
    return next((row for row in found if str(row.get(name)).lower() == transaction), None)


METHODS: Mapping[str, Method] = {
    "eth_blockNumber": _number,
    "eth_getBlockByNumber": _by_number,
    "eth_getBlockByHash": _by_hash,
    "eth_getBlockTransactionCountByNumber": _count,
    "eth_getBlockTransactionCountByHash": _count,
    "eth_getBlockReceipts": _receipts,
    "alchemy_getTransactionReceipts": _alchemy_receipts,
    "eth_getTransactionReceipt": _receipt,
    "eth_getTransactionByHash": _transaction,
    "eth_getTransactionByBlockNumberAndIndex": _transaction_at,
    "eth_getTransactionByBlockHashAndIndex": _transaction_at,
}
