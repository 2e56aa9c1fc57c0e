"""A node without a socket: methods, subscriptions and the notifications that follow a block."""

from typing import TYPE_CHECKING

from standins.ethereum.errors import INVALID_PARAMS, SERVER, RpcError
from standins.ethereum.faults import DropSubscriptions, DuplicateHead, Lag, MissingHead, Reorg
from standins.ethereum.source import BlockSource, Json
from standins.ethereum.subscriptions import Listener, Subscriptions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAINNET = 1
SAFE_BEHIND, FINAL_BEHIND = 32, 64
"""Blocks between the head and what the tags ``safe`` and ``finalized`` mean: one and two epochs."""

MOST_LOG_BLOCKS = 2_000
MOST_FEE_BLOCKS = 1_024

Params = list[object]
NodeFault = Reorg | MissingHead | DuplicateHead | Lag | DropSubscriptions


class Node:
    """A node that knows one chain.

    Parameters
    ----------
    source
        The chain.
    """

    def __init__(self, source: BlockSource) -> None:
        self._source = source
        self.subscriptions = Subscriptions(source)
        self._faults: list[MissingHead | DuplicateHead | Lag] = []
        self.methods: Mapping[str, Callable[[Params], object]] = {
            "eth_chainId": lambda _: hex(MAINNET),
            "net_version": lambda _: str(MAINNET),
            "web3_clientVersion": lambda _: "StandIn/v1.0.0/whale-tracker",
            "eth_syncing": lambda _: False,
            "eth_blockNumber": lambda _: hex(source.head),
            "eth_getBlockByNumber": self._block_by_number,
            "eth_getBlockByHash": self._block_by_hash,
            "eth_getBlockReceipts": self._block_receipts,
            "eth_getTransactionReceipt": self._transaction_receipt,
            "eth_getTransactionByHash": self._transaction,
            "eth_getLogs": self._logs,
            "eth_gasPrice": lambda _: hex(self._base_fee(source.head) * 11 // 10),
            "eth_maxPriorityFeePerGas": lambda _: hex(10**9),
            "eth_feeHistory": self._fee_history,
        }

    def subscribe(self, listener: Listener, params: Params) -> str:
        """Begin a subscription; its id."""
        return self.subscriptions.add(listener, params)

    def mine(self) -> str:
        """Let the next block come and announce it; its hash."""
        block_hash = self._source.advance()
        times = 1
        for fault in self._faults:
            if isinstance(fault, MissingHead | DuplicateHead) and fault.heads > 0:
                fault.heads -= 1
                times = 0 if isinstance(fault, MissingHead) else 2
                break
        for _ in range(times):
            self.subscriptions.announce(block_hash)
        return block_hash

    def order(self, fault: NodeFault) -> object:
        """Let a fault happen; what can be told about it."""
        match fault:
            case Reorg(depth):
                gone, come = self._source.reorganise(depth)
                self.subscriptions.retract(gone)
                for block_hash in come:
                    self.subscriptions.announce(block_hash)
                return {"gone": gone, "come": come}
            case DropSubscriptions():
                return self.subscriptions.drop_all()
            case _:
                self._faults.append(fault)
                return None

    def _block_by_number(self, params: Params) -> object:
        tag, full = _parameter(params, 0), _parameter(params, 1, default=False)
        if self._lags(tag):
            return None
        return _shown(self._source.by_number(self._number(tag)), full=full)

    def _block_by_hash(self, params: Params) -> object:
        block_hash, full = _text(params, 0), _parameter(params, 1, default=False)
        if self._lags(block_hash):
            return None
        return _shown(self._source.by_hash(block_hash), full=full)

    def _block_receipts(self, params: Params) -> object:
        which = _parameter(params, 0)
        if self._lags(which):
            return None
        block_hash = self._hash(which)
        return self._source.receipts(block_hash) if block_hash else None

    def _transaction_receipt(self, params: Params) -> object:
        transaction_hash = _text(params, 0)
        block_hash = self._source.block_of(transaction_hash)
        receipts = self._source.receipts(block_hash) if block_hash else None
        return _of_transaction(receipts, "transactionHash", transaction_hash)

    def _transaction(self, params: Params) -> object:
        transaction_hash = _text(params, 0)
        block_hash = self._source.block_of(transaction_hash)
        block = self._source.by_hash(block_hash) if block_hash else None
        transactions = block["transactions"] if block else None
        return _of_transaction(transactions, "hash", transaction_hash)

    def _logs(self, params: Params) -> object:
        wanted = _parameter(params, 0)
        if not isinstance(wanted, dict):
            raise RpcError(INVALID_PARAMS, "invalid argument 0: an object is needed")
        if "blockHash" in wanted:
            return self.subscriptions.logs_of(str(wanted["blockHash"]), wanted)
        first = self._number(wanted.get("fromBlock", "latest"))
        last = min(self._number(wanted.get("toBlock", "latest")), self._source.head)
        if last - first >= MOST_LOG_BLOCKS:
            raise RpcError(INVALID_PARAMS, f"block range over {MOST_LOG_BLOCKS}")
        hashes = [self._hash(hex(number)) for number in range(first, last + 1)]
        return [log for name in hashes if name for log in self.subscriptions.logs_of(name, wanted)]

    def _fee_history(self, params: Params) -> object:
        blocks = self._number(_parameter(params, 0))
        newest = self._number(_parameter(params, 1))
        percentiles = _parameter(params, 2, default=[])
        if not 1 <= blocks <= MOST_FEE_BLOCKS or not isinstance(percentiles, list):
            raise RpcError(INVALID_PARAMS, "1 to 1024 blocks and a list of percentiles are needed")
        numbers = range(max(0, newest - blocks + 1), newest + 1)
        fees = [hex(self._base_fee(number)) for number in range(numbers.start, newest + 2)]
        history: Json = {
            "oldestBlock": hex(numbers.start),
            "baseFeePerGas": fees,
            "gasUsedRatio": [self._gas_ratio(number) for number in numbers],
        }
        if percentiles:
            history["reward"] = [[hex(10**9) for _ in percentiles] for _ in numbers]
        return history

    def _gas_ratio(self, number: int) -> float:
        block = self._source.by_number(number)
        if block is None:
            return 0.0
        return int(str(block["gasUsed"]), 16) / max(1, int(str(block["gasLimit"]), 16))

    def _base_fee(self, number: int) -> int:
        block = self._source.by_number(number) or self._source.by_number(self._source.head)
        return int(str(block.get("baseFeePerGas", "0x0")), 16) if block else 0

    def _number(self, tag: object) -> int:
        """The number a QUANTITY or a tag stands for."""
        head = self._source.head
        match tag:
            case "latest" | "pending":
                return head
            case "safe":
                return max(0, head - SAFE_BEHIND)
            case "finalized":
                return max(0, head - FINAL_BEHIND)
            case "earliest":
                return 0
            case int() if not isinstance(tag, bool):
                return tag
            case str() if tag.startswith("0x"):
                return _hex(tag)
            case _:
                raise RpcError(INVALID_PARAMS, f"invalid argument: block {tag!r}")

    def _hash(self, which: object) -> str | None:
        """Hash of the block that a hash, number, tag or ``{blockHash}`` object names."""
        if isinstance(which, dict):
            which = which.get("blockHash", which.get("blockNumber"))
        if isinstance(which, str) and len(which) == len("0x") + 64:
            return which
        block = self._source.by_number(self._number(which))
        return str(block["hash"]) if block else None

    def _lags(self, which: object) -> bool:
        """Whether a lag that was ordered hides this answer."""
        for fault in self._faults:
            if isinstance(fault, Lag) and fault.calls > 0:
                fault.calls -= 1
                if fault.not_processed:
                    text = f"Block {which} not processed yet. Please try again."
                    raise RpcError(SERVER, text)
                return True
        return False


def _parameter(params: Params, index: int, *, default: object = None) -> object:
    if index < len(params):
        return params[index]
    if default is None:
        raise RpcError(INVALID_PARAMS, f"missing value for required argument {index}")
    return default


def _text(params: Params, index: int) -> str:
    value = _parameter(params, index)
    if not isinstance(value, str):
        raise RpcError(INVALID_PARAMS, f"invalid argument {index}: a hex string is needed")
    return value


def _hex(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        raise RpcError(INVALID_PARAMS, f"invalid argument: hex string {text!r}") from None


def _shown(block: Json | None, *, full: object) -> Json | None:
    """A block with whole transactions, or with their hashes only."""
    if block is None or full is True:
        return block
    transactions = block["transactions"]
    listed = transactions if isinstance(transactions, list) else []
    hashes = [tx["hash"] if isinstance(tx, dict) else tx for tx in listed]
    return {**block, "transactions": hashes}


def _of_transaction(rows: object, name: str, transaction_hash: str) -> object:
    if not isinstance(rows, list):
        return None
    for row in rows:
        if isinstance(row, dict) and str(row.get(name)).lower() == transaction_hash.lower():
            return row
    return None
