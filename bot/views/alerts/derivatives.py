"""Stress of perpetuals: forced closes, funding, open interest, and the distance to the index."""

from bot.views.alerts.case import Case, Spot, Tell, Told, joined, side_of, where
from bot.views.html import Html

_PERCENT_OF_BPS = 0.01
_HALF = 0.5
_QUADRANTS = {
    "new longs": "interest-new-longs",
    "new shorts": "interest-new-shorts",
    "short covering": "interest-covering",
    "long liquidation": "interest-longs-closed",
}


def _whose(case: Case) -> str:
    """Which positions were closed, by the side of the market that it fell on."""
    keys = {"bearish": "forced-longs", "bullish": "forced-shorts"}
    return case.texts(keys.get(case.found.side or "", "forced-both"))


def _forced(mark: str, title: str) -> Tell:
    def tell(case: Case) -> Told:
        long, short = case.number("long_usd"), case.number("short_usd")
        both = long and short
        parts = case.texts(
            "forced-parts", longs=case.figures.usd(long), shorts=case.figures.usd(short)
        )
        return Told(
            mark=mark,
            amount=case.figures.usd(case.number("usd")),
            title=case.texts(title, whose=_whose(case)),
            line=joined(
                where(case),
                case.texts("forced-prints", prints=int(case.number("prints"))),
                parts if both else "",
                _moved(case),
            ),
            side=side_of(case),
        )

    return tell


def _moved(case: Case) -> Html:
    bps = case.number("move_bps")
    if not bps:
        return Html("")
    return case.texts("price-moved", percent=case.figures.percent(bps * _PERCENT_OF_BPS))


def _map(case: Case) -> Told:
    """The denser of the two sides; both are named, and that it is an estimate."""
    up = case.number("above_usd") >= case.number("below_usd")
    ends = {"above": "map-above", "below": "map-below"}
    usd = {end: case.figures.usd(case.number(f"{end}_usd")) for end in ends}
    parts = [
        case.texts(key, price=case.figures.price(case.number(end)), usd=usd[end])
        for end, key in ends.items()
        if end in case.found.numbers
    ]
    densest, amount = case.number("above" if up else "below"), usd["above" if up else "below"]
    return Told(
        mark="🗺",
        amount=amount,
        title=case.texts("map-title"),
        line=joined(where(case), case.text("score"), *parts),
        spot=Spot(low=densest, high=densest, words=case.texts("map-spot", usd=amount)),
    )


def _rate(title: str) -> Tell:
    def tell(case: Case) -> Told:
        return Told(
            mark="💸",
            amount=case.figures.percent(case.number("rate") * 100, 4),
            title=case.texts(title),
            line=joined(where(case), _payer(case), _rank(case, "payments", "rank-payments")),
        )

    return tell


def _payer(case: Case) -> Html:
    return case.texts("funding-longs" if case.number("rate") > 0 else "funding-shorts")


def _rank(case: Case, count: str, key: str) -> Html:
    """How it stands among its own past; nothing where there is hardly any."""
    known = int(case.number(count))
    if known < 2:  # noqa: PLR2004 - one other is no past
        return Html("")
    rank = case.number("percentile")
    way, share = ("high", rank) if rank >= _HALF else ("low", 1 - rank)
    return case.texts(key, way=way, share=case.figures.share(share), known=known)


def _interest(case: Case) -> Told:
    quadrant = _QUADRANTS.get(case.text("quadrant"))
    price = case.number("price_percent")
    moved = case.texts("price-moved", percent=case.figures.percent(price)) if price else ""
    return Told(
        mark="📂",
        amount=case.figures.percent(case.number("percent")),
        title=case.texts("interest", pause=case.figures.pause(case.number("minutes") * 60)),
        line=joined(where(case), case.texts(quadrant) if quadrant else "", moved),
        side=side_of(case),
    )


def _basis(title: str) -> Tell:
    def tell(case: Case) -> Told:
        bps = case.number("bps")
        return Told(
            mark="📐",
            amount=case.figures.percent(bps * _PERCENT_OF_BPS, 3),
            title=case.texts(title),
            line=joined(
                where(case),
                case.texts("basis-premium" if bps > 0 else "basis-discount"),
                _rank(case, "minutes", "rank-minutes"),
            ),
        )

    return tell


DERIVATIVES: dict[str, Tell] = {
    "liquidation_burst": _forced("💥", "forced-burst"),
    "liquidation_cascade": _forced("🌊", "forced-cascade"),
    "liquidation_burst_ended": _forced("🏁", "forced-ended"),
    "liquidation_map": _map,
    "funding_extreme": _rate("funding-extreme"),
    "funding_extreme_ended": _rate("funding-extreme-ended"),
    "funding_flip": _rate("funding-flip"),
    "open_interest_jump": _interest,
    "basis_extreme": _basis("basis-extreme"),
    "basis_extreme_ended": _basis("basis-extreme-ended"),
    "basis_flip": _basis("basis-flip"),
}
