"""Specification of the hall: what is kept for late subscribers, and faults on the way."""

import pytest

from standins.bybit.faults import Drop, Duplicate, FrameFault, Resnapshot, Restart, Silence
from standins.bybit.frames import made
from standins.bybit.hub import Hub
from standins.bybit.wire import BookBody, BookFrame, TickerFrame, TradeBody, TradeFrame
from tests.unit.standins.bybit.listening import ClientBook, Ear

BOOK, TICKER, TRADES = "orderbook.50.ETHUSDT", "tickers.ETHUSDT", "publicTrade.ETHUSDT"


class Hall:
    """A hall with one book, counting its own update ids."""

    def __init__(self, category: str = "linear") -> None:
        self.hub = Hub(lambda _category, _topic: True)
        self.ear = Ear()
        self._u = 100
        self.say("snapshot", [("10", "1")], [("11", "1")])
        self.hub.join(self.ear, category, [BOOK, TICKER, TRADES])

    def say(self, kind: str, bids: list[tuple[str, str]], asks: list[tuple[str, str]]) -> None:
        self._u += 1
        body = BookBody("ETHUSDT", bids, asks, self._u, self._u * 7)
        self.hub.publish(made(BookFrame(BOOK, kind, self._u * 20, body, self._u * 20 - 2)))

    def deltas(self, count: int) -> None:
        for _ in range(count):
            self.say("delta", [("10", str(self._u))], [])

    def ids(self) -> list[tuple[str, int]]:
        return [(frame["type"][0], frame["data"]["u"]) for frame in self.ear.frames(BOOK)]


def test_a_late_subscriber_begins_with_the_book_as_it_is() -> None:
    hall = Hall()
    hall.say("delta", [("10", "0"), ("9", "4")], [("11.5", "2"), ("11", "3")])
    late, book = Ear(), ClientBook()

    hall.hub.join(late, "linear", [BOOK])
    hall.deltas(3)
    for frame in late.frames(BOOK):
        book.apply(frame)

    assert late.frames(BOOK)[0]["data"]["b"] == [["9", "4"]]
    assert late.frames(BOOK)[0]["data"]["a"] == [["11", "3"], ["11.5", "2"]]
    assert book.u == 105


def test_dropped_frames_are_a_gap_in_u() -> None:
    hall = Hall()
    hall.hub.orders.add(Drop(BOOK, nth=2, times=2))

    hall.deltas(5)

    assert [u for _, u in hall.ids()] == [101, 102, 105, 106]


def test_a_duplicate_comes_twice() -> None:
    hall = Hall()
    hall.hub.orders.add(Duplicate(BOOK, nth=2))

    hall.deltas(3)

    assert [u for _, u in hall.ids()] == [101, 102, 103, 103, 104]


def test_silence_lasts_as_long_as_ordered() -> None:
    hall = Hall()
    hall.hub.orders.add(Silence(BOOK, times=2))

    hall.deltas(3)

    assert [u for _, u in hall.ids()] == [101, 104]


def test_a_silence_for_good_ends_when_faults_are_cleared() -> None:
    hall = Hall()
    hall.hub.orders.add(Silence(BOOK))
    hall.deltas(3)

    hall.hub.orders.take_back()
    hall.deltas(1)

    assert [u for _, u in hall.ids()] == [101, 105]


def test_a_snapshot_in_mid_stream_holds_the_frame_it_replaces() -> None:
    hall = Hall()
    hall.hub.orders.add(Resnapshot(BOOK))

    hall.deltas(2)

    assert hall.ids() == [("s", 101), ("s", 102), ("d", 103)]
    assert hall.ear.frames(BOOK)[1]["data"]["b"] == [["10", "101"]]


def test_after_a_restart_u_counts_from_one_for_everybody() -> None:
    hall, late = Hall(), Ear()
    hall.hub.orders.add(Restart(BOOK))

    hall.deltas(3)
    hall.hub.join(late, "linear", [BOOK])
    hall.deltas(1)

    assert hall.ids() == [("s", 101), ("s", 1), ("d", 2), ("d", 3), ("d", 4)]
    assert [frame["data"]["u"] for frame in late.frames(BOOK)] == [3, 4]


@pytest.mark.parametrize("fault", [Drop(TRADES), Duplicate(TRADES), Silence(TRADES)])
def test_a_fault_touches_no_other_topic(fault: FrameFault) -> None:
    hall = Hall()
    hall.hub.orders.add(fault)

    hall.deltas(2)

    assert hall.ids() == [("s", 101), ("d", 102), ("d", 103)]
    assert hall.hub.orders.pending == [fault]


def test_a_late_subscriber_gets_the_whole_ticker_and_the_first_one_the_changes() -> None:
    hall, late = Hall(), Ear()

    hall.hub.publish(
        made(TickerFrame(TICKER, "snapshot", {"lastPrice": "1", "bid1Price": "0"}, 1, 1))
    )
    hall.hub.publish(made(TickerFrame(TICKER, "delta", {"lastPrice": "2"}, 2, 2)))
    hall.hub.join(late, "linear", [TICKER])

    assert [frame["data"] for frame in hall.ear.frames(TICKER)][1] == {"lastPrice": "2"}
    assert late.frames(TICKER)[0]["type"] == "snapshot"
    assert late.frames(TICKER)[0]["data"] == {"lastPrice": "2", "bid1Price": "0"}


def test_key_orders_are_those_of_the_market() -> None:
    linear, spot = Hall("linear"), Hall("spot")
    trade = TradeBody(ms=5, symbol="ETHUSDT", side="Buy", size="1", price="2", tick="PlusTick")

    for hall in (linear, spot):
        hall.deltas(1)
        hall.hub.publish(made(TradeFrame(TRADES, "snapshot", 6, [trade])))

    assert list(linear.ear.frames(BOOK)[1]) == ["topic", "type", "ts", "data", "cts"]
    assert list(spot.ear.frames(BOOK)[1]) == ["topic", "ts", "type", "data", "cts"]
    assert linear.ear.frames(TRADES)[0]["data"][0]["L"] == "PlusTick"
    assert "L" not in spot.ear.frames(TRADES)[0]["data"][0]


def test_a_spot_ticker_is_always_whole_and_has_no_touch() -> None:
    hall = Hall("spot")

    hall.hub.publish(
        made(TickerFrame(TICKER, "snapshot", {"lastPrice": "1", "bid1Price": "0"}, 1, 1))
    )
    hall.hub.publish(made(TickerFrame(TICKER, "delta", {"bid1Price": "2"}, 2, 2)))

    last = hall.ear.frames(TICKER)[-1]
    assert (last["type"], last["data"]) == ("snapshot", {"lastPrice": "1"})


def test_one_encoding_is_shared_by_all_who_listen() -> None:
    hall, other = Hall(), Ear()
    hall.hub.join(other, "linear", [BOOK])

    hall.deltas(1)

    assert hall.ear.heard[-1] is other.heard[-1]
