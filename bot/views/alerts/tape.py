"""The tape: large orders, minutes out of the ordinary, and fast prices."""

from bot.views.alerts.case import Case, Spot, Tell, Told, joined, side_of, where
from bot.views.html import Html

_PERCENT_OF_BPS = 0.01


def _mark(case: Case) -> str:
    return "🟢" if case.bullish else "🔴"


def _order(title: str) -> Tell:
    """Tells of one taker order; a side is the taker's."""

    def tell(case: Case) -> Told:
        side = case.texts("side-buy" if case.bullish else "side-sell")
        price = case.figures.price(case.level)
        return Told(
            mark=_mark(case),
            amount=case.figures.usd(case.number("usd")),
            title=case.texts(title, side=side),
            line=joined(where(case), case.texts("order-at", price=price), _walked(case)),
            side=side_of(case),
            price=case.found.level,
        )

    return tell


def _walked(case: Case) -> Html:
    """How many prices it took, and how far it went."""
    levels = int(case.number("levels"))
    bps = case.number("bps")
    if not bps:
        return case.texts("order-levels", levels=levels)
    percent = case.figures.amount(bps * _PERCENT_OF_BPS, 3)
    return case.texts("order-walked", levels=levels, percent=percent)


def _volume(case: Case) -> Told:
    usd, usual = case.number("usd"), case.number("median_usd")
    times = case.figures.amount(usd / usual, 0) if usual else ""
    return Told(
        mark="📊",
        amount=case.figures.usd(usd),
        title=case.texts("spike-volume"),
        line=joined(
            where(case),
            case.texts("times-usual", times=times) if times else "",
            case.texts("spike-sides", **_sides(case)),
        ),
        side=side_of(case),
    )


def _delta(case: Case) -> Told:
    return Told(
        mark=_mark(case),
        amount=case.figures.signed(case.number("usd"), case.figures.usd),
        title=case.texts("spike-buyers" if case.bullish else "spike-sellers"),
        line=joined(where(case), case.texts("spike-sides", **_sides(case))),
        side=side_of(case),
    )


def _sides(case: Case) -> dict[str, str]:
    buys, sells = case.number("buy_usd"), case.number("sell_usd")
    return {"buys": case.figures.usd(buys), "sells": case.figures.usd(sells)}


def _move(case: Case) -> Told:
    start, now = (case.low, case.high) if case.bullish else (case.high, case.low)
    return Told(
        mark="📈" if case.bullish else "📉",
        amount=case.figures.percent(case.number("percent")),
        title=case.texts("move-up" if case.bullish else "move-down"),
        line=joined(
            where(case),
            case.texts(
                "move-way",
                start=case.figures.price(start),
                now=case.figures.price(now),
                pause=case.figures.pause(case.number("took_s")),
            ),
        ),
        side=side_of(case),
        price=case.found.level,
        spot=Spot(low=start, high=start, words="start of the move"),
    )


TAPE: dict[str, Tell] = {
    "large_trade": _order("order-large"),
    "book_sweep": _order("order-sweep"),
    "volume_spike": _volume,
    "delta_spike": _delta,
    "price_move": _move,
}
