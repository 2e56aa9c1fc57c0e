"""Specification of transfers as detections."""

from core.detection import Detection
from engine.detectors.whale_transfer import WhaleTransfers
from tests.support.facts import a_transfer


def test_a_transfer_is_told_with_its_exact_amount_and_its_ends() -> None:
    (found,) = WhaleTransfers().update(a_transfer(1234.567891, tx="0xab", block=21))

    assert isinstance(found, Detection)
    assert found.numbers == {"eth": 1234.567891, "block": 21}
    assert found.texts["value_wei"] == "1234567891000000000000"
    assert found.texts["hash"] == "0xab"


def test_a_failed_transaction_moved_nothing() -> None:
    assert WhaleTransfers().update(a_transfer(status="failed")) == []


def test_without_a_receipt_it_is_told_that_the_status_is_unknown() -> None:
    (found,) = WhaleTransfers().update(a_transfer(status="unknown"))

    assert isinstance(found, Detection)
    assert found.texts["status"] == "unknown"


def test_a_transaction_that_is_included_again_is_the_same_detection() -> None:
    (before,) = WhaleTransfers().update(a_transfer(tx="0xab", block=21))
    (after,) = WhaleTransfers().update(a_transfer(tx="0xab", block=22))

    assert isinstance(before, Detection)
    assert isinstance(after, Detection)
    assert before.id == after.id
