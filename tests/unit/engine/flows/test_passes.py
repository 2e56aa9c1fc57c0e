"""Specification of money that is passed on: one move, however many transfers."""

from core.chain import Transfer
from core.detection import DetectionId
from engine.flows.passes import Hop, Passes
from tests.support.flows import USDC, WETH, a_move


class Followed:
    """Transfers followed in turn; each is told under the name of its sender and recipient."""

    def __init__(self) -> None:
        self.passes = Passes()

    def __call__(self, transfer: Transfer, *, service: bool = False) -> str:
        """The move that a transfer belongs to, and its number in it."""
        told = DetectionId(f"{transfer.sender}{transfer.recipient}")
        hop: Hop = self.passes.follow(transfer, told, service=service)
        return f"{hop.move}:{hop.number}"


def test_what_is_passed_on_within_half_an_hour_is_the_next_hop_of_the_same_move() -> None:
    follow = Followed()

    first = follow(a_move("a", "b", 500, block=0))
    second = follow(a_move("b", "c", 499.9, block=5))
    third = follow(a_move("c", "d", 460, block=9))

    assert [first, second, third] == ["ab:0", "ab:1", "ab:2"]


def test_nine_tenths_are_passed_on_and_less_is_something_new() -> None:
    follow = Followed()
    follow(a_move("a", "b", 500))
    follow(a_move("x", "y", 500))

    assert follow(a_move("b", "c", 450, block=1)) == "ab:1"
    assert follow(a_move("y", "z", 449.999, block=1)) == "yz:0"


def test_who_sends_more_than_came_did_not_pass_it_on() -> None:
    follow = Followed()
    follow(a_move("a", "b", 500))

    assert follow(a_move("b", "c", 500.000001, block=1)) == "bc:0"


def test_after_half_an_hour_of_block_time_it_is_something_new() -> None:
    follow, late = Followed(), Followed()
    follow(a_move("a", "b", 500, block=0))
    late(a_move("a", "b", 500, block=0))

    assert follow(a_move("b", "c", 500, block=150)) == "ab:1"
    assert late(a_move("b", "c", 500, block=151)) == "bc:0"
    assert len(late.passes) == 1


def test_what_came_is_passed_on_once() -> None:
    follow = Followed()
    follow(a_move("a", "b", 500))

    assert follow(a_move("b", "c", 490, block=1)) == "ab:1"
    assert follow(a_move("b", "d", 490, block=1)) == "bd:0"


def test_of_several_arrivals_that_fit_the_smallest_is_passed_on() -> None:
    follow = Followed()
    follow(a_move("large", "b", 510))
    follow(a_move("small", "b", 500))

    assert follow(a_move("b", "c", 495, block=1)) == "smallb:1"


def test_an_exchange_pays_from_one_purse_so_equal_amounts_are_chance() -> None:
    follow = Followed()
    follow(a_move("a", "hot", 500))

    assert follow(a_move("hot", "c", 499, block=1), service=True) == "hotc:0"


def test_a_contract_passes_on_what_it_was_called_with_even_where_it_is_a_service() -> None:
    follow = Followed()
    follow(a_move("a", "router", 500, tx="0xaa"))

    inside = a_move("router", "c", 500, tx="0xaa", place="0.1", way="internal")

    assert follow(inside, service=True) == "arouter:1"


def test_an_address_that_receives_all_the_time_is_a_service_that_no_list_names_yet() -> None:
    follow = Followed()
    for payer in range(13):
        follow(a_move(f"payer{payer}", "busy", 500 + payer))

    assert follow(a_move("busy", "c", 500, block=1)) == "busyc:0"


def test_each_coin_is_followed_by_itself() -> None:
    follow = Followed()
    follow(a_move("a", "b", 500, contract=USDC, coin="USDC", decimals=6))

    assert follow(a_move("b", "c", 500, block=1)) == "bc:0"
    assert follow(token("b", "d", USDC)) == "ab:1"


def test_wrapped_ether_carries_on_what_came_as_ether_and_not_the_other_way_round() -> None:
    follow = Followed()
    follow(a_move("a", "router", 500, tx="0xaa"))
    follow(a_move("x", "y", 400, contract=WETH, place="log:1"))

    wrapped = a_move("router", "pool", 500, tx="0xaa", place="log:7", contract=WETH)

    assert follow(wrapped) == "arouter:1"
    assert follow(a_move("y", "z", 400, block=1)) == "yz:0"


def test_what_is_made_anew_carries_on_nothing_that_was_destroyed() -> None:
    follow, nobody = Followed(), "0x0000000000000000000000000000000000000000"
    follow(a_move("a", nobody, 500, contract=USDC, place="log:1"))

    assert follow(a_move(nobody, "c", 500, block=1, contract=USDC)) == f"{nobody}c:0"


def test_when_the_block_of_the_first_leg_leaves_the_chain_the_second_began_something() -> None:
    follow = Followed()
    follow(a_move("a", "b", 500, block=0))

    follow.passes.retract("0xb0")

    assert follow(a_move("b", "c", 500, block=1)) == "bc:0"


def test_when_the_block_of_the_second_leg_leaves_the_chain_the_money_is_there_again() -> None:
    follow = Followed()
    follow(a_move("a", "b", 500, block=0))
    follow(a_move("b", "c", 500, block=1))

    follow.passes.retract("0xb1")

    assert follow(a_move("b", "d", 500, block=1, branch="'")) == "ab:1"


def test_a_transaction_that_another_block_takes_in_is_followed_from_there() -> None:
    follow = Followed()
    follow(a_move("a", "b", 500, tx="0xaa", block=1))

    assert follow(a_move("a", "b", 500, tx="0xaa", block=1, branch="'")) == "ab:0"
    assert follow(a_move("b", "c", 500, block=2)) == "ab:1"
    assert follow(a_move("b", "d", 500, block=2)) == "bd:0"


def test_a_new_contract_passes_on_what_it_was_born_with() -> None:
    follow = Followed()
    creation = a_move("a", "", 500)
    follow(born(creation, "vault"))

    assert follow(a_move("vault", "c", 500, block=1)) == "aNone:1"


def token(sender: str, recipient: str, contract: str) -> Transfer:
    return a_move(sender, recipient, 500, block=1, contract=contract, coin="USDC", decimals=6)


def born(creation: Transfer, contract: str) -> Transfer:
    return Transfer(
        **{name: getattr(creation, name) for name in creation.__struct_fields__}
        | {"recipient": None, "created": contract}
    )
