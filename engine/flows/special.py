"""Addresses that stand for more than somebody's wallet."""

NOBODY = "0x0000000000000000000000000000000000000000"
"""Whom what is made comes from and what is destroyed goes to: new tokens, validators' payouts."""

WRAPPED: dict[str, str] = {
    "ethereum": "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2",
    "base": "0x4200000000000000000000000000000000000006",
    "optimism": "0x4200000000000000000000000000000000000006",
    "arbitrum": "0x82af49447d8a07e3bd95bd0d56f35241523fbab1",
    "polygon": "0x0d500b1d8e8ef31e21c99d1db9a6444d3adf1270",
}
"""The contract that wraps a chain's own coin as a token, one for one.

Whoever pays it gets as many tokens and still owns what they owned, so the payment is no transfer;
and a move of the token passes on what a move of the coin brought.
"""


def is_wrapped(chain: str, contract: str | None) -> bool:
    """Whether this is the contract that wraps the chain's coin.

    >>> is_wrapped("base", "0x4200000000000000000000000000000000000006"), is_wrapped("base", None)
    (True, False)
    """
    return contract is not None and WRAPPED.get(chain) == contract
