"""Specification of topics nobody listens to: they cost nothing, and can be had at any moment."""

from standins.bybit.faults.books import Burst, Quiet
from standins.bybit.hub import Hub
from standins.bybit.orders import Orders
from standins.bybit.simulated import SimulatedVenue
from standins.market.exchange.instruments import instruments
from tests.unit.standins.bybit.listening import ClientBook, Ear

NOW_MS = 1_790_000_000_000
BOOK, DEEP, TICKER = "orderbook.50.ETHUSDT", "orderbook.1000.ETHUSDT", "tickers.ETHUSDT"


class House:
    """A made-up venue and its hall."""

    def __init__(self) -> None:
        self.venue = SimulatedVenue(instruments(["ETHUSDT"]), seed=4, now_ms=NOW_MS)
        self.hub = Hub(lambda _category, _topic: True, Orders(lambda: 0.0), self.venue.whole)

    def play(self, steps: int) -> None:
        for _ in range(steps):
            for frame in self.venue.advance(self.hub.wants):
                self.hub.publish(frame)

    def listener(self, topic: str) -> Ear:
        ear = Ear()
        self.hub.join(ear, "linear", [topic])
        return ear

    def is_followed_by(self, ear: Ear, topic: str) -> None:
        """What a client made of the frames is the book as the venue has it."""
        book, whole = ClientBook(), self.hub.whole_book(topic)
        for frame in ear.frames(topic):
            book.apply(frame)
        assert whole is not None
        assert [list(level) for level in whole.data.b] == book.bids
        assert [list(level) for level in whole.data.a] == book.asks
        assert whole.data.u == book.u


def test_what_nobody_listens_to_is_not_said() -> None:
    house = House()
    house.listener(BOOK)

    house.play(100)

    assert set(house.hub.published) == {BOOK}


def test_nothing_can_be_had_before_anything_happened() -> None:
    house = House()

    assert house.hub.whole_book(BOOK) is None
    assert house.listener(BOOK).heard == []


def test_who_comes_late_gets_the_book_at_once_and_can_follow_it() -> None:
    house = House()
    house.play(200)

    for topic in (BOOK, DEEP):
        ear = house.listener(topic)
        assert [frame["type"] for frame in ear.frames(topic)] == ["snapshot"]
        house.play(200)
        house.is_followed_by(ear, topic)


def test_one_who_comes_second_can_follow_as_well_and_the_first_misses_nothing() -> None:
    house = House()
    first = house.listener(BOOK)
    house.play(77)

    second = house.listener(BOOK)
    house.play(60)

    house.is_followed_by(first, BOOK)
    house.is_followed_by(second, BOOK)


def test_a_topic_that_fell_asleep_wakes_with_a_later_id() -> None:
    house = House()
    first = house.listener(BOOK)
    house.play(50)
    house.hub.leave(first, "linear", [BOOK])

    house.play(50)
    second = house.listener(BOOK)
    house.play(20)

    assert second.frames(BOOK)[0]["data"]["u"] > first.frames(BOOK)[-1]["data"]["u"]
    house.is_followed_by(second, BOOK)


def test_a_ticker_is_known_while_nobody_listens() -> None:
    house = House()
    house.play(100)

    asked = house.hub.ticker(TICKER)
    ear = house.listener(TICKER)
    house.play(10)

    assert asked is not None
    assert ear.frames(TICKER)[0]["type"] == "snapshot"
    assert {"lastPrice", "bid1Size", "fundingRate"} <= set(ear.frames(TICKER)[0]["data"])
    assert {frame["type"] for frame in ear.frames(TICKER)[1:]} == {"delta"}


def test_faults_find_the_book_as_it_was_when_they_were_ordered() -> None:
    house = House()
    ear = house.listener(BOOK)
    house.play(50)

    house.hub.settle()
    house.hub.orders.add(Quiet(topic=BOOK, seconds=1.0))
    house.play(60)
    Burst(topic=BOOK, frames=10).happen(house.hub)
    house.play(60)

    assert not house.hub.orders.pending
    house.is_followed_by(ear, BOOK)


def test_a_fault_that_waits_for_frames_gets_them_without_a_listener() -> None:
    house = House()
    house.play(10)
    house.hub.orders.add(Quiet(topic=BOOK, seconds=0.5))

    house.play(40)

    assert house.hub.orders.pending == []
    assert house.hub.published[BOOK] > 0
