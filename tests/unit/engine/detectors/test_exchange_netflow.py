"""Specification of netflows: hour by hour and day by day, against the exchange's own history."""

import pickle
from collections.abc import Iterable

import pytest

from core.chain import Block, Transfer
from core.detection import Detection, Move
from engine.detectors.exchange_netflow import ExchangeNetflow, NetflowOptions
from tests.support.facts import NOON, SECOND
from tests.support.flows import BLOCK_S, a_move, gone
from tests.support.patterns import Hearing

HOUR = 300
HOUR_NS = 3_600 * SECOND
ENDS_NS = NOON - NOON % HOUR_NS + HOUR_NS
CLOSES = -(-(ENDS_NS + 300 * SECOND - NOON) // (BLOCK_S * SECOND))
"""The first block five minutes after the end of the hour in which the first block lies."""


def a_block(block: int) -> Block:
    at_ns = NOON + block * BLOCK_S * SECOND
    return Block(
        chain="ethereum",
        block_number=21_000_000 + block,
        block_hash=f"0xb{block}",
        at_ns=at_ns,
        seen_ns=at_ns + SECOND,
        parent_hash="",
        transactions=0,
    )


def paid_in(hour: int, coins: float) -> Transfer:
    return a_move("ann", "hot", coins, block=hour * HOUR, tx=f"0x{hour}")


def hourly(found: list[Detection | Move], exchange: str = "Binance") -> list[Move]:
    subject = f"ethereum:{exchange}:ETH"
    moves = [each for each in found if isinstance(each, Move)]
    return [one for one in moves if one.metric == "netflow_1h" and one.subject == subject]


def test_an_hour_is_told_five_minutes_after_its_end() -> None:
    hearing = Hearing(ExchangeNetflow())
    hearing.update(paid_in(0, 300), a_move("hot", "bob", 100, block=9))

    early = hearing.detector.update(a_block(CLOSES - 1))
    found = hearing.detector.update(a_block(CLOSES))

    assert early == []
    (move,) = hourly(list(found))
    assert (move.before, move.after) == (0, 200)
    assert move.at_ns == ENDS_NS


def test_from_exchange_to_exchange_counts_for_both_and_not_for_all() -> None:
    hearing = Hearing(ExchangeNetflow())
    hearing.update(a_move("kraken", "hot", 300))

    found = list(hearing.detector.update(a_block(CLOSES)))

    assert [move.after for name in ("Kraken", "Binance") for move in hourly(found, name)] == [
        -300,
        300,
    ]
    assert hourly(found, "all") == []


def test_a_block_that_left_the_chain_does_not_count() -> None:
    hearing = Hearing(ExchangeNetflow())
    hearing.update(paid_in(0, 300), a_move("eve", "hot", 50, block=7), gone(7))

    (move,) = hourly(list(hearing.detector.update(a_block(CLOSES))))

    assert move.after == 300


def after_days(last: float, hours: int = 80) -> list[Detection]:
    """Hours of about a hundred coins each, and a last one."""
    hearing = Hearing(ExchangeNetflow())
    found: list[Detection | Move] = []
    for hour in range(hours):
        hearing.update(paid_in(hour, last if hour == hours - 1 else 95 + hour % 11))
        found += hearing.detector.update(a_block(hour * HOUR + CLOSES))
    return [each for each in found if isinstance(each, Detection)]


def test_an_hour_like_the_others_is_nothing_to_tell() -> None:
    assert after_days(106) == []


def test_an_hour_far_out_of_its_usual_range_is_told_with_it() -> None:
    of_binance, of_all = after_days(900)

    assert (of_binance.texts["exchange"], of_all.texts["exchange"]) == ("Binance", "all")
    assert of_binance.texts["span"] == "1h"
    assert of_binance.numbers["usual"] == 100
    assert of_binance.numbers["z"] > 100
    assert of_binance.known_ns >= of_binance.formed_ns


def test_before_three_days_nothing_is_unusual() -> None:
    assert after_days(900, hours=72) == []


UNUSUAL, AFTER = 79, 79 * HOUR + CLOSES


def of_an_unusual_hour() -> tuple[Hearing, list[Detection]]:
    """A detector that has told of the last hour, 900 coins of which came in one transfer."""
    hearing = Hearing(ExchangeNetflow())
    found: list[Detection | Move] = []
    for hour in range(UNUSUAL + 1):
        hearing.update(paid_in(hour, 900 if hour == UNUSUAL else 95 + hour % 11))
        found += hearing.detector.update(a_block(hour * HOUR + CLOSES))
    return hearing, [each for each in found if isinstance(each, Detection)]


def replaced_by(hearing: Hearing, coins: float) -> None:
    """The block of the 900 coins leaves the chain; its successor brings so many from another."""
    other = a_move("eve", "hot", coins, block=UNUSUAL * HOUR + 1, tx="0xother", branch="b")
    hearing.update(gone(UNUSUAL * HOUR), other)


def of_binance(found: Iterable[object]) -> list[Detection]:
    told = [each for each in found if isinstance(each, Detection)]
    return [each for each in told if each.texts["exchange"] == "Binance"]


def test_what_was_told_is_withdrawn_when_its_block_leaves_the_chain_for_good() -> None:
    hearing, (first, _) = of_an_unusual_hour()
    replaced_by(hearing, 100)

    (taken_back,) = of_binance(hearing.detector.update(a_block(AFTER + 1)))

    assert (taken_back.kind, taken_back.of) == ("netflow_withdrawn", first.id)
    assert (taken_back.numbers["told"], taken_back.numbers["net"]) == (900, 100)
    assert taken_back.known_ns == a_block(AFTER + 1).at_ns


def test_before_the_chain_has_regrown_nothing_is_said() -> None:
    hearing, _ = of_an_unusual_hour()
    hearing.update(gone(UNUSUAL * HOUR))

    assert of_binance(hearing.detector.update(a_block(UNUSUAL * HOUR))) == []


def test_what_comes_back_in_another_block_of_the_hour_leaves_it_as_it_was() -> None:
    hearing, _ = of_an_unusual_hour()
    again = a_move("ann", "hot", 900, block=UNUSUAL * HOUR + 1, tx=f"0x{UNUSUAL}", branch="b")
    hearing.update(gone(UNUSUAL * HOUR), again)

    assert of_binance(hearing.detector.update(a_block(AFTER + 1))) == []


def test_a_sum_that_is_still_unusual_is_corrected() -> None:
    hearing, (first, _) = of_an_unusual_hour()
    replaced_by(hearing, 700)

    (corrected,) = of_binance(hearing.detector.update(a_block(AFTER + 1)))

    assert (corrected.kind, corrected.of) == ("netflow_corrected", first.id)
    assert (corrected.numbers["told"], corrected.numbers["net"]) == (900, 700)


def test_a_withdrawn_one_is_taken_back_once() -> None:
    hearing, _ = of_an_unusual_hour()
    replaced_by(hearing, 100)
    hearing.detector.update(a_block(AFTER + 1))
    hearing.update(gone(AFTER + 1))

    assert of_binance(hearing.detector.update(a_block(AFTER + 2))) == []


def test_what_is_usual_is_put_right_too() -> None:
    hearing, _ = of_an_unusual_hour()
    hearing.update(gone(UNUSUAL * HOUR), paid_in(UNUSUAL + 1, 300))
    hearing.detector.update(a_block(AFTER + 1))

    (move,) = hourly(list(hearing.detector.update(a_block(AFTER + HOUR))))

    assert (move.before, move.after) == (0, 300)


def test_after_a_restart_it_goes_on_where_it_was() -> None:
    hearing = Hearing(ExchangeNetflow())
    hearing.update(paid_in(0, 300))

    restarted: Hearing = pickle.loads(pickle.dumps(hearing))  # noqa: S301 - our own bytes

    end = a_block(CLOSES)
    assert restarted.detector.update(end) == hearing.detector.update(end)


def test_what_would_tell_every_hour_is_refused() -> None:
    with pytest.raises(ValueError, match="take 1"):
        NetflowOptions(least_z=0)
