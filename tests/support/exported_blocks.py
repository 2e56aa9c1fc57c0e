"""Two consecutive mainnet blocks as ethereum-etl exported them, spelled again as a node answers."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from engine.feeds.ethereum.contents.blocks import RpcBlock, read_block
from engine.feeds.ethereum.contents.receipts import RpcReceipt

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "ethereum"
Row = dict[str, Any]


def rows(kind: str) -> list[Row]:
    """The export of the two blocks: blocks, transactions, logs or token_transfers."""
    with gzip.open(DATA / f"blocks_17173049_17173050.{kind}.jsonl.gz", "rt") as file:
        return [json.loads(line) for line in file]


def answers() -> Iterator[tuple[RpcBlock, list[RpcReceipt]]]:
    """The two blocks and their receipts as a node answers."""
    transactions = sorted(rows("transactions"), key=lambda row: row["transaction_index"])
    logs = rows("logs")
    for block in rows("blocks"):
        inside = [row for row in transactions if row["block_number"] == block["number"]]
        receipts = [_receipt(row, logs) for row in inside]
        yield (
            read_block(json.dumps(_block(block, inside)).encode()),
            msgspec.json.decode(json.dumps(receipts), type=list[RpcReceipt]),
        )


def _block(block: Row, inside: list[Row]) -> Row:
    return {
        "hash": block["hash"],
        "parentHash": block["parent_hash"],
        "number": hex(block["number"]),
        "timestamp": hex(block["timestamp"]),
        "gasLimit": hex(block["gas_limit"]),
        "gasUsed": hex(block["gas_used"]),
        "baseFeePerGas": hex(block["base_fee_per_gas"]),
        "withdrawals": [
            {
                "index": hex(one["index"]),
                "validatorIndex": hex(one["validator_index"]),
                "address": one["address"],
                "amount": hex(one["amount"]),
            }
            for one in block["withdrawals"]
        ],
        "transactions": [
            {
                "hash": row["hash"],
                "from": row["from_address"],
                "to": row["to_address"],
                "value": hex(row["value"]),
                "gasPrice": hex(row["gas_price"]),
                "input": row["input"],
            }
            for row in inside
        ],
    }


def _receipt(row: Row, logs: list[Row]) -> Row:
    return {
        "transactionHash": row["hash"],
        "transactionIndex": hex(row["transaction_index"]),
        "status": hex(row["receipt_status"]),
        "contractAddress": row["receipt_contract_address"],
        "gasUsed": hex(row["receipt_gas_used"]),
        "effectiveGasPrice": hex(row["receipt_effective_gas_price"]),
        "logs": [
            {
                "address": log["address"],
                "topics": log["topics"],
                "data": log["data"],
                "logIndex": hex(log["log_index"]),
                "removed": False,
            }
            for log in logs
            if log["transaction_hash"] == row["hash"]
        ],
    }
