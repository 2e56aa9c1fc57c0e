"""Specification of all detectors together: what one of them infers the next already knows."""

from core.chain import Retraction, Transfer
from core.detection import Detection
from engine.flows.book import LabelBook
from engine.pipeline.panel import Panel
from tests.support.facts import a_trade
from tests.support.flows import a_move, gone, the_book


def kinds(panel: Panel, *facts: Transfer | Retraction) -> list[str]:
    found = [each for fact in facts for each in panel.update(fact)]
    return [each.kind for each in found if isinstance(each, Detection)]


def test_the_transfer_that_proves_a_deposit_address_is_already_its_sweep() -> None:
    panel = Panel(labels=the_book())

    found = kinds(panel, a_move("ann", "x", 500), a_move("x", "hot", 499, block=20))

    assert found == ["transfer", "deposit_address", "sweep"]


def test_the_next_payment_to_it_is_already_known_to_go_to_the_exchange() -> None:
    panel = Panel(labels=the_book())
    kinds(panel, a_move("ann", "x", 500), a_move("x", "hot", 499, block=20))

    (paid,) = panel.update(a_move("bob", "x", 800, block=30))

    assert isinstance(paid, Detection)
    assert (paid.texts["flow"], paid.texts["to_entity"]) == ("deposit", "Binance")
    assert (paid.texts["to_name"], paid.texts["tier"]) == ("Binance deposit", "B")


def test_a_retraction_reaches_every_detector_that_reckons_with_the_past() -> None:
    panel = Panel(labels=the_book())
    proof = [a_move("ann", "x", 500), a_move("x", "hot", 499, block=20)]

    found = kinds(panel, *proof, gone(20), a_move("x", "eve", 499, block=21))

    assert found[3:] == ["deposit_address_withdrawn", "pass_through"]


def test_chains_do_not_know_each_other_but_share_the_book() -> None:
    book = LabelBook()
    panel = Panel(labels=book)

    assert panel.update(a_trade(3500)) == []
    assert kinds(panel, a_move("ann", "b", 500)) == ["transfer"]


def test_without_a_book_the_panel_knows_what_everyone_knows() -> None:
    (found,) = Panel().update(a_move("ann", "0x28c6c06298d514db089934071355e5743bf21d60"))

    assert isinstance(found, Detection)
    assert found.texts["to_name"] == "Binance 14"
