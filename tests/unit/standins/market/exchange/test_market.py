"""Specification of the made-up market: always the same from a seed, never crossed, never dull."""

import pytest

from standins.market.exchange.instruments import INSTRUMENTS, instruments
from standins.market.exchange.market import Market, Moment

OPEN_MS = 1_790_000_000_000
ETH = INSTRUMENTS["ETHUSDT"]


def a_market(*, seed: int = 1, symbol: str = "ETHUSDT") -> Market:
    instrument = INSTRUMENTS[symbol]
    return Market(instrument, seed=seed, open_ms=OPEN_MS, price=instrument.start_ticks)


def live(market: Market, seconds: float, step_ms: int = 100) -> list[Moment]:
    return [market.step(market.now_ms + step_ms) for _ in range(int(seconds * 1_000 / step_ms))]


def test_the_same_seed_gives_the_same_market() -> None:
    one, other = a_market(seed=4), a_market(seed=4)

    assert live(one, 30) == live(other, 30)
    assert (one.book.bids, one.book.asks) == (other.book.bids, other.book.asks)


def test_another_seed_gives_another_market() -> None:
    assert live(a_market(seed=4), 5) != live(a_market(seed=5), 5)


@pytest.mark.parametrize("symbol", INSTRUMENTS)
def test_the_book_is_never_crossed_and_its_best_levels_are_the_touch(symbol: str) -> None:
    market = a_market(symbol=symbol)

    for _ in range(900):
        market.step(market.now_ms + 100)

        assert (max(market.book.bids), min(market.book.asks)) == market.touch
        assert market.touch[0] < market.touch[1]
        assert min(*market.book.bids.values(), *market.book.asks.values()) > 0


@pytest.mark.parametrize("symbol", ["ETHUSDT", "BTCUSDT"])
def test_the_book_has_fifty_levels_a_side_within_one_per_cent(symbol: str) -> None:
    market = a_market(symbol=symbol)
    live(market, 60)

    for side, best in ((market.book.bids, market.touch[0]), (market.book.asks, market.touch[1])):
        reach = max(abs(price - best) for price in side) / best
        assert len(side) >= 50
        assert 0.007 < reach < 0.01


def test_within_two_minutes_the_price_moves_as_far_as_a_real_one() -> None:
    market = a_market()

    spans = []
    for _ in range(9):
        touches = [market.touch[0]]
        for _ in range(120):
            live(market, 1, step_ms=200)
            touches.append(market.touch[0])
        spans.append((max(touches) - min(touches)) / touches[0])

    # Real ether, 2025-05: half of all two minutes span between 10 and 24 hundredths of a per cent.
    assert 0.0008 < sorted(spans)[len(spans) // 2] < 0.0035


def test_walls_stand_in_the_book_and_pass() -> None:
    market = a_market()
    live(market, 120)
    before = {wall.price for wall in market.book.walls}

    live(market, 600, step_ms=200)
    after = {wall.price for wall in market.book.walls}

    assert len(before) >= 3
    assert before != after
    for wall in market.book.walls:
        assert market.book.side(wall.side).levels[wall.price] == wall.lots


def test_trades_come_in_bursts_on_both_sides() -> None:
    moments = live(a_market(), 300)
    counts = [sum(len(m.trades) for m in moments[at : at + 10]) for at in range(0, 3_000, 10)]
    mean = sum(counts) / len(counts)
    variance = sum((count - mean) ** 2 for count in counts) / len(counts)

    assert {trade.side for moment in moments for trade in moment.trades} == {"Buy", "Sell"}
    assert variance > 2 * mean, "a stream without memory has a variance like its mean"


def test_trades_carry_times_inside_their_step_in_order() -> None:
    for moment in live(a_market(), 60):
        times = [trade.ms for trade in moment.trades]

        assert times == sorted(times)
        assert all(moment.ms - 100 < ms <= moment.ms for ms in times)


def test_a_falling_price_liquidates_longs() -> None:
    market = a_market(seed=3)

    sides = []
    for _ in range(9_000):
        begin = market.touch[0]
        moment = market.step(market.now_ms + 100)
        sides += [(found.side, begin, found.price) for found in moment.liquidations]

    assert {side for side, _, _ in sides} == {"Buy", "Sell"}
    assert all(price < begin * 1.002 for side, begin, price in sides if side == "Buy")
    assert all(price > begin * 0.998 for side, begin, price in sides if side == "Sell")


def test_time_only_goes_forward() -> None:
    market = a_market()

    with pytest.raises(ValueError, match="only goes forward"):
        market.step(OPEN_MS)


def test_an_unknown_symbol_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ValueError, match=r"DOGEUSDT.*ETHUSDT"):
        instruments(["ETHUSDT", "DOGEUSDT"])


def test_prices_and_sizes_print_with_the_decimals_of_the_venue() -> None:
    bitcoin = INSTRUMENTS["BTCUSDT"]

    assert (ETH.price(350_001), ETH.size(7), ETH.size(0)) == ("3500.01", "0.07", "0")
    assert (bitcoin.price(980_001), bitcoin.tick_size, bitcoin.lot_size) == (
        "98000.10",
        "0.10",
        "0.001",
    )
    assert (bitcoin.ticks("98000.10"), bitcoin.lots("0.012")) == (980_001, 12)


def test_trades_happen_at_prices_between_the_touch_and_what_takers_reach() -> None:
    market = a_market()

    for _ in range(3_000):
        bid, ask = market.touch
        asks, bids = set(market.book.asks), set(market.book.bids)
        for trade in market.step(market.now_ms + 50).trades:
            # Takers meet what rested when the step began.
            assert trade.price in (asks if trade.side == "Buy" else bids)
            assert (trade.price >= ask) if trade.side == "Buy" else (trade.price <= bid)


def test_a_market_that_stands_still_for_long_goes_on() -> None:
    market = a_market()

    market.step(market.now_ms + 60_000)
    market.step(market.now_ms + 200)

    assert market.touch[0] < market.touch[1]
