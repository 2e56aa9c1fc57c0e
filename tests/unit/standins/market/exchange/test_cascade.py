"""Specification of liquidations: whose they are, what they do to the price, how they end."""

from itertools import pairwise

import pytest

from standins.market.chance import chance
from standins.market.exchange.instruments import INSTRUMENTS
from standins.market.exchange.positions import Positions
from standins.market.exchange.truth import selected
from tests.unit.standins.market.playing import Played, played

ETH = INSTRUMENTS["ETHUSDT"]


def positions() -> Positions:
    return Positions(350_000, ETH.level_lots, chance(2))


def test_longs_lie_below_the_price_and_shorts_above() -> None:
    fallen = list(positions().passed(330_000))
    risen = list(positions().passed(370_000))

    assert {one.position for one in fallen} == {"long"}
    assert {one.position for one in risen} == {"short"}
    assert max(one.price for one in fallen) < 350_200
    assert min(one.price for one in risen) > 349_800


def test_the_nearest_are_liquidated_first_and_each_once() -> None:
    book = positions()

    fallen = [one.price for one in book.passed(340_000)]

    assert fallen == sorted(fallen, reverse=True)
    assert list(book.passed(340_000)) == []


def test_a_crowd_lies_evenly_between_its_distances() -> None:
    crowded, usual = positions(), positions()

    crowded.crowd_between("long", 350_000, 50, 150, 100_000)
    added = [
        sum(one.lots for one in crowded.passed(price))
        - sum(one.lots for one in usual.passed(price))
        for price in (348_500, 346_500, 340_000)
    ]

    assert added[0] == 0
    assert added[1] == pytest.approx(50_000, rel=0.1)
    assert sum(added) == pytest.approx(100_000, rel=0.01)


@pytest.fixture(scope="module")
def cascade() -> Played:
    return played("liquidation-cascade", seconds=260)


def test_the_ledger_has_the_cascade_with_its_trigger_its_sum_and_its_end(cascade: Played) -> None:
    record = max(cascade.records("cascade"), key=lambda one: one.numbers["long_size"])
    within = [
        one
        for one in cascade.liquidations
        if one.side == "Buy" and record.at_ms <= one.ms <= record.numbers["ended_ms"]
    ]

    assert record.report
    assert record.texts["side"] == "long"
    assert record.numbers["long_size"] == pytest.approx(sum(one.lots for one in within) / 100)
    assert record.numbers["long_size"] > 3_000
    assert 50 < cascade.seconds(record.at_ms) < 110


def test_the_fall_feeds_on_itself_and_stops_by_itself(cascade: Played) -> None:
    record = max(cascade.records("cascade"), key=lambda one: one.numbers["long_size"])
    fell = 1 - record.numbers["last_price"] / record.numbers["trigger"]
    after = [bid for second, bid in cascade.bids if second > 230]

    assert 0.008 < fell < 0.03
    assert cascade.seconds(record.numbers["ended_ms"]) < 180
    assert min(after) > record.numbers["last_price"] * 100 * 0.997


def test_forced_selling_is_traded_in_the_book(cascade: Played) -> None:
    record = max(cascade.records("cascade"), key=lambda one: one.numbers["long_size"])
    sold = sum(
        trade.lots
        for trade in cascade.trades
        if trade.side == "Sell" and record.at_ms <= trade.ms <= record.numbers["ended_ms"]
    )

    assert sold / 100 > 0.5 * record.numbers["long_size"]


def test_open_interest_falls_by_what_was_liquidated(cascade: Played) -> None:
    whole = played("liquidation-cascade", seconds=40).market.perpetual.open_interest
    left = cascade.market.perpetual.open_interest
    closed = sum(one.lots for one in cascade.liquidations if cascade.seconds(one.ms) > 40)

    assert whole - left == pytest.approx(2 * closed, rel=0.2)


def test_a_long_goes_bankrupt_below_and_a_short_above_the_price(cascade: Played) -> None:
    longs = [one for one in cascade.liquidations if one.side == "Buy"]
    bids = dict(cascade.bids)

    for one in longs[::50]:
        bid = bids.get(cascade.seconds(one.ms))
        assert bid is None or one.price < bid * 1.004


def test_a_few_liquidations_are_no_cascade() -> None:
    found = played("calm-day", seconds=900)

    small = list(selected(found.market.truth, kind="cascade"))

    assert small
    assert all(not record.report and record.reason for record in small)


def test_a_cascade_never_becomes_an_avalanche_without_end() -> None:
    for seed in (1, 2, 3):
        found = played("liquidation-cascade", seconds=260, seed=seed)
        prices = [bid for _, bid in found.bids]

        assert min(prices) > 0.94 * max(prices)
        assert all(abs(after / before - 1) < 0.01 for before, after in pairwise(prices))
