"""Specification of structure pictures as they come about: candles, the detector, what stands."""

from itertools import combinations

import numpy as np
import pytest

from bot.charts import USUAL, structure
from bot.charts.kit.canvas import Canvas
from bot.pictures.structure import scene
from core.detection import Detection
from core.market import Candle
from engine.detectors.market_structure import MarketStructure
from tests.support.facts import a_candle
from usecases.read_structure import Structure
from usecases.standing_structure import KINDS, standing


def wandering(seed: int, *, price: float, move: float, count: int = 500) -> list[Candle]:
    """A market that trends, rests and turns by chance."""
    chance = np.random.default_rng(seed)
    trend = np.repeat(chance.normal(0, 0.4, count // 20), 20)
    closes = price * np.exp(np.cumsum((chance.normal(0, 1, count) + trend) * move))
    opens = [price, *closes[:-1]]
    wicks = np.abs(chance.normal(0, 0.6, (2, count))) * move
    return [
        a_candle(place, first, max(first, last) * (1 + up), min(first, last) * (1 - down), last)
        for place, (first, last, up, down) in enumerate(
            zip(opens, closes.tolist(), *wicks.tolist(), strict=True)
        )
    ]


def pictured(candles: list[Candle], *, detail: bool) -> Canvas:
    detector = MarketStructure()
    told = (each for candle in candles for each in detector.update(candle))
    found = [each for each in told if isinstance(each, Detection) and each.kind in KINDS]
    seen = Structure(
        symbol="ETHUSDT",
        timeframe="15m",
        candles=candles[-200:],
        standing=standing(found, candles[-200:]),
        late_s=None,
    )
    return structure.render(scene(seen, detail=detail), USUAL)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("detail", [False, True], ids=["usual", "detail"])
def test_what_the_detector_finds_is_drawn_calmly_and_its_newest_break_is_named(
    seed: int, *, detail: bool
) -> None:
    candles = wandering(seed, price=0.00001234 * 10.0**seed, move=0.001 * (1 + seed))

    canvas = pictured(candles, detail=detail)

    said = [word.text for word in canvas.words]
    assert not [1 for one, other in combinations(canvas.words, 2) if one.box.overlaps(other.box)]
    assert all(canvas.frame.holds(word.box) for word in canvas.words)
    assert {"BOS", "CHoCH"} & set(said)
    assert len(said) <= (50 if detail else 42)
