"""Specification of deposit addresses: found by what they do, with evidence, and taken back."""

from itertools import chain as one_after_another

import pytest

from core.chain import Retraction, Transfer
from core.detection import Detection
from engine.detectors.deposit_address import DepositAddresses
from engine.flows.book import LabelBook
from engine.flows.inferred import label_of
from tests.support.flows import USDC, a_label, a_move, gone, the_book

PAID_IN = a_move("ann", "x", 500, block=0)
COLLECTED = a_move("x", "hot", 499, block=30)


def found(book: LabelBook, *facts: Transfer | Retraction) -> list[Detection]:
    detector = DepositAddresses(book)
    told = one_after_another.from_iterable(map(detector.update, facts))
    return [each for each in told if isinstance(each, Detection)]


def test_an_address_that_passes_a_payment_on_to_one_exchange_is_its_deposit_address() -> None:
    book = the_book()

    (detection,) = found(book, PAID_IN, COLLECTED)

    assert (detection.kind, detection.subject) == ("deposit_address", "ethereum")
    assert detection.texts["address"] == "x"
    assert detection.texts["entity"] == "Binance"
    assert detection.numbers == {"share": 1.0, "blocks": 30, "paid_in": 500, "collected": 499}
    assert detection.known_ns == COLLECTED.at_ns


def test_the_label_is_in_the_book_at_once_with_its_evidence_and_its_tier() -> None:
    book = the_book()
    (detection,) = found(book, PAID_IN, COLLECTED)

    label = book.best("ethereum", "x")

    assert label is not None
    assert label == label_of(detection)
    assert (label.entity, label.category, label.tier) == ("Binance", "deposit", "B")
    assert label.source == "rule:deposit"
    assert label.evidence == (
        "0xann-x-500 brought 500.0000 ETH in block 21000000; 0xx-hot-499 sent 499.0000 to "
        "Binance 14 in block 21000030; 100% of what it sent went there"
    )


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ([PAID_IN, a_move("x", "hot", 484.9, block=9)], "less than 97 % was passed on"),
        ([PAID_IN, a_move("x", "hot", 500.1, block=9)], "more was sent than came"),
        ([PAID_IN, a_move("x", "hot", 499, block=3_201)], "more than 3,200 blocks passed"),
        ([PAID_IN, a_move("x", "bob", 499, block=9)], "it went to nobody in particular"),
        ([a_move("kraken", "x", 500), COLLECTED], "it came from an exchange"),
        ([COLLECTED], "nothing came"),
        (
            [a_move("ann", "x", 1000), a_move("x", "bob", 50, block=1), COLLECTED],
            "a tenth of what it sent went elsewhere",
        ),
        (
            [PAID_IN, a_move("x", "kraken", 1, block=9), COLLECTED],
            "it sends to two exchanges",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whoever_does_anything_else_is_none(facts: list[Transfer], why: str) -> None:
    assert found(the_book(), *facts) == []


def test_up_to_a_twentieth_may_go_elsewhere_for_fees_and_dust() -> None:
    facts = [PAID_IN, a_move("x", "bob", 20, block=9), COLLECTED]

    (detection,) = found(the_book(), *facts)

    assert detection.numbers["share"] == pytest.approx(499 / 519)


def test_an_address_that_a_list_names_is_what_the_list_says() -> None:
    book = the_book()
    book.put(a_label("x", "A fund", category="fund"))

    assert found(book, PAID_IN, COLLECTED) == []


def test_nothing_is_inferred_from_what_was_only_inferred() -> None:
    book = the_book()
    before = [PAID_IN, COLLECTED]
    chained = [a_move("bob", "y", 300, block=40), a_move("y", "x", 299, block=41)]

    (only,) = found(book, *before, *chained)

    assert only.texts["address"] == "x"


def test_a_second_proof_says_nothing_new() -> None:
    again = [a_move("bob", "x", 100, block=40), a_move("x", "hot", 100, block=41)]

    assert len(found(the_book(), PAID_IN, COLLECTED, *again)) == 1


def test_failed_waiting_and_token_transfers_prove_nothing() -> None:
    failed = a_move("x", "hot", 499, block=30, status="failed")
    waiting = a_move("x", "hot", 499, status="pending")
    token = a_move("x", "hot", 499, block=30, contract=USDC)

    assert found(the_book(), PAID_IN, failed, waiting, token) == []


def test_the_same_facts_again_change_nothing() -> None:
    twice = [PAID_IN, PAID_IN, COLLECTED, COLLECTED, PAID_IN]

    assert found(the_book(), *twice) == found(the_book(), PAID_IN, COLLECTED)


def test_a_proof_goes_with_its_block() -> None:
    book = the_book()

    first, taken_back = found(book, PAID_IN, COLLECTED, gone(30))

    assert taken_back.kind == "deposit_address_withdrawn"
    assert taken_back.of == first.id
    assert book.best("ethereum", "x") is None
    label = label_of(taken_back)
    assert label is not None
    assert label.removed


def test_a_proof_that_comes_back_in_another_block_is_the_same_detection() -> None:
    book = the_book()
    again = a_move("x", "hot", 499, block=31, branch="'")

    first, _, back = found(book, PAID_IN, COLLECTED, gone(30), again)

    assert back.id == first.id
    assert book.best("ethereum", "x") is not None


def test_a_block_that_proved_nothing_takes_nothing_back() -> None:
    other = a_move("x", "hot", 1, block=50, tx="0xother")

    assert len(found(the_book(), PAID_IN, COLLECTED, other, gone(50))) == 1


def test_an_address_that_starts_paying_others_is_doubted() -> None:
    book = the_book()
    elsewhere = a_move("x", "bob", 400, block=60)

    _, taken_back = found(book, PAID_IN, COLLECTED, elsewhere)

    assert taken_back.kind == "deposit_address_withdrawn"
    assert "sent 400.0000 ETH elsewhere: 56% of what it sent lately" in taken_back.texts["evidence"]
    assert book.best("ethereum", "x") is None


def test_what_is_older_than_the_window_is_forgotten() -> None:
    detector = DepositAddresses(the_book())
    for number in range(50):
        detector.update(a_move("ann", f"x{number}", 500, block=number * 3_300))

    assert len(detector) == 1
