"""The screens on which a rule for an event of a market is made: family, event, where, Save."""

from collections.abc import Sequence
from typing import Final, get_args

from bot.views import numbers
from bot.views.chips import choice, grid
from bot.views.findings import called
from bot.views.menu import way_back
from bot.views.screens import Button, Rows, Screen
from bot.views.taps import EventOf, EventsOf, Go, NewEvent
from bot.views.texts import Texts
from core.kinds import ASKED, INTERNAL, Family, Kind
from core.market import Timeframe

LEAST_USD: Final = (0, 100_000, 1_000_000, 10_000_000)

_FAMILIES: Final[dict[Family, str]] = {
    "patterns": "family-chain",
    "walls": "family-walls",
    "tape": "family-tape",
    "derivatives": "family-derivatives",
    "breaks": "family-breaks",
    "zones": "family-zones",
    "pools": "family-pools",
    "levels": "family-levels",
    "health": "family-health",
}
_SIDES: Final = {
    "any": "button-side-any",
    "bullish": "button-side-bullish",
    "bearish": "button-side-bearish",
}
_ANY: Final = "any"
_PAIR, _THREE, _FOUR = 2, 3, 4


def families(texts: Texts, symbols: Sequence[str]) -> Screen:
    """Asks of which family; without a market there are only chains."""
    shown = _FAMILIES if symbols else {"patterns": "family-chain", "health": "family-health"}
    chips = [
        Button(texts(key), tap=EventsOf(family=family).pack())
        for family, key in _FAMILIES.items()
        if family in shown
    ]
    return Screen(
        text=texts("new-events"), rows=(*grid(chips, _PAIR), way_back(texts, Go(place="new")))
    )


def events(texts: Texts, family: Family) -> Screen:
    """Asks for which event. Those of a chart's inner track are behind their namesakes."""
    shown: Family = "patterns" if family == "transfers" else family
    chips = [
        Button(_capital(called(kind.name)), tap=EventOf(event=kind.code).pack())
        for kind in ASKED.values()
        if _family_of(kind) == shown and not kind.name.startswith(INTERNAL)
    ]
    return Screen(
        text=texts("new-events-of", family=texts(_FAMILIES[shown])),
        rows=(*grid(chips, _PAIR), way_back(texts, Go(place="events"))),
    )


def event(texts: Texts, symbols: Sequence[str], kind: Kind, chosen: EventOf) -> Screen:
    """Asks where and what it shall be like; only what the kind has is asked for."""
    rows = (
        *(_symbols(texts, symbols, chosen) if kind.where != "chain" else ()),
        *(_timeframes(texts, chosen) if kind.timed else ()),
        *_tracks(texts, kind, chosen),
        *(_sides(texts, chosen) if kind.sided else ()),
        *(_sizes(texts, chosen) if kind.usd else ()),
    )
    save = Button(texts("button-save"), tap=NewEvent(**chosen.model_dump()).pack(), style="success")
    back = way_back(texts, EventsOf(family=_family_of(kind)))
    return Screen(
        text=texts(
            "new-event", event=_capital(called(kind.name)), asks="where" if rows else "nothing"
        ),
        rows=(*rows, (save,), back),
    )


def _family_of(kind: Kind) -> Family:
    """Where a kind stands in the menu: what a chain has is together."""
    return "patterns" if kind.family == "transfers" else kind.family


def _symbols(texts: Texts, symbols: Sequence[str], chosen: EventOf) -> Rows:
    if len(symbols) < _PAIR:
        return ()
    return grid([choice(texts, each, chosen, {"symbol": each}) for each in symbols], _THREE)


def _timeframes(texts: Texts, chosen: EventOf) -> Rows:
    names = {_ANY: texts("button-any-timeframe")} | {each: each for each in get_args(Timeframe)}
    chips = [choice(texts, name, chosen, {"timeframe": key}) for key, name in names.items()]
    return grid(chips, _FOUR)


def _tracks(texts: Texts, kind: Kind, chosen: EventOf) -> Rows:
    """The main structure of a chart or its inner one, where the event is of either."""
    plain = kind.name.removeprefix(INTERNAL)
    tracks = {plain: "button-track-main", f"{INTERNAL}{plain}": "button-track-internal"}
    if not tracks.keys() <= ASKED.keys():
        return ()
    chips = [
        choice(texts, texts(key), chosen, {"event": ASKED[name].code})
        for name, key in tracks.items()
    ]
    return (tuple(chips),)


def _sides(texts: Texts, chosen: EventOf) -> Rows:
    chips = [choice(texts, texts(key), chosen, {"side": side}) for side, key in _SIDES.items()]
    return (tuple(chips),)


def _sizes(texts: Texts, chosen: EventOf) -> Rows:
    chips = [
        choice(
            texts,
            texts("button-least", usd=f"${numbers.compact(usd)}")
            if usd
            else texts("button-any-size"),
            chosen,
            {"least": usd},
        )
        for usd in LEAST_USD
    ]
    return (tuple(chips),)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
