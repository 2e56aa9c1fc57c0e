"""Specification of the road a price takes: led, shaken, shared by all symbols."""

from itertools import pairwise
from statistics import correlation

from standins.market.chance import chance
from standins.market.exchange.director import Director
from standins.market.exchange.path import PricePath
from standins.market.exchange.regimes import REGIMES
from standins.market.exchange.weather import Weather
from standins.market.scenario import Leg, Walk

OPEN_MS = 1_790_000_000_000


def a_path(
    *,
    symbol: str = "A",
    beta: float = 1.0,
    own: float = 0.3,
    lag_ms: int = 0,
    walk: Walk | None = None,
) -> PricePath:
    walks = [(OPEN_MS + round(walk.at_s * 1_000), walk)] if walk else []
    return PricePath(
        350_000,
        home=350_000,
        open_ms=OPEN_MS,
        director=Director(chance(1, "piece"), open_ms=OPEN_MS, walks=walks, wild=walk is None),
        tide=chance(1, "tide"),
        luck=chance(1, symbol),
        beta=beta,
        own=own,
        lag_ms=lag_ms,
    )


def walked(path: PricePath, seconds: int, step_ms: int = 500) -> list[float]:
    return [path.advance(OPEN_MS + ms) for ms in range(step_ms, seconds * 1_000 + 1, step_ms)]


def returns(prices: list[float], every: int) -> list[float]:
    return [after / before - 1 for before, after in pairwise(prices[::every])]


def test_a_firm_leg_ends_where_it_was_meant_to() -> None:
    path = a_path(walk=Walk(at_s=0, name="up", legs=(Leg(60, 40), Leg(60, 10))))

    prices = walked(path, 120)

    assert abs((prices[119] / 350_000 - 1) * 1e4 - 40) < 4
    assert abs((prices[-1] / 350_000 - 1) * 1e4 - 10) < 4


def test_a_coin_moves_by_its_beta() -> None:
    legs = (Leg(60, 40),)

    prices = walked(a_path(beta=1.5, walk=Walk(at_s=0, name="up", legs=legs)), 60)

    assert abs((prices[-1] / 350_000 - 1) * 1e4 - 60) < 6


def test_a_cap_is_not_passed() -> None:
    walk = Walk(at_s=0, name="capped", legs=(Leg(300, 25, 1.5, cap=20),))

    prices = walked(a_path(walk=walk), 300)

    assert (max(prices) / 350_000 - 1) * 1e4 < 20.1
    assert (max(prices) / 350_000 - 1) * 1e4 > 17


def test_coins_move_together_and_one_a_little_later() -> None:
    leader, follower = walked(a_path(), 7_200), walked(a_path(symbol="B", lag_ms=1_000), 7_200)

    at_once = correlation(returns(leader, 1), returns(follower, 1))
    later = correlation(returns(leader, 1)[:-2], returns(follower, 1)[2:])
    minutes = correlation(returns(leader, 120), returns(follower, 120))

    assert later > 0.7
    assert at_once < 0.2
    assert minutes > 0.75


def test_roughness_comes_in_spells_and_is_one_on_average() -> None:
    weather = Weather(chance(3, "weather"))
    rough = [weather.pass_time(OPEN_MS + second * 5_000, 5.0) for second in range(80_000)]

    mean = sum(rough) / len(rough)

    assert 0.8 < mean < 1.2
    assert correlation(rough[:-12], rough[12:]) > 0.7
    assert max(rough) > 3 * mean


def test_every_regime_goes_both_ways() -> None:
    for kind, _ in REGIMES:
        up = [kind(chance(turn, "road"), 1).ends_at for turn in range(200)]
        down = [kind(chance(turn, "road"), -1).ends_at for turn in range(200)]

        assert abs(sum(up) + sum(down)) < 0.1 * sum(map(abs, up + down)) + 200


def test_a_failed_breakout_ends_on_the_other_side_of_the_level_it_took() -> None:
    failing = next(kind for kind, _ in REGIMES if kind.__name__ == "failing")

    for turn in range(50):
        road = failing(chance(turn, "road"), 1)
        level = next(leg.cap for leg in road.legs if leg.cap is not None)

        assert max(leg.bps for leg in road.legs) > level
        assert road.ends_at < level - 20
