"""What rests in an order book: walls, what becomes of them, and which side is heavier."""

from collections.abc import Callable

from bot.views.alerts.case import Case, Spot, Tell, Told, joined, side_of, where
from bot.views.html import Html
from core.time_units import SECOND_NS

_PERCENT_OF_BPS = 0.01


def _place(case: Case) -> Html:
    return case.texts("wall-at", place=case.figures.span(case.low, case.high))


def _born_ns(case: Case) -> int:
    """When it was seen first, so that the picture shows how long it stood."""
    return case.found.known_ns - int(case.number("age_s") * SECOND_NS)


def _stood(case: Case) -> Html:
    return case.texts("wall-stood", age=case.figures.pause(case.number("age_s")))


def _traded(case: Case) -> Html:
    usd = case.number("traded_usd")
    return case.texts("wall-traded", usd=case.figures.usd(usd)) if usd else Html("")


def _away(case: Case) -> Html:
    away = case.figures.amount(case.number("away_bps") * _PERCENT_OF_BPS, 3)
    return joined(case.texts("wall-away", away=away), _stood(case))


def _ended(case: Case) -> Html:
    return joined(_stood(case), _traded(case))


def _shown(case: Case) -> Html:
    shown = case.figures.usd(case.number("peak_usd"))
    times = case.figures.amount(case.number("times_shown"))
    return case.texts("wall-iceberg-why", times=times, shown=shown)


def _pressed(case: Case) -> Html:
    seconds = case.number("pressed_s")
    usual = case.number("usual_usd_per_s") * seconds
    return joined(
        case.texts("wall-pressed", pause=case.figures.pause(seconds)),
        _times_usual(case, case.number("visit_usd"), usual),
    )


def _times_usual(case: Case, usd: float, usual: float) -> Html:
    if not usual:
        return Html("")
    return case.texts("times-usual", times=case.figures.amount(usd / usual))


def _wall(mark: str, title: str, size: str, line: Callable[[Case], Html]) -> Tell:
    """Tells of a wall; ``size`` is the number that says how large."""

    def tell(case: Case) -> Told:
        usd = case.figures.usd(case.number(size))
        side = case.texts("wall-bid" if case.bullish else "wall-ask")
        return Told(
            mark=mark,
            amount=usd,
            title=case.texts(title, wall=side),
            line=joined(where(case), _place(case), line(case)),
            side=side_of(case),
            spot=Spot(low=case.low, high=case.high, words=f"{side} {usd}", since_ns=_born_ns(case)),
        )

    return tell


def _pressure(case: Case) -> Told:
    share = case.number("imbalance")
    return Told(
        mark="⚖️",
        amount=case.figures.signed(share, case.figures.share),
        title=case.texts("pressure-bids" if case.bullish else "pressure-asks"),
        line=joined(
            where(case),
            case.texts("pressure-lasted", pause=case.figures.pause(case.number("lasted_s"))),
            case.texts("pressure-note"),
        ),
        side=side_of(case),
        price=case.found.level,
    )


WALLS: dict[str, Tell] = {
    "liquidity_zone": _wall("🧱", "wall-formed", "size_usd", _stood),
    "liquidity_zone_approached": _wall("🧱", "wall-approached", "size_usd", _away),
    "liquidity_zone_pulled": _wall("💨", "wall-pulled", "peak_usd", _ended),
    "liquidity_zone_eaten": _wall("🍽", "wall-eaten", "peak_usd", _ended),
    "liquidity_zone_breached": _wall("⚡", "wall-breached", "peak_usd", _ended),
    "iceberg": _wall("🧊", "wall-iceberg", "visit_usd", _shown),
    "absorption": _wall("🛡", "wall-absorption", "visit_usd", _pressed),
    "book_pressure": _pressure,
}
