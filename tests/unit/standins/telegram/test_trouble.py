"""Specification of faults and limits as plain objects, and of the clock they go by."""

import pytest

from standins.telegram.clock import MovableClock
from standins.telegram.errors import RefusalError
from standins.telegram.faults import Fault, Faults
from standins.telegram.limits import Limits, RateLimiter
from standins.telegram.state import Chat, first_state, private_chat

GROUP = Chat(id=-5, type="group", title="G")


def limiter(**limits: int) -> RateLimiter:
    made = RateLimiter()
    made.limits = Limits(enabled=True, **limits)
    return made


def test_a_fault_is_over_after_its_times() -> None:
    faults = Faults()
    faults.active = [Fault(code=500, times=1)]

    taken = [faults.take("sendMessage", {}) is not None for _ in range(2)]

    assert taken == [True, False]


def test_polling_is_spared_unless_it_is_named() -> None:
    assert not Fault(code=500).meets("getUpdates", {})
    assert Fault(code=500, method="GETUPDATES").meets("getUpdates", {})


def test_a_refusal_of_a_fault_has_usual_words_or_given_ones() -> None:
    usual = Fault(code=429, parameters={"retry_after": 7}).refusal()
    given = Fault(code=400, description="Bad Request: PEER_ID_INVALID").refusal()
    assert usual
    assert given

    assert usual.description == "Too Many Requests: retry after 7"
    assert given.description == "Bad Request: PEER_ID_INVALID"


def test_a_group_takes_twenty_a_minute() -> None:
    limits = limiter(chat_per_second=100)
    for second in range(20):
        limits.admit("sendMessage", GROUP, float(second))

    with pytest.raises(RefusalError) as refusal:
        limits.admit("sendMessage", GROUP, 20.0)

    assert refusal.value.parameters == {"retry_after": 40}


def test_all_chats_together_take_thirty_a_second() -> None:
    limits = limiter()
    for number in range(30):
        limits.admit("sendMessage", private_chat(number), 5.0)

    with pytest.raises(RefusalError, match="retry after 1"):
        limits.admit("sendMessage", private_chat(99), 5.5)


def test_only_messages_count() -> None:
    limits = limiter()

    for _ in range(50):
        limits.admit("sendChatAction", GROUP, 5.0)
        limits.admit("answerCallbackQuery", GROUP, 5.0)

    limits.admit("sendMessage", GROUP, 5.0)


def test_time_moves_as_it_is_told() -> None:
    clock = MovableClock(lambda: 100.0, first_state(bot_id=1, username="b", name="B", now=0.0))

    clock.set(5000.0)
    clock.advance(60)

    assert clock.now() == 5060.0
