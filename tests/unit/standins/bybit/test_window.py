"""Specification of a book's window: it tells what changed and nothing else."""

import msgspec
import pytest

from standins.bybit.frames import Frame
from standins.bybit.window import BookWindow
from standins.bybit.wire import BookFrame
from standins.bybit.wording import REMEMBERED, Spelling, Wording
from standins.market.chance import chance
from standins.market.exchange.instruments import INSTRUMENTS
from standins.market.exchange.side import BookSide

ETH = INSTRUMENTS["ETHUSDT"]
TOP = 350_000


class Stand:
    """A small book and a window on its best three levels."""

    def __init__(self, depth: int = 3) -> None:
        self.bids, self.asks = BookSide(1), BookSide(-1)
        for away in range(5):
            self.bids.put(TOP - away, 100 + away)
            self.asks.put(TOP + 1 + away, 200 + away)
        self.window = BookWindow(Wording(ETH), depth, (self.bids, self.asks), first_u=70)
        self.now_ms = 1_000

    def push(self) -> Frame | None:
        self.window.touch()
        for side in (self.bids, self.asks):
            side.touched.clear()
        self.now_ms += 50
        return self.window.push(self.now_ms, 9)

    def said(self) -> BookFrame:
        frame = self.push()
        assert frame is not None
        assert isinstance(frame.message, BookFrame)
        return frame.message


def test_the_first_push_is_a_snapshot_and_an_unchanged_book_says_nothing() -> None:
    stand = Stand()

    first = stand.said()

    assert (first.type, first.data.u) == ("snapshot", 71)
    assert first.data.b == [("3500.00", "1.00"), ("3499.99", "1.01"), ("3499.98", "1.02")]
    assert stand.push() is None


def test_a_level_that_falls_out_is_ended_and_one_that_comes_in_is_told() -> None:
    stand = Stand()
    stand.push()

    stand.bids.put(TOP - 10, 7)
    assert stand.push() is None, "it lies behind the window"
    stand.bids.take(TOP)
    stand.asks.put(TOP, 3)
    said = stand.said()

    assert said.data.b == [("3500.00", "0"), ("3499.97", "1.03")]
    assert said.data.a == [("3500.00", "0.03"), ("3500.03", "0")]
    assert (said.type, said.data.u) == ("delta", 72)


def test_a_delta_is_written_as_an_encoder_would() -> None:
    stand = Stand()
    stand.push()

    stand.bids.put(TOP - 1, 4)
    frame = stand.push()

    assert frame is not None
    assert frame.payload == msgspec.json.encode(frame.message)
    assert frame.payload == (
        b'{"topic":"orderbook.3.ETHUSDT","type":"delta","ts":1100,'
        b'"data":{"s":"ETHUSDT","b":[["3499.99","0.04"]],"a":[],"u":72,"seq":9},"cts":1098}'
    )


@pytest.mark.parametrize("depth", [2, 5, 40])
def test_whatever_happens_what_was_told_is_the_best_of_the_book(depth: int) -> None:
    stand, luck = Stand(depth), chance("window", depth)

    for _ in range(600):
        for side in (stand.bids, stand.asks):
            price = TOP + luck.randint(-12, 12)
            if luck.odds(0.6):
                side.put(price, luck.randint(1, 9))
            else:
                side.take(price)
        stand.push()
        whole = stand.window.whole().data

        best = [stand.bids.ranks[:depth], stand.asks.ranks[:depth]]
        assert [price for price, _ in whole.b] == [ETH.price(-rank) for rank in best[0]]
        assert [price for price, _ in whole.a] == [ETH.price(rank) for rank in best[1]]
        assert [size for _, size in whole.a] == [ETH.size(stand.asks.levels[r]) for r in best[1]]


def test_a_window_that_slept_comes_up_to_date_under_the_next_id() -> None:
    stand = Stand()
    stand.push()
    stand.bids.take(TOP)
    stand.bids.touched.clear()

    stand.window.catch_up(stand.now_ms, 10)
    whole = stand.window.whole()
    stand.bids.put(TOP - 1, 1)
    later = stand.said()

    assert (whole.data.u, whole.data.seq) == (72, 10)
    assert whole.data.b[0] == ("3499.99", "1.01")
    assert (later.data.u, later.data.b) == (73, [("3499.99", "0.01")])


def test_texts_are_made_once_and_never_become_too_many() -> None:
    made: list[int] = []

    def spell(number: int) -> str:
        made.append(number)
        return str(number)

    texts = Spelling(spell)

    assert [texts[5], texts[5]] == ["5", "5"]
    assert made == [5]
    for number in range(REMEMBERED + 10):
        assert texts[number] == str(number)
    assert len(texts) <= REMEMBERED
