"""What became of a made-up block's transactions: receipts and their logs, as a node spells them.

Source: the execution API's schemas; the events' names and topics are the token standards' own.
"""

from standins.ethereum.source import Json
from standins.ethereum.spelling import created_address, quantity
from standins.market.chain.chain import Chain, ChainBlock
from standins.market.chain.records import Token, Tx

TRANSFER_TOPIC = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
"""keccak256 of Transfer(address,address,uint256): ERC-20 with three topics, ERC-721 with four."""

DEPOSIT_TOPIC = "0xe1fffcc4923d04b559f4d29a8bfc6cda04eb5b0d3c460751c2402c5c5cc9109c"
WITHDRAWAL_TOPIC = "0x7fcf532c15f0a6db0bd6d0e038bea71d30d808c7d98cb3bf7268a95bf5081b65"
"""keccak256 of Deposit(address,uint256) and Withdrawal(address,uint256) of wrapped ether."""

NO_BLOOM = "0x" + "00" * 256


def receipts(chain: Chain, block: ChainBlock) -> list[Json]:
    """Receipts of a block's transactions, in order."""
    spelled: list[Json] = []
    gas = logs = 0
    for index, tx in enumerate(block.transactions):
        gas += tx.gas
        place: Json = {
            "blockHash": block.hash,
            "blockNumber": quantity(block.number),
            "transactionHash": tx.hash,
            "transactionIndex": quantity(index),
        }
        happened = tx.tokens if tx.ok else ()
        spelled.append(
            {
                **place,
                **_outcome(chain, block, tx),
                "cumulativeGasUsed": quantity(gas),
                "logs": [_log(token, place, logs + at) for at, token in enumerate(happened)],
            }
        )
        logs += len(happened)
    return spelled


def _outcome(chain: Chain, block: ChainBlock, tx: Tx) -> Json:
    made = tx.ok and tx.to is None
    return {
        "from": tx.sender,
        "to": tx.to,
        "contractAddress": created_address(chain, tx) if made else None,
        "effectiveGasPrice": quantity(block.base_fee + tx.tip),
        "gasUsed": quantity(tx.gas),
        "logsBloom": NO_BLOOM,
        "status": "0x1" if tx.ok else "0x0",
        "type": quantity(tx.kind),
    }


def _log(token: Token, place: Json, log_index: int) -> Json:
    ends = {
        "transfer": [TRANSFER_TOPIC, _word(token.sender), _word(token.to)],
        "deposit": [DEPOSIT_TOPIC, _word(token.to)],
        "withdrawal": [WITHDRAWAL_TOPIC, _word(token.sender)],
    }[token.event]
    return {
        "address": token.contract,
        "topics": [*ends, f"0x{token.amount:064x}"] if token.nft else ends,
        "data": "0x" if token.nft else f"0x{token.amount:064x}",
        **place,
        "logIndex": quantity(log_index),
        "removed": False,
    }


def _word(address: str) -> str:
    return "0x" + address[2:].rjust(64, "0")
