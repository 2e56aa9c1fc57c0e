"""Alert cards: one for every kind of detection that the made-up market and chain bring forth."""

from collections.abc import Iterable, Sequence

from bot.charts import Look
from bot.pictures.alert_card import scene
from bot.views.alerts import OF_CHAINS, OF_MARKETS
from bot.views.texts import texts
from core.chain import Transfer
from core.detection import Detection
from core.facts import Fact
from core.kinds import INTERNAL
from core.market import Candle
from engine.pipeline.panel import Panel
from usecases.alert_surroundings import AlertSurroundings
from whale.charts.bent import priced
from whale.charts.made_up import Session, made_up_candles, session
from whale.charts.moves import NOW_NS, a_transfer
from whale.charts.past import Past
from whale.charts.shown import Material, Shown
from whale.charts.signals import found_in

_READ = 1_000
_BINANCE = "0x28c6c06298d514db089934071355e5743bf21d60"
_STRANGER = "0x7a16ff8270133f063aab6c9977183d9e72835428"


async def make(material: Material) -> list[Shown]:
    """What a chart, an hour of a book and one block tell, and two awkward cards."""
    chart = made_up_candles("ETHUSDT", "15m", seed=material.seed)[-_READ:]
    hour = session("ETHUSDT", scenario="liquidation-cascade", seed=material.seed)
    tiny = priced(chart, "1000000BABYDOGEUSDT", 0.00001234)
    moved = _newest(_panel([_moved()]), OF_CHAINS)
    return [
        *await _cards(await _kept(chart), _newest(found_in(chart), OF_MARKETS)),
        *await _cards(await _kept(hour.candles), _newest(_heard(hour), OF_MARKETS)),
        *await _cards(await _kept(hour.candles), moved),
        *await _cards(await _kept([]), moved, "no-price", "No price is known: the amount is all."),
        *await _cards(
            await _kept(tiny),
            [each for each in _newest(found_in(tiny), OF_MARKETS) if each.kind == "fvg"],
            "tiny",
            "A price of 0.00001234, in Portuguese numbers.",
            language="pt",
        ),
    ]


async def _kept(candles: Sequence[Candle]) -> Past:
    past = Past(NOW_NS)
    await past.keep(candles=candles)
    return past


async def _cards(
    past: Past,
    found: Iterable[Detection],
    variant: str = "",
    note: str = "As the detector told it.",
    language: str = "en",
) -> list[Shown]:
    look, ask = Look.of(language=language), AlertSurroundings(past.history)
    return [
        Shown(
            name="-".join(filter(None, (each.kind.replace("_", "-"), variant))),
            scene=scene(texts(language), each, await ask(each), look),
            note=note,
            language=language,
        )
        for each in found
    ]


def _newest(found: Iterable[Detection], known: Iterable[str]) -> list[Detection]:
    """The newest of each kind that has a card, the inner structure's left out."""
    kinds = {kind for kind in known if not kind.startswith(INTERNAL)}
    newest = {each.kind: each for each in found if each.kind in kinds}
    return [newest[kind] for kind in sorted(newest)]


def _heard(hour: Session) -> list[Detection]:
    """What an hour of trades, books and forced closes tells; its candles are a chart's business."""
    return _panel(hour.facts)


def _panel(facts: Iterable[Fact]) -> list[Detection]:
    panel = Panel()
    return [each for fact in facts for each in panel.update(fact) if isinstance(each, Detection)]


def _moved() -> Transfer:
    return a_transfer(1_850, at_ns=NOW_NS, sender=_STRANGER, recipient=_BINANCE, number=1)
