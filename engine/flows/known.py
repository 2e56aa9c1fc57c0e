"""Addresses of Ethereum that everyone knows: they are there before any list is imported."""

import csv
from functools import cache
from pathlib import Path
from typing import cast

from core.labels import Category, Entity, Label, Tier

_FILE = Path(__file__).with_name("known.csv")


@cache
def known_labels() -> tuple[Label, ...]:
    """Wallets of large exchanges, the usual bridges, staking, and wrapped ether.

    Each row of ``known.csv`` names where it was published and when. They are facts out of two
    collections under the MIT licence: brianleect/etherscan-labels and duneanalytics/spellbook (at
    its last commit under that licence). Wallets that were opened since are missing: a newer list is
    imported with ``whale labels import``, and what it says of an address stands beside this.

    >>> [label.name for label in known_labels() if label.address.startswith("0x28c6c062")]
    ['Binance 14']
    """
    with _FILE.open(newline="", encoding="utf-8") as file:
        return tuple(
            Label(
                chain=row["chain"],
                address=row["address"],
                entity=Entity(row["entity"]),
                name=row["name"],
                category=cast("Category", row["category"]),
                source=row["source"],
                tier=cast("Tier", row["tier"]),
            )
            for row in csv.DictReader(file)
        )
