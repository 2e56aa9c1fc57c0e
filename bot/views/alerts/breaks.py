"""Structure of a chart: breaks, turns, and where price stands in its range."""

from collections.abc import Callable

from bot.views.alerts.case import Case, Spot, Tell, Told, joined, side_of, sided, where
from bot.views.html import Html
from core.kinds import INTERNAL

_LABELS = {"HH": "swing-hh", "HL": "swing-hl", "LH": "swing-lh", "LL": "swing-ll"}

Words = Callable[[Case], Html]


def _mark(case: Case) -> str:
    return "📈" if case.bullish else "📉"


def _of_level(title: Words, line: Words, short: str) -> Tell:
    """Tells what is about one price."""

    def tell(case: Case) -> Told:
        return Told(
            mark=_mark(case),
            amount=case.figures.price(case.level),
            title=title(case),
            line=joined(where(case), line(case)),
            side=side_of(case),
            spot=Spot(low=case.level, high=case.level, words=short),
        )

    return tell


def _of_range(title: str, line: Words) -> Tell:
    """Tells that price has come to another part of its dealing range."""

    def tell(case: Case) -> Told:
        return Told(
            mark=_mark(case),
            amount=case.figures.price(case.number("price")),
            title=case.texts(title),
            line=joined(where(case), line(case)),
            side=side_of(case),
            spot=Spot(low=case.level, high=case.level, words="50% of the range"),
        )

    return tell


def _entry(case: Case) -> Told:
    low, high = case.number("zone_low"), case.number("zone_high")
    share = case.figures.share(case.number("retracement"))
    return Told(
        mark=_mark(case),
        amount=case.figures.price(case.number("price")),
        title=sided(case, case.texts("range-ote")),
        line=joined(where(case), case.texts("range-given-back", share=share)),
        side=side_of(case),
        spot=Spot(low=low, high=high, words="OTE"),
    )


def _break(name: str) -> Words:
    return lambda case: sided(case, case.texts(name))


def _broken(case: Case) -> Html:
    close = case.figures.price(case.number("price"))
    return case.texts("break-close", close=close, candles=int(case.number("candles")))


def _swing(plain: str) -> Words:
    def title(case: Case) -> Html:
        return case.texts(_LABELS.get(case.text("label"), plain))

    return title


def _confirmed(case: Case) -> Html:
    return case.texts("swing-confirmed", candles=int(case.number("length")))


def _said(key: str) -> Words:
    return lambda case: case.texts(key)


def _share(case: Case) -> Html:
    share = case.figures.share(case.number("share"))
    return case.texts("range-share", share=share, range=case.figures.span(case.low, case.high))


_OF_A_TRACK: dict[str, Tell] = {
    "bos": _of_level(_break("break-bos"), _broken, "BOS"),
    "choch": _of_level(_break("break-choch"), _broken, "CHoCH"),
    "swing_high": _of_level(_swing("swing-high"), _confirmed, "swing high"),
    "swing_low": _of_level(_swing("swing-low"), _confirmed, "swing low"),
    "strong_high": _of_level(_said("strong-high"), _said("strong-why"), "strong high"),
    "strong_low": _of_level(_said("strong-low"), _said("strong-why"), "strong low"),
    "weak_high": _of_level(_said("weak-high"), _said("weak-why"), "weak high"),
    "weak_low": _of_level(_said("weak-low"), _said("weak-why"), "weak low"),
    "premium_entered": _of_range("range-premium", _share),
    "discount_entered": _of_range("range-discount", _share),
    "equilibrium_crossed": _of_range("range-middle", _share),
    "ote_entered": _entry,
}

BREAKS: dict[str, Tell] = {
    **_OF_A_TRACK,
    **{f"{INTERNAL}{kind}": tell for kind, tell in _OF_A_TRACK.items()},
}
