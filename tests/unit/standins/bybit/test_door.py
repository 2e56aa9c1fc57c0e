"""Specification of limits and bans: who is let in, and from when on again."""

import pytest

from standins.bybit.door import Door
from standins.bybit.faults import (
    Ban,
    ConnectionLimit,
    Ordered,
    RequestLimit,
    RestError,
    TooManyVisits,
    TurnAway,
)
from standins.bybit.orders import Orders

ME, YOU = "10.0.0.1", "10.0.0.2"


class Entrance:
    """A door and a clock."""

    def __init__(self, *faults: Ordered) -> None:
        self.now_s = 1_000.0
        self.orders = Orders(lambda: self.now_s)
        self.door = Door(self.orders, lambda: self.now_s, lambda: round(self.now_s * 1_000))
        for fault in faults:
            self.orders.add(fault)

    def knock(self, times: int, address: str = ME) -> list[bool]:
        return [self.door.banned(address) for _ in range(times)]


def test_without_an_order_nobody_is_limited() -> None:
    entrance = Entrance()

    assert not any(entrance.knock(5_000))
    assert entrance.door.upgrade(ME) is None
    assert entrance.door.instead("kline") is None


def test_600_requests_in_5_s_are_served_and_the_next_is_banned_for_ten_minutes() -> None:
    entrance = Entrance(RequestLimit())

    assert not any(entrance.knock(600))
    assert entrance.knock(1) == [True]
    entrance.now_s += 599
    assert entrance.knock(1) == [True]
    entrance.now_s += 2
    assert entrance.knock(1) == [False]


def test_requests_that_are_spread_are_never_too_many() -> None:
    entrance = Entrance(RequestLimit())

    for _ in range(5):
        assert not any(entrance.knock(600))
        entrance.now_s += 5


def test_a_limit_is_each_addresses_own() -> None:
    entrance = Entrance(RequestLimit(most=3))

    assert entrance.knock(4)[-1]
    assert not any(entrance.knock(3, YOU))


def test_a_ban_can_be_ordered_and_taken_back() -> None:
    entrance = Entrance(Ban(seconds=600))

    assert entrance.knock(2) == [True, True]
    entrance.orders.take_back("ban")
    assert entrance.knock(2) == [False, False]


def test_500_connections_in_five_minutes_are_opened_and_no_more() -> None:
    entrance = Entrance(ConnectionLimit())

    answers = [entrance.door.upgrade(ME) for _ in range(501)]
    entrance.now_s += 301

    assert answers == [None] * 500 + [403]
    assert entrance.door.upgrade(ME) is None


@pytest.mark.parametrize("status", [403, 503])
def test_connections_can_be_turned_away_so_often(status: int) -> None:
    entrance = Entrance(TurnAway(status=status, times=2))

    assert [entrance.door.upgrade(ME) for _ in range(3)] == [status, status, None]


def test_too_many_visits_say_when_the_limit_is_reset() -> None:
    entrance = Entrance(TooManyVisits(reset_s=2))

    refusal = entrance.door.instead("kline")

    assert refusal is not None
    assert (refusal.status, refusal.code) == (200, 10_006)
    assert refusal.headers["X-Bapi-Limit-Reset-Timestamp"] == "1002000"
    assert entrance.door.instead("kline") is None


def test_an_error_meets_only_its_path() -> None:
    entrance = Entrance(RestError(path="kline", status=500, times=0))

    assert entrance.door.instead("orderbook") is None
    assert entrance.door.instead("kline") == entrance.door.instead("kline")
