"""Specification of the faults on the way of frames: what a listener hears instead."""

import json

import pytest

from standins.bybit.faults import (
    Drop,
    FrameFault,
    Garbage,
    KeyOrder,
    Repeat,
    Silence,
    Split,
    Stale,
    Swap,
    Truncate,
)
from standins.bybit.faults.books import Burst, Quiet
from standins.bybit.frames import made
from standins.bybit.hub import Hub
from standins.bybit.wire import BookBody, BookFrame, TradeBody, TradeFrame
from tests.unit.standins.bybit.listening import ClientBook, Ear

BOOK, TRADES = "orderbook.50.ETHUSDT", "publicTrade.ETHUSDT"


class Hall:
    """A hall with one book whose best bid gets a new size with every frame, ten a second."""

    def __init__(self, *faults: FrameFault | Quiet) -> None:
        self.hub = Hub(lambda _category, _topic: True)
        self.ear = Ear()
        self._u = 100
        self.say("snapshot", ("10", "1"), ("9", "1"))
        self.hub.join(self.ear, "linear", [BOOK, TRADES])
        for fault in faults:
            self.hub.orders.add(fault)

    def say(self, kind: str, *bids: tuple[str, str]) -> None:
        self._u += 1
        body = BookBody("ETHUSDT", list(bids), [], self._u, self._u * 7)
        self.hub.publish(made(BookFrame(BOOK, kind, self._u * 100, body, self._u * 100 - 2)))

    def deltas(self, count: int) -> "Hall":
        for _ in range(count):
            self.say("delta", ("10", str(self._u)))
        return self

    def ids(self) -> list[int]:
        return [frame["data"]["u"] for frame in self.ear.frames(BOOK)][1:]

    def followed(self) -> ClientBook:
        """The book of a client that insists on every ``u``."""
        book = ClientBook()
        for frame in self.ear.frames(BOOK):
            book.apply(frame)
        return book


@pytest.mark.parametrize(
    ("fault", "heard"),
    [
        (Drop(BOOK), [103, 104, 105, 106]),
        (Drop(BOOK, nth=2, times=2), [102, 105, 106]),
        (Drop("orderbook."), [103, 104, 105, 106]),
        (Drop(""), [103, 104, 105, 106]),
        (Drop(BOOK, seconds=0.2), [104, 105, 106]),
        (Drop(BOOK, times=0), []),
        (Silence(BOOK), []),
        (Silence(BOOK, seconds=0.3), [105, 106]),
        (Stale(BOOK, nth=3, behind=2), [102, 103, 104, 102, 105, 106]),
        (Swap(BOOK, nth=2), [102, 104, 103, 105, 106]),
        (Repeat(BOOK, nth=2), [102, 103, 103, 104, 105, 106]),
    ],
)
def test_a_fault_changes_which_frames_are_heard(fault: FrameFault, heard: list[int]) -> None:
    assert Hall(fault).deltas(5).ids() == heard


def test_a_repeated_book_is_a_snapshot_under_the_same_u() -> None:
    hall = Hall(Repeat(BOOK)).deltas(1)

    said, again = hall.ear.frames(BOOK)[1:]

    assert (said["type"], again["type"]) == ("delta", "snapshot")
    assert again["data"]["b"] == [["10", "101"], ["9", "1"]]


def test_garbage_takes_nothing_away_and_half_a_frame_does() -> None:
    garbage, half = Hall(Garbage(BOOK)).deltas(2), Hall(Truncate(BOOK)).deltas(2)

    assert [heard[:1] for heard in garbage.ear.heard] == [b"{", b"u", b"{", b"{"]
    assert half.ear.heard[1] == Hall().deltas(1).ear.heard[1][: len(half.ear.heard[1])]
    with pytest.raises(json.JSONDecodeError):
        json.loads(half.ear.heard[1])


def test_keys_the_other_way_round_say_the_same() -> None:
    usual, other = Hall().deltas(1).ear.heard[1], Hall(KeyOrder(BOOK)).deltas(1).ear.heard[1]

    assert json.loads(other) == json.loads(usual)
    assert list(json.loads(other)) == list(json.loads(usual))[::-1]


def test_trades_of_one_message_can_be_spread_with_their_seq() -> None:
    hall = Hall(Split(TRADES, most=2))
    trades = [TradeBody(5, "ETHUSDT", "Buy", "1", "2", trade_id=f"t{n}", seq=7) for n in range(5)]

    hall.hub.publish(made(TradeFrame(TRADES, "snapshot", 6, trades)))
    heard = [frame["data"] for frame in hall.ear.frames(TRADES)]

    assert [len(part) for part in heard] == [2, 2, 1]
    assert [trade["i"] for part in heard for trade in part] == ["t0", "t1", "t2", "t3", "t4"]
    assert {trade["seq"] for part in heard for trade in part} == {7}


def test_more_than_1024_trades_take_more_than_one_message() -> None:
    trades = [TradeBody(5, "ETHUSDT", "Buy", "1", "2", seq=7)] * 2_100

    parts = TradeFrame(TRADES, "snapshot", 6, trades).parts()

    assert [len(part.data) for part in parts] == [1_024, 1_024, 52]


def test_a_quiet_book_goes_on_without_a_gap_and_holds_all_that_changed() -> None:
    hall, late = Hall(Quiet(topic=BOOK, seconds=0.5)), Ear()

    hall.deltas(4)
    hall.hub.join(late, "linear", [BOOK])
    hall.say("delta", ("8", "1"), ("9", "0"))
    hall.deltas(3)

    assert hall.ids() == [102, 103, 104]
    assert hall.ear.frames(BOOK)[1]["data"]["b"] == [["10", "106"], ["9", "0"], ["8", "1"]]
    assert hall.followed().bids == [["10", "108"], ["8", "1"]]
    assert [frame["data"]["u"] for frame in late.frames(BOOK)] == [101, 102, 103, 104]


def test_a_quiet_that_is_over_is_forgotten() -> None:
    hall = Hall(Quiet(topic=BOOK, seconds=0.3)).deltas(4)

    assert hall.hub.orders.quiets == []


def test_a_quiet_that_is_taken_back_lets_go_of_what_it_held() -> None:
    hall = Hall(Quiet(topic=BOOK, seconds=60)).deltas(3)

    hall.hub.orders.take_back("quiet")
    hall.deltas(2)

    assert hall.ids() == [102, 103]
    assert hall.hub.orders.pending == []


def test_a_burst_changes_nothing_in_the_end_and_u_goes_on() -> None:
    hall = Hall().deltas(1)

    Burst(topic=BOOK, frames=6).happen(hall.hub)
    hall.deltas(1)

    assert hall.ids() == list(range(102, 110))
    assert hall.followed().bids == [["10", "102"], ["9", "1"]]


def test_two_faults_meet_the_same_frame_one_after_the_other() -> None:
    assert Hall(Drop(BOOK, nth=2), Repeat(BOOK, nth=1)).deltas(3).ids() == [102, 102, 104]


@pytest.mark.parametrize("wrong", [{"times": -1}, {"seconds": -0.1}])
def test_a_fault_does_not_happen_less_than_never(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="not below zero"):
        Drop(BOOK, **wrong)
