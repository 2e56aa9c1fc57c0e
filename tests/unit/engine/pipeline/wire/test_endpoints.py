"""Specification of which address is tried next, and after how long."""

import pytest

from core.errors import MisconfiguredError
from engine.pipeline.backoff import Backoff
from engine.pipeline.wire.endpoints import Address, Ending, Endpoints
from tests.support.facts import SECOND

HERE, THERE = Address(websocket="wss://here/v2/key"), Address(websocket="wss://there/v2/key")
NO_DOOR = Ending(reason="cannot be reached", opened=False)
NO_KEY = Ending(reason="refuses the key", opened=False, refused=True)
CUT = Ending(reason="broke off")


def some(*addresses: Address) -> Endpoints:
    return Endpoints(addresses, Backoff(lambda: 1.0, first_s=1, most_s=8))


def short(endpoints: Endpoints, *, told: bool = False) -> float:
    return endpoints.ended(CUT, lived_ns=SECOND, told=told)


def test_a_failed_handshake_leads_to_the_next_address_and_round() -> None:
    endpoints = some(HERE, THERE)

    tried = [endpoints.current]
    for _ in range(2):
        endpoints.ended(NO_DOOR, lived_ns=0, told=False)
        tried.append(endpoints.current)

    assert tried == [HERE, THERE, HERE]


def test_a_feed_that_wants_to_be_elsewhere_gets_another_address() -> None:
    endpoints = some(HERE, THERE)

    endpoints.ended(Ending(reason="wrong chain", elsewhere=True), lived_ns=SECOND, told=False)

    assert endpoints.current == THERE


def test_a_connection_that_broke_off_is_made_again_at_the_same_address() -> None:
    endpoints = some(HERE, THERE)

    endpoints.ended(CUT, lived_ns=60 * SECOND, told=True)

    assert endpoints.current == HERE


def test_three_short_lives_in_a_row_lead_elsewhere() -> None:
    endpoints = some(HERE, THERE)

    tried = []
    for _ in range(6):
        short(endpoints, told=True)
        tried.append(endpoints.current)

    assert tried == [HERE, HERE, THERE, THERE, THERE, HERE]


def test_who_lets_everybody_in_and_closes_at_once_is_not_hammered() -> None:
    endpoints = some(HERE)

    waits = [short(endpoints) for _ in range(5)]

    assert waits == [1, 2, 4, 8, 8]


def test_a_word_before_each_close_buys_two_quick_returns_and_no_more() -> None:
    endpoints = some(HERE)

    waits = [short(endpoints, told=True) for _ in range(5)]

    assert waits == [1, 1, 2, 4, 8]


def test_a_long_life_starts_anew() -> None:
    endpoints = some(HERE)
    for _ in range(5):
        short(endpoints)

    wait_s = endpoints.ended(CUT, lived_ns=30 * SECOND, told=False)

    assert wait_s == 1


def test_a_refused_key_sends_us_to_the_other_address_at_once() -> None:
    endpoints = some(HERE, THERE)

    wait_s = endpoints.ended(NO_KEY, lived_ns=0, told=False)

    assert (wait_s, endpoints.current) == (0, THERE)


def test_where_every_address_refuses_us_we_ask_seldom() -> None:
    endpoints = some(HERE, THERE)

    waits = [endpoints.ended(NO_KEY, lived_ns=0, told=False) for _ in range(12)]

    assert waits == [0, 20, 0, 40, 0, 80, 0, 160, 0, 300, 0, 300]


def test_a_pause_that_is_asked_for_is_kept_within_reason() -> None:
    endpoints = some(HERE)

    wait_s = endpoints.ended(
        Ending(reason="busy", opened=False, after_s=30), lived_ns=0, told=False
    )
    forever_s = endpoints.ended(
        Ending(reason="busy", opened=False, after_s=86_400), lived_ns=0, told=False
    )

    assert (wait_s, forever_s) == (30, 300)


def test_an_address_shows_its_host_and_nothing_else() -> None:
    address = Address(websocket="wss://user:hunter2@node.example:8443/v2/hunter2")

    assert address.host == "node.example"


def test_an_address_that_is_none_is_refused_by_the_name_of_its_setting() -> None:
    with pytest.raises(MisconfiguredError, match="WHALE_ETHEREUM_WS must begin with") as refused:
        Address(websocket="hunter2", setting="WHALE_ETHEREUM_WS")

    assert "hunter2" not in str(refused.value)
