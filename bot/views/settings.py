"""The settings: how a person wants pictures. One message, edited in place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from babel import Locale

from bot.views.chips import chip, grid
from bot.views.html import Html
from bot.views.menu import HEATMAP_MINUTES, way_back
from bot.views.screens import Button, Rows, Screen
from bot.views.taps import Go, Heatmap, Part, Prefer
from bot.views.texts import Texts
from bot.views.zones import zone_name

THEMES: Final[Mapping[str, str]] = {
    "dark": "theme-dark",
    "light": "theme-light",
    "colour-blind": "theme-colour-blind",
}
"""The themes that are offered, and their words."""
_SAID: Final[Mapping[Part, str]] = {
    "theme": "settings-said-theme",
    "zone": "settings-said-zone",
    "numbers": "settings-said-numbers",
}
_WIDE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """How somebody's pictures look now.

    ``language`` is that of numbers, ``automatic`` says that it follows Telegram, and ``example`` is
    a number in it. ``at_ns`` is the moment for which a zone's distance from UTC is told.
    """

    theme: str
    zone: str
    language: str
    automatic: bool
    example: str
    at_ns: int


def home(texts: Texts, chosen: Chosen, symbol: str | None) -> Screen:
    """All that can be set, as it is. ``symbol`` is the market whose heatmap shows it."""
    return Screen(text=_all(texts, chosen), rows=_controls(texts, chosen, symbol))


def changed(
    texts: Texts, chosen: Chosen, part: Part, symbol: str | None, *, closes: int | None = None
) -> Screen:
    """The same after a change; the first line says what is otherwise from now on."""
    said = texts(
        _SAID[part],
        theme=chosen.theme,
        zone=zone_name(chosen.zone, chosen.at_ns),
        example=chosen.example,
        followed=str(chosen.automatic),
    )
    return Screen(
        text=Html(f"{said}\n\n{_all(texts, chosen)}"),
        rows=_controls(texts, chosen, symbol),
        closes=closes,
    )


def numbers(texts: Texts, chosen: Chosen, examples: Mapping[str, str]) -> Screen:
    """Asks for a language; ``examples`` has a number in each of those that can be written."""
    automatic = Prefer(what="numbers", value="")
    follows = chip(texts, texts("numbers-automatic"), automatic, chosen=chosen.automatic)
    own = None if chosen.automatic else chosen.language
    chips = [
        chip(
            texts,
            texts("button-numbers", language=_own_name(language), example=example),
            Prefer(what="numbers", value=language),
            chosen=language == own,
        )
        for language, example in examples.items()
    ]
    return Screen(
        text=texts("numbers-languages"),
        rows=((follows,), *grid(chips, _WIDE), way_back(texts, Go(place="settings"))),
    )


def _all(texts: Texts, chosen: Chosen) -> Html:
    language = _own_name(chosen.language)
    follows = texts("numbers-followed", language=language) if chosen.automatic else Html(language)
    return texts(
        "settings",
        theme=texts(THEMES[chosen.theme]),
        zone=zone_name(chosen.zone, chosen.at_ns),
        language=follows,
        example=chosen.example,
    )


def _controls(texts: Texts, chosen: Chosen, symbol: str | None) -> Rows:
    themes = tuple(
        chip(
            texts,
            texts(key),
            Prefer(what="theme", value=theme),
            chosen=theme == chosen.theme,
        )
        for theme, key in THEMES.items()
    )
    ways = (
        Button(texts("button-zones"), tap=Go(place="zones").pack()),
        Button(texts("button-languages"), tap=Go(place="numbers").pack()),
    )
    return (themes, ways, *_look(texts, symbol), way_back(texts, Go(place="home")))


def _look(texts: Texts, symbol: str | None) -> Rows:
    if symbol is None:
        return ()
    picture = Heatmap(symbol=symbol, minutes=HEATMAP_MINUTES).pack()
    return ((Button(texts("button-see-it"), tap=picture),),)


def _own_name(language: str) -> str:
    """What a language is called by those who speak it, as the beginning of a line."""
    name = Locale.parse(language).get_display_name() or language
    return f"{name[:1].upper()}{name[1:]}"
