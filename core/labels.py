"""Who an address belongs to, and how we know."""

from typing import Literal, NewType

import msgspec

Tier = Literal["A", "B", "C"]
Category = Literal[
    "exchange", "deposit", "bridge", "staking", "token", "contract", "fund", "custodian", "mixer",
    "personal", "other",
]  # fmt: skip
Entity = NewType("Entity", str)


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """One source's word about one address.

    ``entity`` is who acts (``Binance``), ``name`` the particular wallet (``Binance 14``); several
    wallets of one entity share ``entity``. ``tier`` says how far it can be relied on: A for an
    official or ground-truth label, B for one that a deterministic rule inferred (``evidence`` then
    holds what it was inferred from), C for a weak hint. ``source`` names where it comes from:
    a publication and its date, ``rule:deposit``, or ``user``.

    ``owner`` is the Telegram user whose own label it is, 0 for everybody's. A user's own label
    stands above everybody's, and of everybody's the better tier.
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
