"""Moves between people who have names, and a book that says who some of them are."""

from core.chain import Retraction, Status, Transfer, Way
from core.labels import Category, Entity, Label, Tier
from engine.flows.book import LabelBook
from tests.support.facts import NOON, SECOND

BLOCK_S = 12
WETH = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"
USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"


def a_move(
    sender: str,
    recipient: str,
    coins: float = 500,
    *,
    block: int = 0,
    tx: str = "",
    place: str = "",
    way: Way = "transaction",
    contract: str | None = None,
    coin: str = "ETH",
    decimals: int = 18,
    status: Status = "success",
    branch: str = "",
) -> Transfer:
    """A transfer in a block; blocks come every 12 seconds. ``branch`` tells siblings apart."""
    at_ns = NOON + block * BLOCK_S * SECOND
    return Transfer(
        chain="ethereum",
        block_number=21_000_000 + block,
        block_hash=f"0xb{block}{branch}",
        at_ns=at_ns,
        seen_ns=at_ns + SECOND,
        tx_hash=tx or f"0x{sender}-{recipient}-{coins}",
        index=0,
        sender=sender,
        recipient=recipient,
        amount=str(int(coins * 10**6) * 10 ** (decimals - 6)),
        status=status,
        way=way,
        place=place,
        contract=contract,
        coin=coin,
        decimals=decimals,
    )


def gone(block: int, branch: str = "") -> Retraction:
    """A block of ``a_move`` left the chain."""
    at_ns = NOON + block * BLOCK_S * SECOND
    return Retraction(
        chain="ethereum",
        block_number=21_000_000 + block,
        block_hash=f"0xb{block}{branch}",
        at_ns=at_ns,
        seen_ns=at_ns + 2 * SECOND,
    )


def a_label(
    address: str,
    entity: str = "Binance",
    *,
    name: str = "",
    category: Category = "exchange",
    tier: Tier = "A",
    source: str = "a list",
    owner: int = 0,
) -> Label:
    return Label(
        chain="ethereum",
        address=address,
        entity=Entity(entity),
        name=name or f"{entity} 1",
        category=category,
        source=source,
        tier=tier,
        owner=owner,
    )


def the_book() -> LabelBook:
    """Two wallets of Binance, ``hot`` and ``cold``, and ``kraken``."""
    cold = a_label("cold", name="Binance Cold")
    return LabelBook([a_label("hot", name="Binance 14"), cold, a_label("kraken", "Kraken")])
