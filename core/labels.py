"""Who an address belongs to, and how we know."""

import re
from typing import Literal, NewType

import msgspec

Tier = Literal["A", "B", "C"]
Category = Literal[
    "exchange", "deposit", "bridge", "staking", "token", "contract", "fund", "custodian", "mixer",
    "personal", "other",
]  # fmt: skip
Entity = NewType("Entity", str)
BY_HAND = "user"
"""The source of a label that somebody wrote down themselves."""

# What the publishers of lists write behind an entity's own name to tell its wallets apart.
_WALLET = re.compile(
    r"\s+(?:#?\d+|v\d+|(?:hot|cold|main|old|user|deposit|withdrawal)"
    r"(?:\s+(?:wallets?|address(?:es)?|funder|supplier))?|wallets?|address|deployer|contract"
    r"|multi-?sig|exchange)$",
    re.IGNORECASE,
)
_SPELT = {
    "ascendex": "AscendEX", "bitmax": "AscendEX", "coinex": "CoinEx", "crypto.com": "Crypto.com",
    "ftx exchange": "FTX", "gate": "Gate.io", "gate.io": "Gate.io", "htx": "Huobi",
    "huobi": "Huobi", "kucoin": "KuCoin", "okex": "OKX", "okx": "OKX",
}  # fmt: skip


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """One source's word about one address.

    ``entity`` is who acts (``Binance``), ``name`` the particular wallet (``Binance 14``); several
    wallets of one entity share ``entity``. ``tier`` says how far it can be relied on: A for an
    official or ground-truth label, B for one that a deterministic rule inferred (``evidence`` then
    holds what it was inferred from), C for a weak hint. ``source`` names where it comes from:
    a publication and its date, ``rule:deposit``, or ``user``.

    ``owner`` is the user (``core.alerts.UserId``) whose own label it is, 0 for everybody's. A
    user's own label stands above everybody's; of everybody's, one that the operator set by hand
    (source ``user``), and then the better tier.

    A ``removed`` label stays as a row, so that whoever follows the changes hears of it. ``version``
    is its position in the stream of all changes: a later change has a larger one.
    """

    chain: str
    address: str
    entity: Entity
    name: str
    category: Category
    source: str
    tier: Tier
    evidence: str = ""
    owner: int = 0
    removed: bool = False
    version: int = 0


def entity_of(name: str) -> Entity:
    """Who acts, out of the name of one of their wallets.

    >>> entity_of("Binance 14"), entity_of("Binance: Hot Wallet 20"), entity_of("Gate.io 3")
    ('Binance', 'Binance', 'Gate.io')
    >>> entity_of("Huobi Old Address 8"), entity_of("Kucoin 7"), entity_of("Three Arrows Capital")
    ('Huobi', 'KuCoin', 'Three Arrows Capital')
    """
    entity = name.partition(":")[0].strip()
    while (shorter := _WALLET.sub("", entity)) != entity:
        entity = shorter
    return Entity(_SPELT.get(entity.lower(), entity))
