"""Tokens that are read on each chain: contract, name, decimals.

Only what its issuer, its bridge or several independent lists agree on stands here; looked up on
2026-11-21 (Circle's page of USDC addresses, Tether's, Lido's, the token lists of the chains'
bridges). Anybody may write a contract that calls itself USDT: the address is what counts.
"""

import re
from dataclasses import dataclass

from core.errors import MisconfiguredError

ETHER = 10**18
DOLLARS_PER_ETHER = 2_500
"""What stands for one ether where a least amount is derived (see ``Token.per_ether``); no price."""

_ADDRESS = re.compile(r"0x[0-9a-f]{40}")
_MOST_DECIMALS = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token that is read.

    ``per_ether`` is how many of its smallest units count as much as one ether when the least amount
    to tell is derived from the least amount of ether. It settles an order of magnitude, so that a
    reader who asks for 10 ETH is not told of ten dollars; it is never shown as a value. ``dollar``
    marks a coin that is meant to be worth one dollar.
    """

    contract: str
    coin: str
    decimals: int
    per_ether: int
    dollar: bool = False


def token_of(text: str) -> Token:
    """A token as an operator writes it: ``contract:COIN:decimals:coins that count as one ether``.

    >>> token_of("0x6982508145454Ce325dDbE47a25d4ec3d2311933:PEPE:18:500000000").coin
    'PEPE'

    Raises
    ------
    MisconfiguredError
        If a part is missing or impossible; the message says which and how it is written.
    """
    parts = [part.strip() for part in text.split(":")]
    usage = "write contract:COIN:decimals:coins-per-ether, as in 0x6982…1933:PEPE:18:500000000"
    match parts:
        case [contract, coin, decimals, worth] if decimals.isdecimal() and coin:
            pass
        case _:
            raise MisconfiguredError(f"token {text!r} cannot be read: {usage}")
    if not _ADDRESS.fullmatch(contract.lower()):
        raise MisconfiguredError(f"token {text!r}: {contract!r} is no address; {usage}")
    if int(decimals) > _MOST_DECIMALS:
        raise MisconfiguredError(f"token {text!r}: {decimals} decimals are too many; {usage}")
    return Token(
        contract=contract.lower(),
        coin=coin,
        decimals=int(decimals),
        per_ether=_units(worth, int(decimals), text),
    )


def _units(worth: str, decimals: int, text: str) -> int:
    try:
        units = int(float(worth) * 10**decimals)
    except (ValueError, OverflowError):
        units = 0
    if units <= 0:
        raise MisconfiguredError(
            f"token {text!r}: {worth!r} must be how many coins count as one ether, above zero"
        )
    return units


def _dollar(contract: str, coin: str, decimals: int = 6) -> Token:
    per_ether = DOLLARS_PER_ETHER * 10**decimals
    return Token(contract=contract, coin=coin, decimals=decimals, per_ether=per_ether, dollar=True)


def _ether(contract: str, coin: str) -> Token:
    return Token(contract=contract, coin=coin, decimals=18, per_ether=ETHER)


def _bitcoin(contract: str, coin: str) -> Token:
    return Token(contract=contract, coin=coin, decimals=8, per_ether=10**8 // 30)


ETHEREUM_TOKENS = (
    _ether("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2", "WETH"),
    _dollar("0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48", "USDC"),
    _dollar("0xdac17f958d2ee523a2206206994597c13d831ec7", "USDT"),
    _dollar("0x6b175474e89094c44da98b954eedeac495271d0f", "DAI", decimals=18),
    _ether("0xae7ab96520de3a18e5e111b5eaab095312d7fe84", "stETH"),
    _ether("0x7f39c581f595b53c5cb19bd0b3f8da6c935e2ca0", "wstETH"),
    _bitcoin("0x2260fac5e5542a773aa44fbcfedf7c193bc2c599", "WBTC"),
)
BASE_TOKENS = (
    _ether("0x4200000000000000000000000000000000000006", "WETH"),
    _dollar("0x833589fcd6edb6e08f4c7c32d4f71b54bda02913", "USDC"),
    _dollar("0xd9aaec86b65d86f6a7b5b1b0c42ffa531710b6ca", "USDbC"),
    _dollar("0xfde4c96c8593536e31f229ea8f37b2ada2699bb2", "USDT"),
)
ARBITRUM_TOKENS = (
    _ether("0x82af49447d8a07e3bd95bd0d56f35241523fbab1", "WETH"),
    _dollar("0xaf88d065e77c8cc2239327c5edb3a432268e5831", "USDC"),
    _dollar("0xff970a61a04b1ca14834a43f5de4533ebddb5cc8", "USDC.e"),
    _dollar("0xfd086bc7cd5c481dcc9c85ebe478a1c0b69fcbb9", "USDT"),
)
OPTIMISM_TOKENS = (
    _ether("0x4200000000000000000000000000000000000006", "WETH"),
    _dollar("0x0b2c639c533813f4aa9d7837caf62653d097ff85", "USDC"),
    _dollar("0x7f5c764cbc14f9669b88837ca1490cca17c31607", "USDC.e"),
    _dollar("0x94b008aa00579c1307b0ef2c499ad98a8ce58e58", "USDT"),
    _dollar("0x01bff41798a0bcf287b996046ca68b395dbc1071", "USDT0"),
)
POLYGON_TOKENS = (
    _ether("0x7ceb23fd6bc0add59e62ac25578270cff1b9f619", "WETH"),
    _dollar("0x3c499c542cef5e3811e1192ce70d8cc03d5c3359", "USDC"),
    _dollar("0x2791bca1f2de4661ed88a30c99a7a9449aa84174", "USDC.e"),
    _dollar("0xc2132d05d31c914a87c6611c10748aeb04b58e8f", "USDT"),
)
