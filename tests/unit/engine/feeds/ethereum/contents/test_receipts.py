"""Specification of what receipts say about their transactions."""

import pytest

from engine.feeds.ethereum.contents.receipts import status_of
from tests.support.evm import a_receipt, receipts


@pytest.mark.parametrize(
    ("written", "said"),
    [("0x1", "success"), ("0x0", "failed"), (None, "unknown"), ("0x7", "unknown")],
)
def test_a_status_is_one_of_three(written: str | None, said: str) -> None:
    (receipt,) = receipts(a_receipt(status=written))

    assert status_of(receipt) == said


def test_a_receipt_of_before_byzantium_has_a_root_instead() -> None:
    (receipt,) = receipts({"transactionHash": "0x01", "root": "0x96a8", "gasUsed": "0x5208"})

    assert status_of(receipt) == "unknown"


def test_no_receipt_says_nothing() -> None:
    assert status_of(None) == "unknown"


def test_receipts_of_other_chains_with_more_in_them_are_read() -> None:
    rollup = {"l1Fee": "0x1", "depositNonce": "0x2", "type": "0x7e", "gasUsedForL1": "0x0"}

    (receipt,) = receipts(a_receipt(**rollup))

    assert receipt.logs == []
