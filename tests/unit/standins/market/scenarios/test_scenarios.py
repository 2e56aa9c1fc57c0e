"""Specification of scenarios: listed, told, and what each promises really happens in time."""

from pathlib import Path

import msgspec
import pytest

from standins.bybit.faults import Fault
from standins.bybit.simulated import SimulatedVenue
from standins.market import scenarios
from standins.market.exchange.instruments import instruments
from standins.market.scenario import Crowd, StandWall, Trouble, Walk, lead_ms
from standins.market.scenarios import SCENARIOS, scenario, stories
from tests.unit.standins.market.playing import NOW_MS, played

CATCH_UP_S = 600


def moves(name: str, *, seconds: int = 200) -> tuple[float, float]:
    """Largest fall and rise (bps) of the price after the scenario's start."""
    prices = [bid for second, bid in played(name, seconds=seconds).bids if second >= 0]
    return (min(prices) / prices[0] - 1) * 1e4, (max(prices) / prices[0] - 1) * 1e4


def test_every_file_of_the_folder_is_in_the_list() -> None:
    files = {path.stem for path in Path(scenarios.__path__[0]).glob("*.py")} - {"__init__"}

    assert {name.replace("-", "_") for name in SCENARIOS} == files


def test_an_unknown_name_is_answered_with_every_story() -> None:
    with pytest.raises(ValueError, match="no scenario 'crash'") as refusal:
        scenario("crash")

    assert all(name in str(refusal.value) for name in SCENARIOS)
    assert all(each.story in stories() for each in SCENARIOS.values())


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_is_worth_seeing_begins_within_ninety_seconds(name: str) -> None:
    each = SCENARIOS[name]
    seen = (Walk, StandWall, Crowd, Trouble)
    begins = [event.at_s for event in each.venue if isinstance(event, seen) and event.at_s >= 0]

    assert name == "calm-day" or min(begins) <= 90
    assert lead_ms(each) < CATCH_UP_S * 1_000
    assert [move.at_s for move in each.chain] == sorted(move.at_s for move in each.chain)


def test_every_trouble_is_a_fault_that_the_venue_knows() -> None:
    troubles = [
        event for each in SCENARIOS.values() for event in each.venue if isinstance(event, Trouble)
    ]

    assert len(troubles) >= 5
    for trouble in troubles:
        msgspec.convert(trouble.fault, Fault)


@pytest.mark.parametrize("name", ["calm-day", "liquidation-cascade"])
def test_the_same_seed_gives_the_same_market(name: str) -> None:
    first = played(name)
    played.cache_clear()

    again = played(name)

    assert first.trades == again.trades
    assert first.market.ledger() == again.market.ledger()


def test_a_calm_day_is_calm() -> None:
    fall, rise = moves("calm-day", seconds=900)

    assert -45 < fall <= 0 <= rise < 45
    assert not [one for one in played("calm-day", seconds=900).market.ledger() if one.planted]


def test_a_flash_crash_falls_two_per_cent_and_takes_most_of_it_back() -> None:
    prices = [bid for second, bid in played("flash-crash", seconds=260).bids if second >= 0]

    fell = 1 - min(prices) / prices[0]
    kept = 1 - prices[-1] / prices[0]

    assert 0.015 < fell < 0.03
    assert kept < fell / 2


def test_a_squeeze_closes_shorts_and_turns_the_premium() -> None:
    found = played("short-squeeze", seconds=260)
    shorts = sum(one.lots for one in found.liquidations if one.side == "Sell")

    _, rise = moves("short-squeeze", seconds=260)

    assert rise > 90
    assert shorts / 100 > 3_000
    assert found.market.perpetual.premium > 0


def test_spoofed_walls_are_pulled_and_never_traded() -> None:
    spoofs = [
        wall
        for wall in played("spoofed-wall", seconds=420).records("wall")
        if wall.texts["wall"] == "spoof"
    ]

    assert [wall.texts["end"] for wall in spoofs].count("pulled") >= 2
    assert {wall.numbers["eaten"] for wall in spoofs} == {0.0}
    assert played("spoofed-wall", seconds=420).seconds(spoofs[0].known_ms) < 130


def test_a_trend_day_makes_higher_highs_and_higher_lows() -> None:
    found = played("trend-day", seconds=900)
    after = [bid for second, bid in found.bids if second >= 0]
    thirds = [after[turn * 1_500 : (turn + 1) * 1_500] for turn in range(3)]

    assert max(thirds[0]) < max(thirds[1]) < max(thirds[2])
    assert min(thirds[0]) < min(thirds[1]) < min(thirds[2])
    assert any(one.report and one.planted for one in found.records("fair_value_gap"))


def test_distribution_is_announced_on_the_chain_before_the_price_gives_way() -> None:
    chain = SCENARIOS["whale-distribution"].chain
    prices = [bid for second, bid in played("whale-distribution", seconds=660).bids if second >= 0]

    assert {move.direction for move in chain} == {"to_exchange"}
    assert chain[0].at_s < 60
    assert prices[-1] < 0.997 * prices[600]


def test_accumulation_holds_a_floor_and_then_leaves_it_upward() -> None:
    found = played("accumulation", seconds=600)
    iceberg = next(one for one in found.records("wall") if one.texts["wall"] == "iceberg")

    below = [
        trade
        for trade in found.trades
        if trade.ms > iceberg.at_ms + 60_000 and trade.price < iceberg.numbers["price"] * 100
    ]

    assert iceberg.numbers["eaten"] > 300
    assert iceberg.numbers["refills"] >= 1
    assert not below
    assert found.market.touch[0] > 1.002 * iceberg.numbers["price"] * 100


def test_what_a_scenario_needs_before_it_happens_while_nobody_looked(tmp_path: Path) -> None:
    first = a_venue(tmp_path, NOW_MS - 900_000)
    while first.due() < NOW_MS - 895_000:
        list(first.advance(lambda _topic: False))
    first.close()

    later = a_venue(tmp_path, NOW_MS, name="range-and-sweep")
    soon = a_venue(tmp_path, NOW_MS - 890_000, name="range-and-sweep")

    assert NOW_MS - 601_000 < later.due() < NOW_MS - 598_000
    assert NOW_MS - 896_000 < soon.due() < NOW_MS - 889_000
    assert later.desks["ETHUSDT"].candles.close == first.desks["ETHUSDT"].candles.close


def a_venue(folder: Path, now_ms: int, *, name: str = "") -> SimulatedVenue:
    return SimulatedVenue(
        instruments(["ETHUSDT"]),
        seed=7,
        now_ms=now_ms,
        catch_up_s=CATCH_UP_S,
        folder=folder,
        scenario=SCENARIOS.get(name),
    )


def test_other_symbols_go_along() -> None:
    bitcoin = played("flash-crash", seconds=120, symbol="BTCUSDT")
    prices = [bid for second, bid in bitcoin.bids if second >= 0]

    assert 1 - min(prices) / prices[0] > 0.01
    assert not [one for one in bitcoin.records("wall") if one.planted], "the wall is ether's"
