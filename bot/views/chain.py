"""Addresses, hashes and blocks of a chain, short enough for a phone, with a page behind them."""

from bot.views.html import Html, link

_EXPLORER = "https://etherscan.io"


def short(name: str) -> str:
    """The ends of an address or a hash, which is what people compare.

    >>> short("0x28c6c06298d514db089934071355e5743bf21d60")
    '0x28c6…1d60'
    """
    return f"{name[:6]}…{name[-4:]}" if len(name) > 12 else name  # noqa: PLR2004 - already short


def transaction_url(tx_hash: str) -> str:
    """The page of a transaction."""
    return f"{_EXPLORER}/tx/{tx_hash}"


def address(name: str) -> Html:
    """A short address that opens its page."""
    return link(short(name), f"{_EXPLORER}/address/{name}")
