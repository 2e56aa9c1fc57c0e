"""A made-up block in the words of a node: hex quantities, lower-case addresses, field for field.

Source: the execution API's schemas and real blocks after Cancun. What has no meaning here (roots,
bloom, signatures) has the right length and is the same each time.
"""

from standins.market.chain.chain import Chain, ChainBlock
from standins.market.chain.records import Tx

Json = dict[str, object]

EMPTY_UNCLES = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347"
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


def full_block(chain: Chain, block: ChainBlock, timestamp: int, *, chain_id: int = 1) -> Json:
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
        "withdrawals": [
            {
                "index": quantity(paid.index),
                "validatorIndex": quantity(paid.validator),
                "address": paid.address,
                "amount": quantity(paid.gwei),
            }
            for paid in block.withdrawals
        ],
        "transactions": [
            {**_bare(chain, tx, block.base_fee, chain_id), **_place(block, index)}
            for index, tx in enumerate(block.transactions)
        ],
    }


def waiting(chain: Chain, tx: Tx, base_fee: int, *, chain_id: int = 1) -> Json:
    """A transaction that is in no block: its block fields are null, its price is what it offers."""
    bare = _bare(chain, tx, base_fee, chain_id)
    nowhere = dict.fromkeys(("blockHash", "blockNumber", "transactionIndex"))
    return {**bare, "gasPrice": bare.get("maxFeePerGas", bare["gasPrice"]), **nowhere}


def created_address(chain: Chain, tx: Tx) -> str:
    """The address of the contract a transaction creates."""
    return chain.hashes.scenery("created", tx.hash, size=20)


def _place(block: ChainBlock, index: int) -> Json:
    return {
        "blockHash": block.hash,
        "blockNumber": quantity(block.number),
        "transactionIndex": quantity(index),
    }


def _bare(chain: Chain, tx: Tx, base_fee: int, chain_id: int) -> Json:
    """A transaction without its place."""
    spelled: Json = {
        "from": tx.sender,
        "gas": quantity(tx.gas * 5 // 4),
        "gasPrice": quantity(base_fee + tx.tip),
        "hash": tx.hash,
        "input": tx.input,
        "nonce": quantity(tx.nonce),
        "to": tx.to,
        "value": quantity(tx.value),
        "type": quantity(tx.kind),
        "r": chain.hashes.scenery("r", tx.hash),
        "s": chain.hashes.scenery("s", tx.hash),
        "v": "0x1" if tx.kind else quantity(2 * chain_id + 36),
    }
    if tx.kind >= LIST_TYPE:
        spelled |= {"chainId": quantity(chain_id), "accessList": [], "yParity": "0x1"}
    if tx.kind >= FEE_MARKET_TYPE:
        spelled["maxFeePerGas"] = quantity(2 * base_fee + tx.tip)
        spelled["maxPriorityFeePerGas"] = quantity(tx.tip)
    if tx.kind == BLOB_TYPE:
        spelled["maxFeePerBlobGas"] = "0x3b9aca00"
        spelled["blobVersionedHashes"] = ["0x01" + chain.hashes.scenery("blob", tx.hash)[4:]]
    if tx.kind == DELEGATION_TYPE:
        spelled["authorizationList"] = []
    return spelled
