"""Heat maps of the made-up market, read back as somebody in a chat would see them."""

from bot.charts.heatmap import HeatmapScene
from bot.pictures.heatmap import scene
from core.detection import Detection
from core.market import BookSample, Trade
from engine.detectors.liquidity_zones import LiquidityZones
from usecases.read_liquidity import ReadLiquidity
from whale.charts.made_up import MS, NOW_MS, Session, session
from whale.charts.past import Past
from whale.charts.shown import Material, Shown

_LATE_S = 240


async def make(material: Material) -> list[Shown]:
    """A cascade, a wall that is eaten, one that is pulled, a hole in the feed, a late feed."""
    seed = material.seed
    cascade = session("ETHUSDT", scenario="liquidation-cascade", seed=seed)
    wall = session("BTCUSDT", scenario="wall-absorption", seed=seed, minutes=45)
    spoof = session("ETHUSDT", scenario="spoofed-wall", seed=seed, minutes=30, lead_min=5)
    hole = session("ETHUSDT", scenario="trend-day", seed=seed, unseen_min=(22, 31))
    return [
        Shown(
            name="cascade",
            scene=await _seen("ETHUSDT", cascade, 60),
            note="Longs are closed by force; the book thins out and the price falls through it.",
        ),
        Shown(
            name="wall",
            scene=await _seen("BTCUSDT", wall, 45),
            note="A wall is eaten, in Russian numbers and on clocks in Kolkata.",
            language="ru",
            zone="Asia/Kolkata",
        ),
        Shown(
            name="pulled",
            scene=await _seen("ETHUSDT", spoof, 30),
            note="A wall is taken back before anybody trades with it: it ends in an open bracket.",
        ),
        Shown(
            name="hole",
            scene=await _seen("ETHUSDT", hole, 60),
            note="Nine minutes in which nothing reached us: hatched, never black.",
            language="de",
            zone="Europe/Berlin",
        ),
        Shown(
            name="late",
            scene=await _seen("ETHUSDT", cascade, 60, late_s=_LATE_S),
            note="The feed has stopped: an old change gives way to how old the data are.",
        ),
    ]


async def _seen(symbol: str, told: Session, minutes: int, *, late_s: int = 0) -> HeatmapScene:
    past = Past((NOW_MS + late_s * 1_000) * MS)
    await past.keep(
        heat=told.heat,
        tape=told.tape,
        liquidations=told.liquidations,
        detections=_zones(told),
    )
    return scene(await ReadLiquidity(past.history, past.clock)(symbol, minutes))


def _zones(told: Session) -> list[Detection]:
    """What the detector of zones finds in a session: what stands, was pulled, or was eaten."""
    zones = LiquidityZones()
    found = [
        each
        for fact in told.facts
        if isinstance(fact, (BookSample, Trade))
        for each in zones.update(fact)
    ]
    return [each for each in found if isinstance(each, Detection)]
