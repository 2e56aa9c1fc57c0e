"""Specification of questions about symbols: a symbol that is not listed costs no request."""

from engine.feeds.bybit.past import Past
from engine.feeds.bybit.rest import Pace, RestDesk
from tests.support.bybit_rest import a_reply, fetches, with_list
from tests.support.facts import NOON, SECOND


def a_past(*symbols: str) -> Past:
    return Past(RestDesk(Pace()), symbols, ["1m"], category="spot")


def asked(past: Past, now_ns: int) -> list[str]:
    return [fetch.purpose for fetch in fetches(past.tick(now_ns))]


def test_histories_wait_for_the_list_and_those_of_unlisted_symbols_stay() -> None:
    past = a_past("ETHUSDT", "ETHUSTD")
    (question,) = fetches(past.connected(NOON))

    page = a_reply({"list": [{"symbol": "ETHUSDT"}]})
    found = fetches(past.fetched(question, page, NOON))

    assert question.purpose == "instruments"
    assert [fetch.purpose for fetch in found] == ["candles.1.ETHUSDT"]


def test_a_symbol_that_is_listed_later_gets_its_history_then() -> None:
    past = with_list(a_past("NEWUSDT"), "ETHUSDT")
    (question,) = fetches(past.connected(NOON))

    past.fetched(question, a_reply({"list": [{"symbol": "ETHUSDT"}]}), NOON)
    (again,) = fetches(past.tick(NOON + 3_600 * SECOND))
    found = fetches(past.fetched(again, a_reply({"list": [{"symbol": "NEWUSDT"}]}), NOON))

    assert [fetch.purpose for fetch in found] == ["candles.1.NEWUSDT"]


def test_without_a_list_everything_is_asked_after_three_seconds() -> None:
    past = a_past("ETHUSDT")
    past.connected(NOON)

    early = asked(past, NOON + 2 * SECOND)
    late = asked(past, NOON + 3 * SECOND)

    assert (early, late) == ([], ["candles.1.ETHUSDT"])
