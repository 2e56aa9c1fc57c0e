"""Specification of contract interactions: a call that carries much of the chain's own coin."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.chain import Transfer
from core.detection import Detection
from core.labels import Category
from engine.detectors.contract_interaction import (
    ContractInteractionOptions,
    ContractInteractions,
)
from engine.detectors.whale_transfer import WhaleTransfers
from engine.flows.book import LabelBook
from tests.support.flows import USDC, a_label, a_move
from tests.support.patterns import told

SUBMIT = "0xa1903eab"
"""submit(address): ether is staked."""


def a_call(coins: float = 100, *, to: str = "pool", selector: str | None = SUBMIT) -> Transfer:
    return msgspec.structs.replace(a_move("ann", to, coins, tx="0xc"), selector=selector)


def test_a_call_with_a_hundred_coins_is_told_with_its_function() -> None:
    (found,) = told(ContractInteractions(), a_call(100))

    assert (found.kind, found.numbers["eth"]) == ("contract_interaction", 100)
    assert (found.texts["selector"], found.texts["function"]) == (SUBMIT, "submit(address)")
    assert (found.texts["from"], found.texts["to"]) == ("ann", "pool")


def test_a_function_nobody_knows_is_told_by_its_selector_alone() -> None:
    (found,) = told(ContractInteractions(), a_call(selector="0x00000001"))

    assert found.texts["selector"] == "0x00000001"
    assert "function" not in found.texts


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        (a_call(99.999999), "it carries too little"),
        (a_call(selector=None), "it is a plain payment"),
        (a_call(to="hot"), "an exchange's wallet is no contract"),
        (
            msgspec.structs.replace(
                a_move("ann", "bob", 500, contract=USDC, coin="USDC", place="log:1"),
                selector="0xa9059cbb",
            ),
            "a token moved, not the coin",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whatever_else_is_no_interaction(fact: Transfer, why: str) -> None:
    assert told(ContractInteractions(), fact) == []


@pytest.mark.parametrize("category", ["bridge", "staking", "contract", "mixer"])
def test_the_label_of_what_is_called_says_its_class(category: Category) -> None:
    book = LabelBook([a_label("pool", "Lido", name="Lido: stETH", category=category)])
    (transfer,) = WhaleTransfers(book).update(a_call())
    assert isinstance(transfer, Detection)

    (found,) = ContractInteractions().update(transfer)

    assert found.of == transfer.id
    assert (found.texts["to_name"], found.texts["to_class"]) == ("Lido: stETH", category)
    assert found.texts["tier"] == "A"


def test_a_call_that_is_included_again_has_the_same_name() -> None:
    again = msgspec.structs.replace(a_call(), block_number=22_000_000, block_hash="0xother")

    first, second = told(ContractInteractions(), a_call(), again)

    assert first.id == second.id


@settings(max_examples=40, deadline=None)
@given(st.floats(0.001, 1e6), st.floats(0.001, 1e6))
def test_it_is_told_exactly_from_the_smallest_size_on(coins: float, smallest: float) -> None:
    options = ContractInteractionOptions(smallest=smallest)
    call = a_call(coins)

    assert bool(told(ContractInteractions(options), call)) == (call.size >= smallest)


@pytest.mark.parametrize("smallest", [0.0, -1.0, float("inf"), float("nan")])
def test_a_size_that_no_call_has_or_all_have_is_refused(smallest: float) -> None:
    with pytest.raises(ValueError, match="take more than 0"):
        ContractInteractionOptions(smallest=smallest)
