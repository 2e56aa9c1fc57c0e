"""A list of labels as its publisher wrote it: its columns, and their words in ours."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast, get_args

from core.errors import BrokenInputError, MisconfiguredError
from core.labels import Category, Entity, Label, Tier, entity_of

_ADDRESS = re.compile(r"0x[0-9a-f]{40}")
_SYMBOL_AT_THE_END = re.compile(r"\([A-Za-z0-9]{2,10}\)$")
_PAID_IN_HERE = re.compile(r"\bdeposit(?: address)?(?: \d+)?$", re.IGNORECASE)

_CATEGORIES: Mapping[str, Category] = {
    **{category: category for category in get_args(Category)},
    "cex": "exchange", "dex": "contract", "defi": "contract", "mev": "other",
    "stablecoin": "token", "dao_multisig": "other", "hacker": "other", "phish_hack": "other",
    "ofac_sanctioned": "other", "l2_batch_submitters": "bridge",
}  # fmt: skip
_CHAINS = {"bsc": "bnb", "eth": "ethereum", "mainnet": "ethereum", "matic": "polygon"}


@dataclass(slots=True, kw_only=True)
class LabelRows:
    """Reads the lines of a CSV file, of which the first names the columns.

    ``address`` must be there, and ``name`` or ``label``. ``chain``, ``entity``, ``category``,
    ``tier``, ``source``, ``evidence`` and ``tags`` are read where they are; so our own columns are
    understood, and those of the published extracts of Etherscan's labels (chain, address, label,
    category, tags) and of Dune's spellbook (chain, address, label, category, source_file).

    Parameters
    ----------
    source, tier, chain
        What counts where a row does not say it itself.
    """

    source: str
    tier: Tier
    chain: str
    nameless: int = 0
    _columns: list[str] = field(default_factory=list)

    def read(self, line: bytes) -> Iterator[Label]:
        """The label of a line; none for the line of columns and for an address without a name.

        Raises
        ------
        BrokenInputError
            If a value cannot be used; the message says which and what it may be.
        MisconfiguredError
            If the file has not the columns that a list of labels needs.
        """
        values = _values(line)
        if not self._columns:
            self._columns = _checked([value.strip().lower() for value in values])
            return
        if len(values) != len(self._columns):
            raise BrokenInputError(f"{len(values)} values for {len(self._columns)} columns")
        row = dict(zip(self._columns, (value.strip() for value in values), strict=True))
        name = row.get("name") or row.get("label") or row.get("entity")
        if not name:
            self.nameless += 1
            return
        yield self._label(row, name)

    def _label(self, row: Mapping[str, str], name: str) -> Label:
        return Label(
            chain=_chain(row.get("chain") or self.chain),
            address=_address(row["address"]),
            entity=Entity(row.get("entity") or entity_of(name)),
            name=name,
            category=_category(row.get("category", ""), name, row.get("tags", "").split("|")),
            source=row.get("source") or self.source,
            tier=_tier(row.get("tier") or self.tier),
            evidence=row.get("evidence", ""),
        )


def _values(line: bytes) -> list[str]:
    try:
        return next(csv.reader([line.decode("utf-8-sig")], strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BrokenInputError(f"not a line of CSV in UTF-8: {error}") from None


def _checked(columns: list[str]) -> list[str]:
    if "address" not in columns or not {"name", "label"} & set(columns):
        raise MisconfiguredError(
            "the first line must name the columns: address and name (or label), and where there "
            "are any chain, entity, category, tier, source, evidence; "
            f"it says {', '.join(columns)}"
        )
    return columns


def _chain(word: str) -> str:
    chain = word.lower()
    return _CHAINS.get(chain, chain)


def _address(word: str) -> str:
    address = word.lower()
    if not _ADDRESS.fullmatch(address):
        raise BrokenInputError(f"address {word!r} is not 0x and 40 hex digits")
    return address


def _tier(word: str) -> Tier:
    tier = word.upper()
    if tier not in get_args(Tier):
        raise BrokenInputError(f"tier {word!r} is none of A, B, C")
    return cast("Tier", tier)


def _category(word: str, name: str, tags: list[str]) -> Category:
    category = _CATEGORIES.get(word.lower() or "other")
    if category is None:
        raise BrokenInputError(f"category {word!r} is none of {', '.join(sorted(_CATEGORIES))}")
    if "tornado-cash" in tags or name.startswith("Tornado"):
        return "mixer"
    if category == "bridge" and "bridged-token" in tags:
        return "token"
    if category != "exchange":
        return category
    # Lists put everything of an exchange under its name: its own token, where customers pay in.
    if "token-contract" in tags or _SYMBOL_AT_THE_END.search(name):
        return "token"
    if "fund" in tags:
        return "fund"
    return "deposit" if _PAID_IN_HERE.search(name) else "exchange"
