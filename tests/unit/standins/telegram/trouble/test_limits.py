"""Specification of the sending limits: bursts pass, floods do not, a wait that is named is true."""

import pytest

from standins.telegram.errors import RefusalError
from standins.telegram.methods import Call
from standins.telegram.state import Chat, private_chat
from standins.telegram.trouble.limits import Limits, RateLimiter, messages
from standins.telegram.wire import JsonObject

GROUP = Chat(id=-5, type="group", title="G")
YOU = private_chat(1001)


def limiter(**limits: float) -> RateLimiter:
    made = RateLimiter()
    made.limits = Limits(enabled=True, **limits)
    return made


def call(method: str = "sendMessage", now: float = 0.0, **args: object) -> Call:
    return Call(method, args, {}, now)


def passed(limits: RateLimiter, chat: Chat | None, *calls: Call) -> list[bool]:
    return [_passes(limits, chat, one) for one in calls]


def _passes(limits: RateLimiter, chat: Chat | None, one: Call) -> bool:
    try:
        limits.admit(one, chat)
    except RefusalError:
        return False
    return True


def test_a_short_burst_passes_in_a_chat_and_a_flood_does_not() -> None:
    limits = limiter()

    at_once = passed(limits, YOU, *(call() for _ in range(5)))

    assert at_once == [True, True, True, False, False]


def test_one_a_second_passes_for_ever() -> None:
    limits = limiter()

    steady = passed(limits, YOU, *(call(now=float(second)) for second in range(100)))

    assert all(steady)


def test_the_wait_is_in_whole_seconds_and_is_kept() -> None:
    limits = limiter(chat_burst=1)
    limits.admit(call(now=10.0), YOU)

    with pytest.raises(RefusalError) as refusal:
        limits.admit(call(now=10.4), YOU)
    early, then = passed(limits, YOU, call(now=11.3), call(now=11.4))

    assert refusal.value.parameters == {"retry_after": 1}
    assert refusal.value.description == "Too Many Requests: retry after 1"
    assert (early, then) == (False, True)


def test_what_is_refused_is_not_counted() -> None:
    limits = limiter(chat_burst=1)
    passed(limits, YOU, *(call(now=0.0) for _ in range(50)))

    assert passed(limits, YOU, call(now=1.0)) == [True]


def test_a_group_takes_twenty_at_once_and_then_one_every_three_seconds() -> None:
    limits = limiter(chat_burst=100)
    burst = passed(limits, GROUP, *(call() for _ in range(20)))

    with pytest.raises(RefusalError) as refusal:
        limits.admit(call(), GROUP)
    later = passed(limits, GROUP, call(now=3.0), call(now=3.0))

    assert all(burst)
    assert refusal.value.parameters == {"retry_after": 3}
    assert later == [True, False]


def test_edits_count_in_a_groups_minute_but_not_in_a_chats_second() -> None:
    limits = limiter()
    edit = call("editMessageText")

    in_private = passed(limits, YOU, *(edit for _ in range(9)))
    in_group = passed(limits, GROUP, *(edit for _ in range(21)))

    assert all(in_private)
    assert in_group == [*[True] * 20, False]


def test_all_chats_together_take_thirty_a_second() -> None:
    limits = limiter()
    for number in range(30):
        limits.admit(call(now=5.0), private_chat(number))

    with pytest.raises(RefusalError, match="retry after 1"):
        limits.admit(call(now=5.0), private_chat(99))


def test_a_paid_broadcast_takes_a_thousand_a_second() -> None:
    limits = limiter()
    paid = [call(allow_paid_broadcast=True) for _ in range(1001)]

    results = [_passes(limits, private_chat(number), one) for number, one in enumerate(paid)]

    assert results == [*[True] * 1000, False]
    assert passed(limits, private_chat(5000), call()) == [True]


def test_every_message_of_an_album_counts_and_the_debt_is_paid_off() -> None:
    limits = limiter()
    album: JsonObject = {"media": [{}] * 5}

    first, second = passed(
        limits, YOU, call("sendMediaGroup", **album), call("sendMediaGroup", now=4.9, **album)
    )
    (third,) = passed(limits, YOU, call("sendMediaGroup", now=5.9, **album))

    assert messages(call("sendMediaGroup", **album)) == 5
    assert (first, second, third) == (True, False, True)


@pytest.mark.parametrize(
    "method",
    ["sendChatAction", "answerCallbackQuery", "sendMessageDraft", "editForumTopic", "getMe"],
)
def test_only_messages_count(method: str) -> None:
    assert messages(call(method)) == 0


def test_a_webhook_is_set_once_a_second() -> None:
    limits = limiter()

    assert passed(limits, None, call("setWebhook"), call("setWebhook")) == [True, False]
    assert passed(limits, None, call("setWebhook", now=1.0)) == [True]


def test_nothing_is_limited_until_it_is_switched_on() -> None:
    limits = RateLimiter()

    assert all(passed(limits, YOU, *(call() for _ in range(100))))


def test_a_clock_moved_back_does_not_shut_a_chat_for_ever() -> None:
    limits = limiter(chat_burst=1)
    passed(limits, YOU, call(now=5000.0), call(now=5000.0))

    assert passed(limits, YOU, call(now=10.0), call(now=11.0)) == [False, True]
