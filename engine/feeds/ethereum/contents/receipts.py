"""Receipts: what became of each transaction, what it cost, and what contracts wrote down.

Source: the execution API's ``eth_getBlockReceipts``; EIP-658 for ``status``.
"""

import msgspec

from core.chain import Status

_NO_TOPICS, _NO_DATA = msgspec.Raw(b"[]"), msgspec.Raw(b'"0x"')


class RpcLog(msgspec.Struct, rename="camel", gc=False):
    """What a contract wrote down.

    Of some three hundred logs in a block a few are of use. Topics and data stay as bytes of the
    answer, and are read only where the contract's address is one that is looked for.
    """

    address: str
    topics: msgspec.Raw = _NO_TOPICS
    data: msgspec.Raw = _NO_DATA
    log_index: str = "0x0"
    removed: bool = False


class RpcReceipt(msgspec.Struct, rename="camel", gc=False):
    """A receipt, of any type. ``status`` is 0x1 or 0x0, and absent before Byzantium (2017)."""

    transaction_hash: str
    transaction_index: str | None = None
    status: str | None = None
    contract_address: str | None = None
    gas_used: str | None = None
    effective_gas_price: str | None = None
    logs: list[RpcLog] | None = None


_NAMES: dict[str | None, Status] = {"0x1": "success", "0x0": "failed"}


def status_of(receipt: RpcReceipt | None) -> Status:
    """What became of a transaction; ``unknown`` without a receipt, or with one that is too old."""
    return "unknown" if receipt is None else _NAMES.get(receipt.status, "unknown")
