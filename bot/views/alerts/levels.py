"""Levels of finished days, weeks, months and sessions, and kill zones."""

from bot.views.alerts.case import Case, Spot, Tell, Told, joined, side_of, where
from bot.views.alerts.pools import beyond
from bot.views.html import Html

_PERIODS = {
    "day": ("level-day", "PD"),
    "week": ("level-week", "PW"),
    "month": ("level-month", "PM"),
}
_SESSIONS = {
    "asia": ("session-asia", "Asia"),
    "london": ("session-london", "London"),
    "new_york": ("session-new-york", "New York"),
    "london_close": ("session-london-close", "London close"),
}
_STAGES = {"": "level-new", "_swept": "level-swept", "_broken": "level-broken"}


def _holes(case: Case) -> Html:
    """What the period lacks, where it was not seen whole."""
    missing = int(case.number("missing"))
    return case.texts("level-missing", missing=missing) if missing else Html("")


def _level(name: str, extreme: str, stage: str, short: str) -> Tell:
    def tell(case: Case) -> Told:
        key = "beyond-stayed" if stage == "_broken" else "beyond-back"
        level = case.texts("level", of=case.texts(name), extreme=extreme)
        return Told(
            mark="📏",
            amount=case.figures.price(case.level),
            title=case.texts(_STAGES[stage], level=level),
            line=joined(where(case), beyond(case, key) if stage else _holes(case)),
            side=side_of(case),
            spot=Spot(low=case.level, high=case.level, words=short),
        )

    return tell


def _ended(session: str, short: str) -> Tell:
    def tell(case: Case) -> Told:
        return Told(
            mark="🕰",
            amount=case.figures.span(case.low, case.high),
            title=case.texts("session-ended", session=case.texts(session)),
            line=joined(where(case), case.texts("session-range"), _holes(case)),
            spot=Spot(low=case.low, high=case.high, words=short),
        )

    return tell


def _kill_zone(case: Case) -> Told:
    key, _ = _SESSIONS.get(case.text("name"), (None, ""))
    return Told(
        mark="⏰",
        amount=case.texts(key) if key else case.text("name"),
        named=True,
        title=case.texts("killzone-opened"),
        line=joined(where(case), case.texts("killzone-what")),
    )


def _life(kind: str, name: str, short: str, *stages: str) -> dict[str, Tell]:
    """A high and a low, and what becomes of them."""
    return {
        f"{kind}_{extreme}{stage}": _level(name, extreme, stage, f"{short}{written}")
        for extreme, written in (("high", "H"), ("low", "L"))
        for stage in stages
    }


LEVELS: dict[str, Tell] = {
    **{
        kind: tell
        for period, (name, short) in _PERIODS.items()
        for kind, tell in _life(f"previous_{period}", name, short, "", "_swept", "_broken").items()
    },
    **{
        kind: tell
        for session, (name, short) in _SESSIONS.items()
        if session != "london_close"
        for kind, tell in _life(
            f"session_{session}", name, f"{short} ", "_swept", "_broken"
        ).items()
    },
    "session_asia": _ended(*_SESSIONS["asia"]),
    "session_london": _ended(*_SESSIONS["london"]),
    "session_new_york": _ended(*_SESSIONS["new_york"]),
    "killzone_opened": _kill_zone,
}
