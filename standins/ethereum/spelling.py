"""A made-up block in the words of a node: hex quantities, lower-case addresses, field for field.

Source: the execution API's schemas and real blocks after Cancun. What has no meaning here (roots,
bloom, signatures) has the right length and is the same each time.
"""

from standins.market.chain import Chain, ChainBlock
from standins.market.transactions import Tx

Json = dict[str, object]

EMPTY_UNCLES = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347"
TRANSFER_TOPIC = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
"""keccak256 of Transfer(address,address,uint256): ERC-20 with three topics."""

GAS_LIMIT = 36_000_000
BLOB_TYPE, DELEGATION_TYPE, FEE_MARKET_TYPE, LIST_TYPE = 3, 4, 2, 1
BODY_FIELDS = ("transactions", "uncles", "withdrawals", "size", "totalDifficulty", "receipts")
"""What a full block has and a header of ``newHeads`` has not."""


def quantity(value: int) -> str:
    """A number as a QUANTITY: hex without leading zeros.

    Examples
    --------
    >>> quantity(0), quantity(500)
    ('0x0', '0x1f4')
    """
    return hex(value)


def header(block: Json) -> Json:
    """The header of a full block, as ``newHeads`` sends it."""
    return {name: value for name, value in block.items() if name not in BODY_FIELDS}


def full_block(chain: Chain, block: ChainBlock, timestamp: int) -> Json:
    """A block with whole transactions."""
    scenery, place = chain.hashes.scenery, (block.number, block.branch)
    blobs = sum(tx.kind == BLOB_TYPE for tx in block.transactions)
    return {
        "hash": block.hash,
        "parentHash": block.parent_hash,
        "sha3Uncles": EMPTY_UNCLES,
        "miner": scenery("miner", *place, size=20),
        "stateRoot": scenery("state", *place),
        "transactionsRoot": scenery("transactions", *place),
        "receiptsRoot": scenery("receipts", *place),
        "logsBloom": "0x" + scenery("bloom", *place, size=32)[2:] * 8,
        "difficulty": "0x0",
        "number": quantity(block.number),
        "gasLimit": quantity(GAS_LIMIT),
        "gasUsed": quantity(sum(tx.gas for tx in block.transactions)),
        "timestamp": quantity(timestamp),
        "extraData": "0x7374616e642d696e",
        "mixHash": scenery("mix", *place),
        "nonce": "0x0000000000000000",
        "baseFeePerGas": quantity(block.base_fee),
        "withdrawalsRoot": scenery("withdrawals", *place),
        "blobGasUsed": quantity(blobs * 131_072),
        "excessBlobGas": "0x0",
        "parentBeaconBlockRoot": scenery("beacon", *place),
        "requestsHash": scenery("requests", *place),
        "size": quantity(1_200 + 250 * len(block.transactions)),
        "uncles": [],
        "withdrawals": [],
        "transactions": [
            _transaction(chain, block, index, tx) for index, tx in enumerate(block.transactions)
        ],
    }


def receipts(chain: Chain, block: ChainBlock) -> list[Json]:
    """Receipts of a block's transactions, in order."""
    spelled: list[Json] = []
    gas = logs = 0
    for index, tx in enumerate(block.transactions):
        gas += tx.gas
        receipt = _receipt(chain, block, index, tx, cumulative_gas=gas, first_log=logs)
        logs += tx.token is not None and tx.ok
        spelled.append(receipt)
    return spelled


def _transaction(chain: Chain, block: ChainBlock, index: int, tx: Tx) -> Json:
    price = block.base_fee + tx.tip
    spelled: Json = {
        "blockHash": block.hash,
        "blockNumber": quantity(block.number),
        "from": tx.sender,
        "gas": quantity(tx.gas * 5 // 4),
        "gasPrice": quantity(price),
        "hash": tx.hash,
        "input": tx.input,
        "nonce": quantity(int(tx.hash[2:8], 16) % 5_000),
        "to": tx.to,
        "transactionIndex": quantity(index),
        "value": quantity(tx.value),
        "type": quantity(tx.kind),
        "r": chain.hashes.scenery("r", tx.hash),
        "s": chain.hashes.scenery("s", tx.hash),
        "v": "0x1" if tx.kind else "0x26",
    }
    if tx.kind >= LIST_TYPE:
        spelled |= {"chainId": "0x1", "accessList": [], "yParity": "0x1"}
    if tx.kind >= FEE_MARKET_TYPE:
        spelled["maxFeePerGas"] = quantity(2 * block.base_fee + tx.tip)
        spelled["maxPriorityFeePerGas"] = quantity(tx.tip)
    if tx.kind == BLOB_TYPE:
        spelled["maxFeePerBlobGas"] = "0x3b9aca00"
        spelled["blobVersionedHashes"] = ["0x01" + chain.hashes.scenery("blob", tx.hash)[4:]]
    if tx.kind == DELEGATION_TYPE:
        spelled["authorizationList"] = []
    return spelled


def _receipt(
    chain: Chain, block: ChainBlock, index: int, tx: Tx, *, cumulative_gas: int, first_log: int
) -> Json:
    place: Json = {
        "blockHash": block.hash,
        "blockNumber": quantity(block.number),
        "transactionHash": tx.hash,
        "transactionIndex": quantity(index),
    }
    created = chain.hashes.scenery("created", tx.hash, size=20) if tx.to is None else None
    return {
        **place,
        "from": tx.sender,
        "to": tx.to,
        "contractAddress": created if tx.ok else None,
        "cumulativeGasUsed": quantity(cumulative_gas),
        "effectiveGasPrice": quantity(block.base_fee + tx.tip),
        "gasUsed": quantity(tx.gas),
        "logs": [_log(tx, place, first_log)] if tx.token and tx.ok else [],
        "logsBloom": "0x" + "00" * 256,
        "status": "0x1" if tx.ok else "0x0",
        "type": quantity(tx.kind),
    }


def _log(tx: Tx, place: Json, log_index: int) -> Json:
    contract, sender, to, amount = tx.token or ("", "", "", 0)
    return {
        "address": contract,
        "topics": [TRANSFER_TOPIC, _word(sender), _word(to)],
        "data": f"0x{amount:064x}",
        **place,
        "logIndex": quantity(log_index),
        "removed": False,
    }


def _word(address: str) -> str:
    return "0x" + address[2:].rjust(64, "0")
