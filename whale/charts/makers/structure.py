"""Structure pictures of made-up and recorded candles, and of awkward ones."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.charts.structure import StructureScene
from bot.pictures.structure import scene
from core.market import TIMEFRAME_NS, Candle
from usecases.read_structure import ReadStructure
from whale.charts.bent import flat, holed, priced
from whale.charts.made_up import VENUE, made_up_candles
from whale.charts.past import Past
from whale.charts.recorded import recorded_files
from whale.charts.shown import Material, Shown
from whale.charts.signals import found_in

_READ = 1_000
"""Candles given to the detector: structure that is seen has its beginning before the window."""


async def make(material: Material) -> list[Shown]:
    """Usual charts, the smallest and the largest price, a flat market, a hole, and real candles."""
    usual = made_up_candles("ETHUSDT", "15m", seed=material.seed)[-_READ:]
    hours = made_up_candles("BTCUSDT", "1h", seed=material.seed)[-_READ:]
    tiny = priced(usual, "1000000BABYDOGEUSDT", 0.00001234)
    large = priced(usual, "XAUTUSDT", 100_000.0)
    return [
        await _shown("usual", usual, "A usual day and a half of ether."),
        await _shown(
            "hours", hours, "Bitcoin by the hour, in Spanish numbers.", "es", "America/Bogota"
        ),
        await _shown("tiny", tiny, "A price of 0.00001234 and a symbol of 19 letters."),
        await _shown("large", large, "A price of 100,000, in French numbers.", "fr", "Asia/Tokyo"),
        await _shown("flat", flat(usual), "Nothing has moved at all."),
        await _shown("hole", holed(usual, 20, 34), "Candles that never came: hatched."),
        *await _recorded(material),
    ]


async def _recorded(material: Material) -> list[Shown]:
    if material.recorded is None:
        return []
    return [
        await _shown(
            f"recorded-{file.symbol.lower()}-{file.timeframe}",
            file.candles()[-_READ:],
            f"Recorded: {file.path.name}.",
        )
        for file in recorded_files(material.recorded)
        if file.timeframe in {"15m", "1h"} and file.venue == VENUE
    ]


async def _shown(
    name: str, candles: Sequence[Candle], note: str, language: str = "en", zone: str = "UTC"
) -> Shown:
    return Shown(name=name, scene=await _seen(candles), note=note, language=language, zone=zone)


async def _seen(candles: Sequence[Candle]) -> StructureScene:
    newest = candles[-1]
    kept = [replace(each, venue=VENUE) for each in candles]
    past = Past(newest.open_ns + TIMEFRAME_NS[newest.timeframe])
    await past.keep(candles=kept, detections=found_in(kept))
    return scene(await ReadStructure(past.history, past.clock)(newest.symbol, newest.timeframe))
