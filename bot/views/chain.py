"""Addresses, hashes and blocks of a chain, short enough for a phone, with a page behind them."""

from collections.abc import Mapping
from typing import Literal

from bot.views.html import Html, link
from core.explorers import explorer_of

_LONGEST_NAME = 32


def short(name: str) -> str:
    """The ends of an address or a hash, which is what people compare.

    >>> short("0x28c6c06298d514db089934071355e5743bf21d60")
    '0x28c6…1d60'
    """
    return f"{name[:6]}…{name[-4:]}" if len(name) > 12 else name  # noqa: PLR2004 - already short


def title(name: str) -> str:
    """A chain as people write it.

    >>> title("base")
    'Base'
    """
    return name.capitalize()


def explorer(on: str) -> str:
    """What the site is called where a chain's pages are."""
    return explorer_of(on).name


def transaction_url(tx_hash: str, on: str) -> str:
    """The page of a transaction of a chain."""
    return explorer_of(on).transaction(tx_hash)


def block_url(number: float, on: str) -> str:
    """The page of a block of a chain."""
    return explorer_of(on).block(number)


def address_url(name: str, on: str) -> str:
    """The page of an address of a chain."""
    return explorer_of(on).address(name)


def address(name: str, on: str, called: str = "") -> Html:
    """A short address of a chain, or what it is called, that opens its page."""
    return link(called or short(name), address_url(name, on))


def cut(name: str, longest: int = _LONGEST_NAME) -> str:
    """A name of at most so many letters; lists hold whole sentences.

    >>> cut("Optimism: DAI L1 Escrow", 12)
    'Optimism: D…'
    """
    return f"{name[: longest - 1]}…" if len(name) > longest else name


def called(
    texts: Mapping[str, str], end: Literal["from", "to"], longest: int = _LONGEST_NAME
) -> str:
    """What to call one end of a transfer: the name that a label gives it, or its short address.

    >>> called({"from": "0x28c6c06298d514db089934071355e5743bf21d60"}, "from")
    '0x28c6…1d60'
    >>> called({"from": "0x28c6c06298d5", "from_name": "Binance 14"}, "from")
    'Binance 14'
    """
    return cut(texts.get(f"{end}_name", ""), longest) or short(texts[end])
