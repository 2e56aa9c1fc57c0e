"""Whale flows of a made-up day, told by the detectors and read back as a chat would."""

from collections.abc import Sequence

from bot.charts.flow import FlowScene
from bot.pictures.flow import scene
from core.chain import Transfer
from core.detection import Detection
from core.flows import CROSSING_KINDS
from engine.pipeline.panel import Panel
from usecases.read_flow import ReadFlow
from whale.charts.made_up import made_up_candles
from whale.charts.moves import NOW_NS, a_day
from whale.charts.past import Past
from whale.charts.shown import Material, Shown

_CANDLES = 300
_WATCHED_H = 17


async def make(material: Material) -> list[Shown]:
    """A usual day, one of which a part was not watched, one exchange alone, and a day of none."""
    seed = material.seed
    return [
        Shown(
            name="day",
            scene=await _seen(a_day(seed), seed),
            note="A day of inflow and outflow, with the largest transfers on the price.",
        ),
        Shown(
            name="unwatched",
            scene=await _seen(a_day(seed + 1, hours=_WATCHED_H), seed),
            note="Nobody watched the first hours: hatched, never zero. In German numbers.",
            language="de",
            zone="Europe/Berlin",
        ),
        Shown(
            name="exchange",
            scene=await _seen(a_day(seed), seed, exchange="Kraken"),
            note="One exchange alone, in Ukrainian numbers.",
            language="uk",
            zone="Europe/Kyiv",
        ),
        Shown(
            name="nothing",
            scene=await _seen(a_day(seed, exchanges=False), seed),
            note="Much moved, but nothing to or from an exchange that is known.",
        ),
    ]


async def _seen(moved: Sequence[Transfer], seed: int, *, exchange: str = "") -> FlowScene:
    past = Past(NOW_NS)
    candles = made_up_candles("ETHUSDT", "5m", seed=seed)[-_CANDLES:]
    await past.keep(candles=candles, detections=_told(moved))
    return scene(await ReadFlow(past.history, past.clock)("ETHUSDT", "24h", exchange))


def _told(moved: Sequence[Transfer]) -> list[Detection]:
    panel = Panel()
    told = (each for transfer in moved for each in panel.update(transfer))
    return [each for each in told if isinstance(each, Detection) and each.kind in CROSSING_KINDS]
