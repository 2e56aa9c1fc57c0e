"""Specification of a token as an operator writes it."""

import pytest

from core.errors import MisconfiguredError
from engine.feeds.ethereum.networks.tokens import Token, token_of

PEPE = "0x6982508145454Ce325dDbE47a25d4ec3d2311933"


def test_contract_name_decimals_and_worth_are_separated_by_colons() -> None:
    assert token_of(f"{PEPE}: PEPE :18:0.5") == Token(
        contract=PEPE.lower(), coin="PEPE", decimals=18, per_ether=5 * 10**17
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("PEPE", "contract:COIN:decimals:coins-per-ether"),
        (f"{PEPE}:PEPE:many:5", "contract:COIN:decimals:coins-per-ether"),
        (f"{PEPE}::18:5", "contract:COIN:decimals:coins-per-ether"),
        ("0x6982:PEPE:18:5", "'0x6982' is no address"),
        (f"{PEPE}:PEPE:77:5", "77 decimals are too many"),
        (f"{PEPE}:PEPE:18:0", "above zero"),
        (f"{PEPE}:PEPE:18:-1", "above zero"),
        (f"{PEPE}:PEPE:18:lots", "above zero"),
        (f"{PEPE}:PEPE:18:nan", "above zero"),
        (f"{PEPE}:PEPE:18:inf", "above zero"),
    ],
)
def test_what_cannot_be_a_token_is_refused_with_how_to_write_it(written: str, said: str) -> None:
    with pytest.raises(MisconfiguredError, match=said):
        token_of(written)
