"""Specification of a made-up day on the chain: whole, in order, the same from the same seed."""

from core.time_units import HOUR_NS
from engine.flows.known import known_labels
from whale.charts.moves import NOW_NS, a_day

EXCHANGES = {each.address for each in known_labels() if each.category == "exchange"}


def test_the_same_seed_gives_the_same_day_and_another_one_another() -> None:
    assert a_day(7) == a_day(7) != a_day(8)


def test_transfers_come_in_order_each_with_its_own_hash_within_the_hours_asked_for() -> None:
    day = a_day(7, hours=5)

    times = [each.at_ns for each in day]
    assert times == sorted(times)
    assert NOW_NS - 5 * HOUR_NS <= times[0] <= times[-1] < NOW_NS
    assert len({each.tx_hash for each in day}) == len(day)
    assert all(each.size > 0 for each in day)


def test_one_end_is_an_exchange_unless_none_are_wanted() -> None:
    with_exchanges = [{each.sender, each.recipient} & EXCHANGES for each in a_day(7)]
    without = [{each.sender, each.recipient} & EXCHANGES for each in a_day(7, exchanges=False)]

    assert all(len(ends) == 1 for ends in with_exchanges)
    assert not any(without)
