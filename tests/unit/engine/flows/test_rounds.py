"""Specification of circles of payments: wallets from each of which payments lead to every other."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection import Detection
from engine.detectors.whale_transfer import WhaleTransfers
from engine.flows.movement import Movement, movement_of
from engine.flows.rounds import Rounds
from tests.support.facts import SECOND
from tests.support.flows import BLOCK_S, a_move, gone


def moves(*pairs: str, first: int = 0) -> list[Movement]:
    """``"ab"`` pays from a to b; one block each."""
    detector = WhaleTransfers()
    made = []
    for block, pair in enumerate(pairs, first):
        fact = a_move(pair[0], pair[1], block=block, tx=f"0x{block:04}")
        made += [movement_of(one) for one in detector.update(fact) if isinstance(one, Detection)]
    return [move for move in made if move is not None]


def rounds(*, blocks: int = 100, widest: int = 12, busy: int = 32, most: int = 1_000) -> Rounds:
    window_ns = blocks * BLOCK_S * SECOND
    return Rounds(window_ns=window_ns, widest=widest, busy=busy, most=most)


def circle(made: Rounds, given: list[Movement]) -> list[str]:
    for move in given:
        made.take(move)
    return [move.sender + move.recipient for move in made.circle(given[-1])]


def test_a_circle_holds_every_payment_among_its_wallets_and_no_other() -> None:
    given = moves("xa", "ab", "bc", "ba", "cy", "ca")

    assert circle(rounds(), given) == ["ab", "bc", "ba", "ca"]


def test_what_does_not_come_back_is_no_circle() -> None:
    assert circle(rounds(), moves("ab", "bc", "cd")) == []


def test_a_wider_circle_than_is_looked_for_is_none() -> None:
    given = moves("ab", "bc", "cd", "da")

    assert circle(rounds(widest=4), given) == ["ab", "bc", "cd", "da"]
    assert circle(rounds(widest=3), given) == []


def test_no_circle_leads_through_a_wallet_that_everybody_pays() -> None:
    given = moves("xb", "yb", "ab", "bc", "ca")

    assert circle(rounds(busy=3), given) == ["ab", "bc", "ca"]
    assert circle(rounds(busy=2), given) == []


def test_a_busy_wallet_beside_a_circle_is_no_part_of_it() -> None:
    given = moves("xb", "yb", "ab", "bc", "ac", "ca")

    assert circle(rounds(busy=2), given) == ["ac", "ca"]


def test_a_payment_that_is_exactly_as_old_as_the_window_counts_and_an_older_one_does_not() -> None:
    old, back = moves("ab"), moves("ba", first=10)

    assert circle(rounds(blocks=10), old + back) == ["ab", "ba"]
    assert circle(rounds(blocks=9), old + back) == []


def test_a_block_that_leaves_the_chain_opens_the_circle() -> None:
    made, given = rounds(), moves("ab", "ba")
    circle(made, given)

    assert made.retract(gone(0).block_hash) == given[:1]
    assert made.circle(given[1]) == ()
    assert len(made) == 1


def test_what_is_read_again_is_not_taken_twice() -> None:
    made, (move,) = rounds(), moves("ab")

    assert (made.take(move), made.take(move)) == (True, False)


def test_of_more_payments_than_are_kept_the_oldest_go() -> None:
    made = rounds(most=2)

    assert circle(made, moves("ab", "bc", "ca")) == []
    assert len(made) == 2


def reaches(pairs: list[str], start: str, end: str) -> bool:
    known, before = {start}, set[str]()
    while known != before:
        before = set(known)
        known |= {pair[1] for pair in pairs if pair[0] in known}
    return end in known


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(
            lambda pair: pair[0] != pair[1]
        ),
        min_size=1,
        max_size=14,
    )
)
def test_a_circle_is_the_strongly_connected_part_around_the_payment(
    drawn: list[tuple[str, str]],
) -> None:
    pairs = [sender + recipient for sender, recipient in drawn]
    payer = pairs[-1][0]
    inside = {
        wallet
        for wallet in "abcdef"
        if reaches(pairs, payer, wallet) and reaches(pairs, wallet, payer)
    }
    closed = pairs[-1][1] in inside

    expected = [pair for pair in pairs if set(pair) <= inside] if closed else []

    assert circle(rounds(), moves(*pairs)) == expected
