"""Specification of what transactions carry themselves."""

import pytest

from core.chain import Transfer
from core.errors import BrokenInputError
from tests.support.evm import ALICE, BOB, CAROL, ETH, a_block, a_receipt, a_transaction, transfers


def test_a_payment_is_told_with_its_block_and_what_became_of_it() -> None:
    block = a_block(a_transaction(eth=100))

    found = transfers(block, a_receipt())

    assert found == [
        Transfer(
            chain="ethereum",
            block_number=7,
            block_hash="0xb7",
            at_ns=100 * 10**9,
            seen_ns=9,
            late_ns=3,
            tx_hash="0x01",
            index=0,
            sender=ALICE,
            recipient=BOB,
            amount=str(100 * ETH),
            status="success",
        )
    ]


def test_one_wei_less_than_the_threshold_is_not_told() -> None:
    block = a_block(a_transaction(value=hex(100 * ETH - 1)))

    assert transfers(block) == []


@pytest.mark.parametrize(
    ("status", "said"), [("0x1", "success"), ("0x0", "failed"), (None, "unknown")]
)
def test_the_receipt_says_whether_it_succeeded(status: str | None, said: str) -> None:
    block = a_block(a_transaction(eth=100))

    (found,) = transfers(block, a_receipt(status=status))

    assert found.status == said


def test_without_a_receipt_nobody_knows_what_became_of_it() -> None:
    block = a_block(a_transaction(eth=100), a_transaction("0x02", eth=100))

    found = transfers(block, a_receipt("0x02"))

    assert [transfer.status for transfer in found] == ["unknown", "success"]


def test_a_call_is_told_with_the_function_it_calls() -> None:
    deposit = a_transaction(eth=100, input="0xD0E30DB0" + "00" * 90_000)

    (found,) = transfers(a_block(deposit))

    assert found.selector == "0xd0e30db0"


@pytest.mark.parametrize("data", ["0x", "0x01", "0xa9059c", "", "not hex at all", None])
def test_too_few_bytes_name_no_function(data: str) -> None:
    (found,) = transfers(a_block(a_transaction(eth=100, input=data)))

    assert found.selector is None


def test_four_bytes_are_enough_to_name_one() -> None:
    (found,) = transfers(a_block(a_transaction(eth=100, input="0xd0e30db0")))

    assert found.selector == "0xd0e30db0"


def test_a_new_contract_has_no_recipient_but_an_address_that_the_receipt_tells() -> None:
    creation = a_transaction(eth=100, to=None, input="0x60806040aabb")

    (found,) = transfers(a_block(creation), a_receipt(contractAddress=CAROL.upper()))

    assert (found.recipient, found.created, found.selector) == (None, CAROL, None)


def test_a_contract_that_failed_to_be_made_has_no_address() -> None:
    creation = a_transaction(eth=100, to=None)

    (found,) = transfers(a_block(creation), a_receipt(contractAddress=CAROL, status="0x0"))

    assert (found.created, found.status) == (None, "failed")


@pytest.mark.parametrize(
    "kind", ["0x0", "0x1", "0x2", "0x3", "0x4", "0x7e", "0x64", "0x6a", "0xff", None]
)
def test_a_transaction_of_any_type_is_read_like_the_others(kind: str | None) -> None:
    unusual = a_transaction(eth=100, type=kind, sourceHash="0x1", mint="0x0", gasPrice=None)

    (found,) = transfers(a_block(unusual), a_receipt(type=kind, l1Fee="0x5"))

    assert found.status == "success"


def test_a_value_that_is_no_number_names_its_transaction() -> None:
    block = a_block(a_transaction(value="0x" + "zz" * 20))

    with pytest.raises(BrokenInputError, match=r"value of 0x01: .* is no hex quantity"):
        transfers(block)
