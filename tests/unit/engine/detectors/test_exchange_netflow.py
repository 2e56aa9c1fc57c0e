"""Specification of netflows: hour by hour and day by day, against the exchange's own history."""

import pickle

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


def test_after_a_restart_it_goes_on_where_it_was() -> None:
    hearing = Hearing(ExchangeNetflow())
    hearing.update(paid_in(0, 300))

    restarted: Hearing = pickle.loads(pickle.dumps(hearing))  # noqa: S301 - our own bytes

    end = a_block(CLOSES)
    assert restarted.detector.update(end) == hearing.detector.update(end)


def test_what_would_tell_every_hour_is_refused() -> None:
    with pytest.raises(ValueError, match="take 1"):
        NetflowOptions(least_z=0)
