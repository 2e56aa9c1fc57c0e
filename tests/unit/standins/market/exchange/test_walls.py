"""Specification of walls: what they lose was traded at their price, and the ledger knows it."""

from collections import Counter

import pytest

from standins.market.chance import chance
from standins.market.exchange.instruments import INSTRUMENTS
from standins.market.exchange.resting import ASKS, BIDS, RestingBook
from standins.market.exchange.truth import Truth, selected
from standins.market.exchange.wall import Wall, WallKind
from tests.unit.standins.market.playing import Played, played

ETH = INSTRUMENTS["ETHUSDT"]


def a_book(*, truth: Truth | None = None) -> RestingBook:
    book = RestingBook(ETH, seed=1, luck=chance(1), truth=truth, wild=False)
    book.quote(350_000, 350_001)
    return book


def a_wall(kind: WallKind = WallKind.REST, *, lots: int = 40_000, hidden: int = 0) -> Wall:
    return Wall(
        id="wall:1",
        side=BIDS,
        price=349_700,
        lots=lots,
        hidden=hidden,
        kind=kind,
        born_ms=0,
        until_ms=10**15,
        shy_ticks=200,
    )


def stood(book: RestingBook, wall: Wall) -> None:
    book.walls.stand(wall)
    book.raise_walls(1_000, 1.0, 350_000, 350_001)


def test_a_level_with_a_wall_is_the_wall_and_nothing_else() -> None:
    book = a_book()

    stood(book, a_wall())
    book.shimmer(5_000)

    assert book.bids[349_700] == 40_000


def test_what_a_taker_gets_is_what_the_levels_lose() -> None:
    book = a_book()
    before = dict(book.bids)

    fills = book.eat(BIDS, 9_000, limit=349_000)

    assert sum(lots for _, lots in fills) == 9_000
    assert [price for price, _ in fills] == sorted((price for price, _ in fills), reverse=True)
    for price, lots in fills:
        assert before[price] - book.bids.get(price, 0) == lots


def test_a_taker_accepts_no_price_beyond_the_limit() -> None:
    book = a_book()

    fills = book.eat(ASKS, 10**9, limit=350_400)

    assert max(price for price, _ in fills) <= 350_400
    assert min(book.asks) > 350_400


def test_an_iceberg_is_filled_up_until_nothing_is_behind_it() -> None:
    truth = Truth()
    book = a_book(truth=truth)
    iceberg = a_wall(WallKind.ICEBERG, lots=1_000, hidden=2_500)
    stood(book, iceberg)

    shown = []
    for ms in range(2_000, 12_000, 1_000):
        shown.append(book.bids.get(349_700, 0))
        book.eat(BIDS, 10**9, limit=349_700)
        book.raise_walls(ms, 1.0, 350_000, 350_001)

    record = next(selected(truth, kind="wall"))
    assert shown[:5] == [1_000, 1_000, 1_000, 500, 0]
    assert (record.texts["end"], record.numbers["eaten"]) == ("eaten", 35.0)
    assert record.numbers["refills"] == 3


def test_a_spoof_is_pulled_before_it_is_met() -> None:
    truth = Truth()
    book = a_book(truth=truth)
    stood(book, a_wall(WallKind.SPOOF))

    book.raise_walls(2_000, 1.0, 349_880, 349_881)
    book.quote(349_880, 349_881)

    record = next(selected(truth, kind="wall"))
    assert (record.texts["end"], record.numbers["eaten"]) == ("pulled", 0.0)
    assert book.bids.get(349_700, 0) < 40_000


@pytest.fixture(scope="module")
def absorption() -> Played:
    return played("wall-absorption", seconds=420)


def test_the_volume_a_wall_absorbed_is_the_volume_traded_at_its_price(absorption: Played) -> None:
    walls = [wall for wall in absorption.records("wall") if wall.planted]
    traded: Counter[tuple[float, str]] = Counter()
    for trade in absorption.trades:
        if trade.ms > walls[0].at_ms:
            traded[float(ETH.price(trade.price)), trade.side] += trade.lots

    for wall in walls:
        taker = "Sell" if wall.texts["side"] == "bid" else "Buy"
        lots = traded[wall.numbers["price"], taker]
        # Before it stood and after it was gone, others rested at the same price too.
        assert lots >= round(wall.numbers["eaten"] * 100)
        assert lots <= wall.numbers["eaten"] * 100 + 5 * ETH.level_lots


def test_a_price_does_not_pass_a_wall_that_stands(absorption: Played) -> None:
    iceberg = next(wall for wall in absorption.records("wall") if wall.texts["wall"] == "iceberg")
    ends = iceberg.numbers["ended_ms"] or absorption.market.now_ms

    lowest = min(trade.price for trade in absorption.trades if iceberg.at_ms < trade.ms < ends)

    assert lowest == round(iceberg.numbers["price"] * 100)
    assert iceberg.numbers["refills"] >= 3


def test_no_level_looks_like_a_wall_that_is_not_in_the_ledger() -> None:
    market = played("spoofed-wall").market
    walls = {wall.price for wall in market.book.walls}

    for levels in (market.book.bids, market.book.asks):
        assert all(
            lots < 8 * ETH.level_lots for price, lots in levels.items() if price not in walls
        )


def test_a_wall_below_size_is_in_the_ledger_as_a_look_alike() -> None:
    walls = [wall for wall in played("spoofed-wall").records("wall") if wall.planted]

    small = [wall for wall in walls if not wall.report]

    assert [wall.numbers["levels"] for wall in small] == [6.0]
    assert small[0].reason == "below the size of a wall"
