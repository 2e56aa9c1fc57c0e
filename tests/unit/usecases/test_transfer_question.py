"""Specification of what one may write behind /whales."""

import pytest

from core.errors import RefusedError
from usecases.transfer_question import TransferQuestion, read_question


@pytest.mark.parametrize(
    ("words", "coin", "least"),
    [
        ("", "ETH", 100.0),
        ("500 ETH", "ETH", 500.0),
        ("2keth", "ETH", 2_000.0),
        ("usdt", "USDT", 1e6),
        ("over 5M USDC", "USDC", 5e6),
        ("steth 3,000", "stETH", 3_000.0),
        ("PEPE 1b", "PEPE", 1e9),
    ],
)
def test_a_coin_and_an_amount_stand_in_any_order(words: str, coin: str, least: float) -> None:
    assert read_question(words) == TransferQuestion(coin=coin, least=least)


def test_a_chain_has_a_coin_of_its_own() -> None:
    polygon = read_question("polygon")

    assert (polygon.coin, polygon.chain, polygon.own) == ("POL", "polygon", True)
    assert not read_question("polygon usdc").own


@pytest.mark.parametrize("words", ["lots", "0.5", "-3", "99M", "5 6", "usdt many"])
def test_words_that_make_no_sense_are_refused(words: str) -> None:
    with pytest.raises(RefusedError, match="refused-smallest"):
        read_question(words)
