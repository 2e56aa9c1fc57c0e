"""Specification of transfers as detections: one move is one transfer."""

import pytest

from core.chain import Retraction, Transfer
from core.detection import Detection, detection_id
from engine.detectors.whale_transfer import WhaleTransfers
from tests.support.facts import a_transfer
from tests.support.flows import USDC, WETH, a_label, a_move, gone, the_book


def told(*facts: Transfer | Retraction, detector: WhaleTransfers | None = None) -> list[Detection]:
    detector = detector or WhaleTransfers(the_book())
    found = [each for fact in facts for each in detector.update(fact)]
    return [each for each in found if isinstance(each, Detection)]


def kinds(*facts: Transfer | Retraction) -> list[str]:
    return [each.kind for each in told(*facts)]


def test_a_transfer_is_told_with_its_exact_amount_and_its_ends() -> None:
    (found,) = told(a_transfer(1234.567891, tx="0xab", block=21))

    assert found.numbers == {"eth": 1234.567891, "block": 21}
    assert found.texts["value_wei"] == "1234567891000000000000"
    assert found.texts["hash"] == "0xab"


def test_a_failed_transaction_moved_nothing() -> None:
    assert told(a_transfer(status="failed")) == []


def test_without_a_receipt_it_is_told_that_the_status_is_unknown() -> None:
    (found,) = told(a_transfer(status="unknown"))

    assert found.texts["status"] == "unknown"


def test_a_transaction_that_is_included_again_is_the_same_detection() -> None:
    before, after = told(a_transfer(tx="0xab", block=21), a_transfer(tx="0xab", block=22))

    assert before.id == after.id


def test_the_same_block_read_again_says_nothing_new() -> None:
    assert len(told(a_move("ann", "bob"), a_move("ann", "bob"))) == 1


def test_a_move_within_a_transaction_has_a_name_of_its_own() -> None:
    own, inside = told(
        a_move("ann", "bob", 500, tx="0xaa"),
        a_move("safe", "eve", 300, tx="0xaa", place="0.2", way="internal"),
    )

    assert own.id == detection_id("transfer", "ethereum", "0xaa")
    assert inside.id == detection_id("transfer", "ethereum", "0xaa", "0.2")
    assert (inside.kind, inside.texts["way"]) == ("transfer", "internal")


def test_the_labels_of_both_ends_say_who_and_which_way() -> None:
    (found,) = told(a_move("kraken", "hot"))

    assert {name: found.texts[name] for name in ("from_entity", "to_entity", "to_name")} == {
        "from_entity": "Kraken",
        "to_entity": "Binance",
        "to_name": "Binance 14",
    }
    assert (found.texts["flow"], found.texts["tier"]) == ("between exchanges", "A")


def test_where_nobody_knows_anybody_nothing_is_said() -> None:
    (found,) = told(a_move("ann", "bob"))

    assert found.texts["flow"] == "unknown"
    assert not {"from_entity", "to_entity", "tier"} & found.texts.keys()


def test_a_move_that_is_passed_on_is_one_transfer_and_its_hops_name_it() -> None:
    first, second, third = told(
        a_move("ann", "b", 500), a_move("b", "c", 499, block=3), a_move("c", "d", 498, block=6)
    )

    assert [first.kind, second.kind, third.kind] == ["transfer", "pass_through", "pass_through"]
    assert (second.of, third.of) == (first.id, first.id)
    assert (second.numbers["hop"], third.numbers["hop"]) == (1, 2)
    assert (first.of, "hop" in first.numbers) == (None, False)


def test_a_chain_that_peels_a_tenth_at_most_off_each_hop_is_one_transfer() -> None:
    hops = [a_move(f"p{hop}", f"p{hop + 1}", 1000 * 0.95**hop, block=hop) for hop in range(6)]

    assert kinds(*hops) == ["transfer"] + ["pass_through"] * 5


def test_what_a_contract_passes_on_in_the_same_transaction_is_no_second_whale() -> None:
    paid = a_move("ann", "safe", 500, tx="0xaa")
    inside = a_move("safe", "bob", 500, tx="0xaa", place="0", way="internal")

    first, second = told(paid, inside)

    assert (second.kind, second.of) == ("pass_through", first.id)


def test_what_an_exchange_collects_is_a_sweep_of_what_was_paid_in() -> None:
    book = the_book()
    book.put(a_label("x", category="deposit", tier="B", source="rule:deposit"))
    detector = WhaleTransfers(book)

    paid, swept = told(
        a_move("ann", "x", 500), a_move("x", "hot", 499, block=20), detector=detector
    )

    assert (paid.kind, paid.texts["flow"], paid.texts["tier"]) == ("transfer", "deposit", "B")
    assert (swept.kind, swept.of) == ("sweep", paid.id)


