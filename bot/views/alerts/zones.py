"""Zones of a chart: gaps, blocks, and where those of several timeframes meet."""

from bot.views.alerts.case import Case, Spot, Tell, Told, joined, side_of, sided, where
from bot.views.html import Html
from core.kinds import INTERNAL

# The name of a zone in the chat, and in the picture.
_NAMES = {
    "fvg": ("zone-fvg", "FVG"),
    "order_block": ("zone-order-block", "OB"),
    "breaker_block": ("zone-breaker-block", "Breaker"),
    "mitigation_block": ("zone-mitigation-block", "Mitigation"),
    "rejection_block": ("zone-rejection-block", "Rejection"),
}
# How long a zone's life has gone, by the end of its kind.
_STAGES = {
    "touched": "zone-touched",
    "half": "zone-half",
    "mitigated": "zone-mitigated",
    "filled": "zone-filled",
    "inversed": "zone-inversed",
    "invalidated": "zone-invalidated",
}


def mark(case: Case) -> str:
    """The square of a side."""
    return "🟩" if case.bullish else "🟥"


def width(case: Case) -> Html:
    """How wide a zone is, in per cent of its middle."""
    middle = (case.low + case.high) / 2
    percent = 100 * (case.high - case.low) / middle if middle else 0.0
    return case.texts("zone-width", width=case.figures.amount(percent, 2))


def named(case: Case, kind: str) -> Html:
    """A kind of zone in words: ``order block``, ``fair value gap filled``."""
    plain = kind.removeprefix(INTERNAL)
    name, _, stage = plain.rpartition("_")
    if plain in _NAMES:
        return case.texts(_NAMES[plain][0])
    if name in _NAMES and stage in _STAGES:
        return case.texts(_STAGES[stage], zone=case.texts(_NAMES[name][0]))
    return Html(plain)


def _formed(short: str) -> Tell:
    def tell(case: Case) -> Told:
        return Told(
            mark=mark(case),
            amount=case.figures.span(case.low, case.high),
            title=sided(case, named(case, case.found.kind)),
            line=joined(where(case), width(case)),
            side=side_of(case),
            spot=_spot(case, short, since_ns=case.found.formed_ns),
        )

    return tell


def _reached(short: str) -> Tell:
    def tell(case: Case) -> Told:
        price = case.figures.price(case.number("price"))
        zone = case.figures.span(case.low, case.high)
        return Told(
            mark=mark(case),
            amount=case.figures.price(case.level),
            title=sided(case, named(case, case.found.kind)),
            line=joined(where(case), case.texts("zone-reached", zone=zone, price=price)),
            side=side_of(case),
            spot=_spot(case, short),
        )

    return tell


def _displacement(case: Case) -> Told:
    return Told(
        mark=mark(case),
        amount=case.texts("atr", size=case.figures.amount(case.number("body_atr"))),
        title=sided(case, case.texts("zone-displacement")),
        line=joined(
            where(case),
            case.texts("zone-body", share=case.figures.share(case.number("share"))),
        ),
        side=side_of(case),
        spot=_spot(case, "Displacement", since_ns=case.found.formed_ns),
    )


def _confluence(case: Case) -> Told:
    members = [each.partition(" ") for each in case.text("members").split(", ")]
    names = ", ".join(f"{frame} {named(case, kind)}" for frame, _, kind in members)
    return Told(
        mark=mark(case),
        amount=case.figures.span(case.low, case.high),
        title=sided(case, case.texts("zone-confluence")),
        line=joined(where(case), names),
        side=side_of(case),
        spot=_spot(case, "Confluence"),
    )


def _confluence_ended(case: Case) -> Told:
    frame, _, kind = case.text("by").partition(" ")
    return Told(
        mark=mark(case),
        amount=case.figures.span(case.low, case.high),
        title=sided(case, case.texts("zone-confluence-ended")),
        line=joined(
            where(case),
            f"{frame} {named(case, kind)}",
            case.texts("lasted", pause=case.figures.pause(case.number("lasted_s"))),
        ),
        side=side_of(case),
        spot=_spot(case, "Confluence"),
    )


def _spot(case: Case, name: str, since_ns: int | None = None) -> Spot:
    return Spot(low=case.low, high=case.high, words=name, since_ns=since_ns)


def _life(kind: str, *stages: str) -> dict[str, Tell]:
    short = _NAMES[kind][1]
    later = {f"{kind}_{stage}": _reached(short) for stage in stages}
    return {kind: _formed(short), **later}


_BLOCKS: dict[str, Tell] = {
    **_life("order_block", "touched", "mitigated", "invalidated"),
    **_life("breaker_block", "touched", "invalidated"),
    **_life("mitigation_block", "touched", "invalidated"),
    **_life("rejection_block", "touched", "invalidated"),
}

ZONES: dict[str, Tell] = {
    **_life("fvg", "touched", "half", "filled", "inversed"),
    **_BLOCKS,
    **{f"{INTERNAL}{kind}": tell for kind, tell in _BLOCKS.items()},
    "displacement": _displacement,
    "confluence": _confluence,
    "confluence_ended": _confluence_ended,
}
