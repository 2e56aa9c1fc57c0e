"""Blocks and receipts as a node spells them, with only what a test is about."""

import json
from typing import Any

import msgspec

from core.chain import GasPrice, Transfer
from engine.feeds.ethereum.contents.blocks import RpcBlock, read_block
from engine.feeds.ethereum.contents.reading import read_facts
from engine.feeds.ethereum.contents.receipts import RpcReceipt
from engine.feeds.ethereum.networks.chains import NETWORKS, Network
from engine.feeds.ethereum.networks.thresholds import Thresholds

ETH = 10**18
GWEI = 10**9
ALICE, BOB, CAROL = ("0x" + name * 20 for name in ("a1", "b0", "ca"))
WETH = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"
USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"
TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"

Json = dict[str, Any]


def word(number: int | str) -> str:
    """32 bytes: a number, or an address to the right."""
    return f"0x{int(number, 16) if isinstance(number, str) else number:064x}"


def a_transaction(name: str = "0x01", *, eth: float = 0, **changed: object) -> Json:
    value = hex(int(eth * ETH))
    ends = {"hash": name, "from": ALICE, "to": BOB, "value": value}
    return {**ends, "input": "0x", "type": "0x2", "gasPrice": hex(30 * GWEI), **changed}


def a_receipt(name: str = "0x01", *logs: Json, **changed: object) -> Json:
    return {
        "transactionHash": name,
        "status": "0x1",
        "contractAddress": None,
        "gasUsed": hex(21_000),
        "effectiveGasPrice": hex(30 * GWEI),
        "logs": list(logs),
        **changed,
    }


def a_log(amount: int, *, contract: str = USDC, number: int = 0, **changed: object) -> Json:
    """A transfer of a token from Alice to Bob."""
    return {
        "address": contract,
        "topics": [TRANSFER, word(ALICE), word(BOB)],
        "data": word(amount),
        "logIndex": hex(number),
        "removed": False,
        **changed,
    }


def a_block(*transactions: Json, **changed: object) -> RpcBlock:
    written = {
        "hash": "0xb7",
        "parentHash": "0xb6",
        "number": "0x7",
        "timestamp": "0x64",
        "gasLimit": hex(30_000_000),
        "gasUsed": hex(15_000_000),
        "baseFeePerGas": hex(20 * GWEI),
        "transactions": transactions,
        **changed,
    }
    return read_block(json.dumps(written).encode())


def receipts(*written: Json) -> list[RpcReceipt]:
    return msgspec.json.decode(json.dumps(written), type=list[RpcReceipt])


def facts(
    block: RpcBlock,
    *given: Json,
    eth: float = 100,
    network: Network = NETWORKS["ethereum"],
) -> list[Transfer | GasPrice]:
    """What a block tells with these receipts, from so much ether on or what corresponds to it."""
    least = Thresholds.of(network, ether_wei=int(eth * ETH))
    return read_facts(block, receipts(*given), network=network, least=least, seen_ns=9, late_ns=3)


def transfers(block: RpcBlock, *given: Json, eth: float = 100) -> list[Transfer]:
    return [fact for fact in facts(block, *given, eth=eth) if isinstance(fact, Transfer)]
