"""Specification of who pays whom, seen from the exchanges."""

import pytest

from core.labels import Category, Tier
from engine.flows.parties import Flow, parties_of
from tests.support.flows import a_label, a_move, the_book


@pytest.mark.parametrize(
    ("sender", "recipient", "flow"),
    [
        ("ann", "bob", "unknown"),
        ("ann", "hot", "deposit"),
        ("hot", "ann", "withdrawal"),
        ("hot", "kraken", "between exchanges"),
        ("hot", "cold", "internal"),
        ("ann", "paid-in-here", "deposit"),
        ("paid-in-here", "hot", "sweep"),
        ("hot", "paid-in-here", "internal"),
        ("kraken", "paid-in-here", "between exchanges"),
    ],
)
def test_a_flow_is_what_the_labels_of_both_ends_say(
    sender: str, recipient: str, flow: Flow
) -> None:
    book = the_book()
    book.put(a_label("paid-in-here", category="deposit", tier="B", source="rule:deposit"))

    assert parties_of(a_move(sender, recipient), book).flow == flow


@pytest.mark.parametrize(("recipient", "flow"), [("ann", "unknown"), ("kraken", "deposit")])
def test_an_exchange_pays_nobody_from_where_its_customers_pay_in(
    recipient: str, flow: Flow
) -> None:
    book = the_book()
    book.put(a_label("paid-in-here", category="deposit", tier="B", source="rule:deposit"))

    assert parties_of(a_move("paid-in-here", recipient), book).flow == flow


@pytest.mark.parametrize(
    ("category", "service"),
    [("exchange", True), ("bridge", True), ("contract", True), ("deposit", False), ("fund", False)],
)
def test_a_service_pays_many_from_one_purse(category: Category, *, service: bool) -> None:
    book = the_book()
    book.put(a_label("x", "Somebody", category=category))

    assert parties_of(a_move("x", "ann"), book).service is service


@pytest.mark.parametrize(("tiers", "weaker"), [(("A", "B"), "B"), (("A", "A"), "A")])
def test_two_labels_are_as_reliable_as_the_weaker(tiers: tuple[Tier, Tier], weaker: Tier) -> None:
    book = the_book()
    for address, tier in zip("xy", tiers, strict=True):
        book.put(a_label(address, "Somebody", category="fund", tier=tier))

    assert parties_of(a_move("x", "y"), book).tier == weaker
    assert parties_of(a_move("ann", "bob"), book).tier is None
