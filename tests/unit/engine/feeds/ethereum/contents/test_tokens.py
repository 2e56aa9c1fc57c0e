"""Specification of finding transfers of tokens in the logs of receipts."""

import pytest

from core.errors import BrokenInputError
from tests.support.evm import (
    ALICE,
    BOB,
    CAROL,
    ETH,
    TRANSFER,
    USDC,
    WETH,
    Json,
    a_block,
    a_log,
    a_receipt,
    a_transaction,
    transfers,
    word,
)

MILLION = 10**6 * 10**6


def places(*logs: Json) -> list[str]:
    block = a_block(a_transaction())
    return [transfer.place for transfer in transfers(block, a_receipt("0x01", *logs))]


def test_a_token_is_told_with_its_coin_its_contract_and_its_log() -> None:
    block = a_block(a_transaction(), a_transaction("0x02"))
    log = a_log(MILLION, number=17)

    (found,) = transfers(block, a_receipt("0x01"), a_receipt("0x02", log))

    assert (found.way, found.place, found.tx_hash, found.index) == ("token", "log:17", "0x02", 1)
    assert (found.sender, found.recipient) == (ALICE, BOB)
    assert (found.coin, found.contract, found.decimals, found.size) == ("USDC", USDC, 6, 1e6)
    assert found.status == "success"


def test_each_token_has_a_threshold_of_its_own() -> None:
    dollars = a_log(250_000 * 10**6, number=1), a_log(250_000 * 10**6 - 1, number=2)
    ethers = a_log(100 * ETH, contract=WETH, number=3), a_log(MILLION, contract=WETH, number=4)

    assert places(*dollars, *ethers) == ["log:1", "log:3"]


def test_a_token_that_nobody_knows_is_passed_over_whatever_it_calls_itself() -> None:
    assert places(a_log(MILLION, contract=CAROL)) == []


def test_a_piece_of_a_collection_looks_the_same_but_has_its_number_as_a_fourth_topic() -> None:
    piece = a_log(0, topics=[TRANSFER, word(ALICE), word(BOB), word(MILLION)], data="0x")
    with_data = a_log(MILLION, topics=[TRANSFER, word(ALICE), word(BOB), word(7)])

    assert places(piece, with_data) == []


def test_other_events_of_a_token_are_no_transfers() -> None:
    approval = "0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925"
    approved = a_log(2**256 - 1, topics=[approval, word(ALICE), word(BOB)])
    deposited = a_log(100 * ETH, contract=WETH, topics=[word(1), word(ALICE)])
    anonymous = a_log(MILLION, topics=[])

    assert places(approved, deposited, anonymous) == []


def test_a_log_without_an_amount_moves_nothing_and_one_with_more_data_moves_its_first_word() -> (
    None
):
    empty, longer = a_log(0, data="0x"), a_log(0, data=word(MILLION) + "ff" * 32, number=5)

    assert places(empty, longer) == ["log:5"]


def test_a_transfer_of_nothing_is_not_told_even_from_zero_on() -> None:
    block = a_block(a_transaction())
    poison = a_log(0)

    assert transfers(block, a_receipt("0x01", poison), eth=0) == []


def test_what_a_reorganisation_removed_is_left_out() -> None:
    assert places(a_log(MILLION, removed=True)) == []


def test_addresses_in_mixed_case_are_the_same_addresses() -> None:
    mixed = a_log(MILLION, contract="0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48")

    assert places(mixed) == ["log:0"]


def test_the_receipt_may_say_itself_which_transaction_it_is_of() -> None:
    block = a_block(*(a_transaction(f"0x0{n}") for n in range(4)))

    (found,) = transfers(block, a_receipt("0x03", a_log(MILLION), transactionIndex="0x3"))

    assert (found.tx_hash, found.index) == ("0x03", 3)


def test_receipts_without_logs_tell_of_no_tokens() -> None:
    block = a_block(a_transaction())
    bare = {"transactionHash": "0x01", "status": "0x1"}

    assert transfers(block, bare) == transfers(block, a_receipt(logs=None)) == []


@pytest.mark.parametrize("broken", [{"data": "0xzz"}, {"data": None}, {"topics": "none"}])
def test_a_known_tokens_log_that_cannot_be_read_names_its_coin(broken: Json) -> None:
    with pytest.raises(BrokenInputError, match="of a log of USDC"):
        places(a_log(MILLION) | broken)
