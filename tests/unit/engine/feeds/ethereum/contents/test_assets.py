"""Specification of asking Alchemy for a block's internal moves, page by page."""

import json
from typing import Any

import pytest

from core.errors import BrokenInputError
from engine.feeds.ethereum.contents.assets import Page, internal_of, params_of

ETH = 10**18


def a_transfer(*, eth: float = 100, number: str = "0", **changed: object) -> dict[str, Any]:
    return {
        "blockNum": "0x7",
        "uniqueId": f"0xaa:internal:{number}",
        "hash": "0xaa",
        "from": "0xF1",
        "to": "0xF2",
        "value": eth,
        "asset": "ETH",
        "category": "internal",
        "rawContract": {"value": hex(int(eth * ETH)), "address": None, "decimal": "0x12"},
        **changed,
    }


def a_page(*written: dict[str, Any], **changed: object) -> Page:
    text = json.dumps({"transfers": written, **changed}).encode()
    return internal_of(text, min_wei=100 * ETH)


def wanted(number: int, page_key: str | None = None) -> dict[str, Any]:
    (asked,) = params_of(number, page_key)
    assert isinstance(asked, dict)
    return asked


def test_one_block_is_asked_for_and_as_much_of_it_as_a_page_holds() -> None:
    assert wanted(23_900_000) == {
        "fromBlock": "0x16caf60",
        "toBlock": "0x16caf60",
        "category": ["internal"],
        "order": "asc",
        "excludeZeroValue": True,
        "withMetadata": False,
        "maxCount": "0x3e8",
    }


def test_the_next_page_is_asked_for_by_its_key() -> None:
    page = a_page(a_transfer(), pageKey="k1")

    assert page.next_key == "k1"
    assert {"pageKey": "k1"}.items() <= wanted(7, page.next_key).items()
    assert wanted(7, page.next_key).keys() - wanted(7).keys() == {"pageKey"}


@pytest.mark.parametrize("last", [{}, {"pageKey": None}, {"pageKey": ""}])
def test_the_last_page_has_no_key(last: dict[str, object]) -> None:
    assert a_page(**last).next_key is None


def test_a_move_is_read_to_the_wei() -> None:
    odd = 100 * ETH + 1

    (found,) = a_page(a_transfer(rawContract={"value": hex(odd)}, number="2_0")).moves

    assert (found.tx_hash, found.step, found.value_wei) == ("0xaa", (2, 0), odd)
    assert (found.sender, found.recipient, found.block_number) == ("0xf1", "0xf2", 7)


def test_moves_that_are_not_numbered_are_counted_within_their_transaction() -> None:
    small, large = a_transfer(eth=1, uniqueId=""), a_transfer(uniqueId="")

    found = a_page(small, large, {**large, "hash": "0xbb"}).moves

    assert [(move.tx_hash, move.step) for move in found] == [("0xaa", (1,)), ("0xbb", (0,))]


def test_less_than_asked_for_other_categories_and_moves_to_nobody_else_are_left_out() -> None:
    page = a_page(
        a_transfer(eth=99),
        a_transfer(category="external"),
        a_transfer(to=None),
        a_transfer(to="0xF1"),
        a_transfer(rawContract={"value": None}),
    )

    assert page.moves == []


def test_what_is_no_page_says_what_is_wrong() -> None:
    with pytest.raises(BrokenInputError, match=r"alchemy_getAssetTransfers.*transfers"):
        internal_of(b"{}", min_wei=1)
