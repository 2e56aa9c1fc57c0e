"""Liquidity beyond highs and lows of a chart, and what price does there."""

from collections.abc import Callable

from bot.views.alerts.case import Case, Spot, Tell, Told, joined, side_of, where
from bot.views.html import Html
from core.kinds import INTERNAL


def beyond(case: Case, key: str) -> Html:
    """How far price went past the level, in price and in the usual range of a candle."""
    past = case.figures.distance(case.number("beyond"), case.level)
    size = case.figures.amount(case.number("beyond_atr"), 2)
    return joined(case.texts(key, beyond=past), "" if size == "0" else case.texts("atr", size=size))


def _came_back(case: Case) -> Html:
    return beyond(case, "beyond-back")


def _stayed(case: Case) -> Html:
    return beyond(case, "beyond-stayed")


def _apart(case: Case) -> Html:
    apart = case.texts("atr", size=case.figures.amount(case.number("apart_atr"), 2))
    return case.texts("pool-members", members=int(case.number("members")), apart=apart)


def _level(
    mark: str, titles: tuple[str, str], line: Callable[[Case], Html], shorts: tuple[str, str]
) -> Tell:
    """Tells of a level; of a pair the first is for a bullish finding, the second a bearish one."""

    def tell(case: Case) -> Told:
        which = 0 if case.bullish else 1
        return Told(
            mark=mark,
            amount=case.figures.price(case.level),
            title=case.texts(titles[which]),
            line=joined(where(case), line(case)),
            side=side_of(case),
            spot=Spot(low=case.level, high=case.level, words=shorts[which]),
        )

    return tell


_LOW_HIGH = ("EQL", "EQH")
_SWEPT = ("low swept", "high swept")
_RUN = ("high broken", "low broken")

# A low that was swept leads up and so does a high that was run through.
_OF_A_TRACK: dict[str, Tell] = {
    "sweep": _level("🧹", ("sweep-low", "sweep-high"), _came_back, _SWEPT),
    "liquidity_run": _level("🏃", ("run-high", "run-low"), _stayed, _RUN),
    "equal_highs": _level("💧", ("equal-highs", "equal-highs"), _apart, ("EQH", "EQH")),
    "equal_lows": _level("💧", ("equal-lows", "equal-lows"), _apart, ("EQL", "EQL")),
    "pool_grown": _level("💧", ("pool-grown-lows", "pool-grown-highs"), _apart, _LOW_HIGH),
    "pool_swept": _level("🧹", ("pool-swept-lows", "pool-swept-highs"), _came_back, _LOW_HIGH),
    "pool_run": _level("🏃", ("pool-run-highs", "pool-run-lows"), _stayed, ("EQH", "EQL")),
}

POOLS: dict[str, Tell] = {
    **_OF_A_TRACK,
    **{f"{INTERNAL}{kind}": tell for kind, tell in _OF_A_TRACK.items()},
}