def test_what_an_exchange_collects_from_several_payments_is_a_sweep_of_none_in_particular() -> None:
    book = the_book()
    book.put(a_label("x", category="deposit", tier="B", source="rule:deposit"))
    detector = WhaleTransfers(book)
    payments = [a_move("ann", "x", 300), a_move("bob", "x", 200)]

    *_, swept = told(*payments, a_move("x", "hot", 499, block=20), detector=detector)

    assert (swept.kind, swept.of) == ("sweep", None)


def test_an_exchange_that_moves_coins_between_its_own_wallets_transfers_nothing() -> None:
    (found,) = told(a_move("hot", "cold", 50_000))

    assert (found.kind, found.texts["flow"]) == ("internal_transfer", "internal")


def test_whoever_passes_on_what_began_inside_an_exchange_names_what_was_told() -> None:
    book = the_book()
    book.put(a_label("x", category="deposit", tier="B", source="rule:deposit"))
    refill = a_move("hot", "x", 500)

    first, second = told(refill, a_move("x", "bob", 499, block=1), detector=WhaleTransfers(book))

    assert (first.kind, second.kind) == ("internal_transfer", "pass_through")
    assert second.of == first.id


@pytest.mark.parametrize(
    ("sender", "recipient"), [("ann", "ann"), ("ann", WETH), (WETH, "ann")], ids=str
)
def test_a_payment_to_oneself_and_wrapping_move_nothing_between_people(
    sender: str, recipient: str
) -> None:
    assert told(a_move(sender, recipient)) == []


def test_a_token_is_a_token_transfer_with_its_own_size() -> None:
    (found,) = told(
        a_move("ann", "bob", 2_000_000, place="log:7", contract=USDC, coin="USDC", decimals=6)
    )

    assert (found.kind, found.numbers["size"]) == ("token_transfer", 2_000_000)
    assert (found.texts["coin"], found.texts["contract"]) == ("USDC", USDC)
    assert "eth" not in found.numbers


def test_another_chain_s_coin_is_not_ether() -> None:
    (found,) = told(a_move("ann", "bob", 9_000, coin="POL"))

    assert (found.kind, found.numbers["size"]) == ("transfer", 9_000)
    assert "eth" not in found.numbers


def test_a_validator_s_payout_is_a_transfer_named_by_its_index() -> None:
    (found,) = told(
        a_move("0x" + "0" * 40, "ann", 2048, tx="", place="withdrawal:7", way="withdrawal")
    )

    assert (found.kind, found.texts["way"]) == ("transfer", "withdrawal")


def test_what_waits_is_told_as_waiting_and_begins_no_move() -> None:
    waiting = a_move("ann", "b", 500, tx="0xaa", status="pending")
    mined = a_move("ann", "b", 500, tx="0xaa", block=1)

    found = told(waiting, mined, a_move("b", "c", 500, block=2))

    assert [each.kind for each in found] == ["transfer_pending", "transfer", "pass_through"]
    assert found[0].id != found[1].id


def test_a_hop_whose_first_leg_left_the_chain_begins_something() -> None:
    assert kinds(a_move("ann", "b", 500, block=0), gone(0), a_move("b", "c", 500, block=1)) == [
        "transfer",
        "transfer",
    ]


def test_a_transfer_says_its_rank_once_there_is_something_to_compare_it_with() -> None:
    usual = [a_move("ann", "bob", 10 + n, block=n, tx=f"0x{n}") for n in range(99)]

    *before, third = told(*usual, a_move("ann", "eve", 106.5, block=100))

    assert not any("rank" in each.numbers for each in before)
    assert (third.numbers["rank"], third.numbers["ranked"]) == (3, 100)
    assert third.numbers["ranked_days"] == pytest.approx(100 * 12 / 86_400)


def test_money_that_is_passed_on_and_tokens_have_no_rank() -> None:
    usual = [a_move("ann", "bob", 10 + n, block=n, tx=f"0x{n}") for n in range(100)]
    paid, hop = a_move("ann", "b", 500, block=101), a_move("b", "c", 499, block=102)
    token = a_move("x", "y", 9_000, block=103, place="log:1", contract=USDC, coin="USDC")

    *_, first, passed_on, of_token = told(*usual, paid, hop, token)

    assert first.numbers["rank"] == 1
    assert [each.kind for each in (passed_on, of_token)] == ["pass_through", "token_transfer"]
    assert not any("rank" in each.numbers for each in (passed_on, of_token))
