"""What a block moved, in the words of ``alchemy_getAssetTransfers``."""

from collections.abc import Callable, Iterator, Mapping

from standins.ethereum.arguments import quantity
from standins.ethereum.matching import rows
from standins.ethereum.receipts import TRANSFER_TOPIC
from standins.ethereum.source import Json
from standins.ethereum.view import View

ETHER_DECIMALS = 18
PIECE_TOPICS = 4
"""A Transfer of ERC-721 has its token's number as a fourth topic, one of ERC-20 has three."""

TOKENS: Mapping[str, tuple[str, int]] = {
    "0xdac17f958d2ee523a2206206994597c13d831ec7": ("USDT", 6),
    "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48": ("USDC", 6),
    "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2": ("WETH", 18),
    "0xae7ab96520de3a18e5e111b5eaab095312d7fe84": ("stETH", 18),
}
"""Name and decimals of known tokens; of others both are told as null, as Alchemy does."""


def movements(view: View, block: Json, categories: list[str]) -> Iterator[Json]:
    """What the transactions of a block moved, transaction by transaction, ether first."""
    block_hash = str(block["hash"])
    receipts = rows(view.receipts(block_hash))
    trees = view.source.traces(block_hash) if "internal" in categories else None
    for place, transaction in enumerate(rows(block["transactions"])):
        receipt = receipts[place] if place < len(receipts) else {}
        if receipt.get("status", "0x1") != "0x1":
            continue
        if "external" in categories:
            yield _ether(block, transaction, transaction, "external", "external")
        if trees is not None:
            yield from _inside(block, transaction, trees[place])
        yield from _tokens(block, receipt, categories)


def _inside(block: Json, transaction: Json, tree: Json) -> Iterator[Json]:
    """Ether that contracts sent: calls that succeeded, and moved something of their own."""
    result = tree["result"]
    calls = rows(result.get("calls")) if isinstance(result, dict) else []
    for number, call in enumerate(_walk(calls)):
        if quantity(call.get("value", "0x0")):
            yield _ether(block, transaction, call, "internal", f"internal:{number}")


def _walk(calls: list[Json]) -> Iterator[Json]:
    """Calls in the order they were made; one that failed undoes those inside it."""
    for call in calls:
        if "error" in call:
            continue
        if call["type"] != "DELEGATECALL":
            yield call
        yield from _walk(rows(call.get("calls")))


def _tokens(block: Json, receipt: Json, categories: list[str]) -> Iterator[Json]:
    spell: Mapping[str, Callable[[Json], Json]] = {"erc20": _coin, "erc721": _piece}
    for log in rows(receipt.get("logs")):
        topics = log["topics"]
        if not isinstance(topics, list) or not topics or topics[0] != TRANSFER_TOPIC:
            continue
        category = "erc721" if len(topics) == PIECE_TOPICS else "erc20"
        if category in categories:
            yield {**_ends(block, log, topics), "category": category, **spell[category](log)}


def _ether(block: Json, transaction: Json, moved: Json, category: str, name: str) -> Json:
    value = str(moved["value"])
    return {
        "blockNum": block["number"],
        "uniqueId": f"{transaction['hash']}:{name}",
        "hash": transaction["hash"],
        "from": moved["from"],
        "to": moved.get("to"),
        "value": quantity(value) / 10**ETHER_DECIMALS,
        "erc721TokenId": None,
        "erc1155Metadata": None,
        "tokenId": None,
        "asset": "ETH",
        "category": category,
        "rawContract": {"value": value, "address": None, "decimal": hex(ETHER_DECIMALS)},
    }


def _ends(block: Json, log: Json, topics: list[object]) -> Json:
    return {
        "blockNum": block["number"],
        "uniqueId": f"{log['transactionHash']}:log:{quantity(log['logIndex'])}",
        "hash": log["transactionHash"],
        "from": _address(topics[1]),
        "to": _address(topics[2]),
    }


def _coin(log: Json) -> Json:
    """An amount of a token; in whole tokens where its decimals are known."""
    contract, amount = str(log["address"]), quantity(log["data"])
    name, decimals = TOKENS.get(contract, (None, None))
    return {
        "value": None if decimals is None else amount / 10**decimals,
        "erc721TokenId": None,
        "erc1155Metadata": None,
        "tokenId": None,
        "asset": name,
        "rawContract": {
            "value": str(log["data"]),
            "address": contract,
            "decimal": None if decimals is None else hex(decimals),
        },
    }


def _piece(log: Json) -> Json:
    """One piece, by its number."""
    topics = log["topics"]
    number = topics[3] if isinstance(topics, list) else None
    return {
        "value": None,
        "erc721TokenId": number,
        "erc1155Metadata": None,
        "tokenId": number,
        "asset": None,
        "rawContract": {"value": None, "address": log["address"], "decimal": None},
    }


def _address(topic: object) -> str:
    return "0x" + str(topic)[-40:]
