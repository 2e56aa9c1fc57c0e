"""Specification of a condition in words."""

import pytest
from pydantic import ValidationError

from bot.views import conditions
from bot.views.texts import texts
from core.conditions import TransferCondition

ENGLISH = texts("en")


def test_a_chain_is_named_where_it_is_not_the_usual_one() -> None:
    usual = TransferCondition(min_eth=500)
    other = TransferCondition(min_eth=500, chain="base")

    assert conditions.name(ENGLISH, usual) == "transfers over 500 ETH"
    assert conditions.name(ENGLISH, other) == "transfers over 500 ETH on Base"


def test_a_promise_says_on_which_chain() -> None:
    usual = TransferCondition(min_eth=500)
    other = TransferCondition(min_eth=500, chain="arbitrum")

    assert "on Ethereum in one transfer" in conditions.promise(ENGLISH, usual)
    assert "on Arbitrum in one transfer" in conditions.promise(ENGLISH, other)


def test_ether_cannot_be_asked_for_on_a_chain_whose_coin_is_another() -> None:
    with pytest.raises(ValidationError, match="chain"):
        TransferCondition.model_validate({"min_eth": 500, "chain": "polygon"})
