"""Specification of the book of labels: whose address it is, by the best word there is."""

from itertools import permutations

from msgspec.structs import replace

from core.labels import Label
from engine.flows.book import LabelBook
from engine.flows.known import known_labels
from tests.support.flows import a_label

ANN, BOB = 7, 8


def best(book: LabelBook, address: str, *, owner: int = 0) -> str | None:
    label = book.best("ethereum", address, owner=owner)
    return label.name if label else None


def test_nobody_knows_an_address_without_a_label_nor_a_contract_that_is_not_there_yet() -> None:
    book = LabelBook([a_label("x")])

    assert book.best("ethereum", "y") is None
    assert book.best("base", "x") is None
    assert book.best("ethereum", None) is None


def test_the_better_tier_counts_whatever_the_order_they_came_in() -> None:
    labels = [
        a_label("x", name="published", tier="A", source="z"),
        a_label("x", name="inferred", tier="B", source="rule"),
        a_label("x", name="a hint", tier="C", source="a"),
    ]

    assert {best(LabelBook(each), "x") for each in permutations(labels)} == {"published"}


def test_of_one_tier_the_label_that_says_what_it_is_for_counts_then_the_alphabet() -> None:
    vague = a_label("x", name="vague", category="other", source="a")
    second, first = (a_label("x", name=name, source=name) for name in ("second", "first"))

    assert {best(LabelBook(each), "x") for each in permutations([vague, second, first])} == {
        "first"
    }


def test_what_the_operator_set_by_hand_stands_above_every_list() -> None:
    by_hand, listed = a_label("x", name="mine", source="user"), a_label("x", name="published")

    assert {best(LabelBook(each), "x") for each in permutations([by_hand, listed])} == {"mine"}


def test_a_user_s_own_label_stands_above_everybody_s_and_for_that_user_alone() -> None:
    book = LabelBook([a_label("x", name="Binance 14"), own("x", "my exchange", ANN)])

    assert best(book, "x", owner=ANN) == "my exchange"
    assert best(book, "x", owner=BOB) == "Binance 14"
    assert best(book, "x") == "Binance 14"


def test_a_source_that_changes_its_mind_replaces_its_own_word_only() -> None:
    book = LabelBook([a_label("x", name="old", source="a"), a_label("x", name="other", source="b")])

    book.put(a_label("x", name="new", source="a"))

    assert best(book, "x") == "new"
    book.put(replace(a_label("x", source="a"), removed=True))
    assert best(book, "x") == "other"


def test_a_removed_label_is_forgotten() -> None:
    book = LabelBook([a_label("x")])

    book.put(replace(a_label("x"), removed=True))
    book.put(replace(a_label("never there"), removed=True))

    assert best(book, "x") is None
    assert len(book) == 0


def test_what_everyone_knows_is_well_formed_and_each_address_stands_once() -> None:
    labels = known_labels()

    assert len({label.address for label in labels}) == len(labels) > 100
    assert all(len(label.address) == 42 and label.address.islower() for label in labels)
    assert all(label.source and label.entity and label.tier == "A" for label in labels)


def own(address: str, name: str, owner: int) -> Label:
    return a_label(address, name=name, tier="C", source="user", owner=owner)
