"""Specification of the past as a whole: what is asked, in which order, and what cannot be read."""

import pytest

from core.conversation import Fetch, Unreadable
from engine.feeds.bybit.past import Past
from engine.feeds.bybit.rest import Pace, RestDesk
from tests.support.bybit_rest import a_reply, fetches, with_list
from tests.support.facts import NOON, SECOND, a_trade


def a_past(pace: Pace | None = None) -> Past:
    return with_list(Past(RestDesk(pace or Pace()), ["ETHUSDT"], ["1m", "1d"]), "ETHUSDT")


def the_question(past: Past, purpose: str) -> Fetch:
    (fetch,) = [fetch for fetch in fetches(past.connected(NOON)) if fetch.purpose == purpose]
    return fetch


def test_at_the_start_everything_is_asked_in_the_order_of_its_urgency() -> None:
    past = a_past()

    purposes = [fetch.purpose for fetch in fetches(past.connected(NOON))]

    assert purposes == [
        "instruments",
        "candles.1.ETHUSDT",
        "candles.D.ETHUSDT",
        "interest.ETHUSDT",
        "funding.ETHUSDT",
    ]


def test_feeds_that_share_a_pace_share_its_limit() -> None:
    pace = Pace(most=7)
    one, other = a_past(pace), a_past(pace)

    asked = [*fetches(one.connected(NOON)), *fetches(other.connected(NOON))]
    rest = fetches(other.tick(NOON + 5 * SECOND))

    assert len(asked) == 7
    assert len(rest) == 3


def test_questions_of_others_at_the_same_desk_go_out_too() -> None:
    desk = RestDesk(Pace())
    past = Past(desk, [], [])

    desk.ask("proof.ETHUSDT", "/v5/market/orderbook")

    assert [fetch.purpose for fetch in fetches(past.tick(NOON))] == ["instruments", "proof.ETHUSDT"]


@pytest.mark.parametrize(
    "result",
    [
        {"list": []},
        {"symbol": "ETHUSDT", "list": [["x", "1", "1", "1", "1", "1", "1"]]},
        {"symbol": "ETHUSDT", "list": [["1", "1"]]},
        [],
    ],
    ids=["no symbol", "no number", "too short", "no object"],
)
def test_an_answer_that_cannot_be_read_is_kept_with_the_reason(result: object) -> None:
    past = a_past()
    fetch = the_question(past, "candles.1.ETHUSDT")
    reply = a_reply({"": result} if result == [] else result)

    steps = past.fetched(fetch, reply, NOON)

    (kept,) = [step for step in steps if isinstance(step, Unreadable)]
    assert kept.frame == reply.body
    assert kept.reason.startswith(f"{fetch.path}: an answer that cannot be read")


def test_a_refusal_is_kept_in_the_venues_words() -> None:
    past = a_past()
    fetch = the_question(past, "funding.ETHUSDT")

    steps = past.fetched(fetch, a_reply(code=10_001, text="params error"), NOON)

    (kept,) = [step for step in steps if isinstance(step, Unreadable)]
    assert kept.reason == f"{fetch.path}: 10001 params error"


@pytest.mark.parametrize("purpose", ["candles.1.ETHUSDT", "interest.ETHUSDT", "instruments"])
def test_what_fails_for_now_tells_nothing_and_is_asked_again(purpose: str) -> None:
    past = a_past()
    fetch = the_question(past, purpose)

    steps = past.fetched(fetch, None, NOON)
    again = fetches(past.tick(NOON + 2 * SECOND))

    assert steps == []
    assert fetch in again


def test_what_nobody_follows_is_no_question_of_ours() -> None:
    past = a_past()
    past.connected(NOON)

    with pytest.raises(KeyError):
        past.live_trades([a_trade(symbol="NOPEUSDT")], NOON)
    assert past.live_trades([], NOON) == []


def test_a_connection_that_ends_sends_its_questions_again_on_the_next() -> None:
    past = a_past()
    first = fetches(past.connected(NOON))
    past.lost(NOON + SECOND)

    again = fetches(past.connected(NOON + 2 * SECOND))

    assert again == first
