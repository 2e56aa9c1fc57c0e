"""The look of the pictures somebody gets."""

from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.charts import Look
from bot.charts.kit.look import LANGUAGES as _LOCALES
from bot.charts.theme import THEMES as _THEMES
from bot.views.settings import Chosen
from core.alerts import User
from core.preferences import NOTHING_CHOSEN, Preferences

THEMES: Final = tuple(_THEMES)
"""Names of the themes there are; the first one is the usual."""
LANGUAGES: Final = tuple(_LOCALES)
"""Languages whose numbers and months can be written; the first one is the usual."""
_USUAL_ZONE: Final = "UTC"
_EXAMPLE: Final = 3512.4


def look_of(language: str, wanted: Preferences = NOTHING_CHOSEN) -> Look:
    """The look somebody wants; ``language`` is their Telegram language code (``de``, ``pt-br``).

    What they did not choose, or what cannot be drawn here, is the usual.

    >>> look_of("pt-br").numbers.price(98068.3, 1)
    '98.068,3'
    >>> look_of("pt-br", Preferences(numbers="en", zone="Europe/Lisbon")).name
    'dark-en_GB-Europe.Lisbon'
    """
    return Look.of(theme=_theme(wanted), language=numbers_of(language, wanted), zone=_zone(wanted))


def chosen_of(user: User, at_ns: int) -> Chosen:
    """The look of somebody's pictures in names, for their settings; zones as of ``at_ns``."""
    language = numbers_of(user.language, user.preferences)
    return Chosen(
        theme=_theme(user.preferences),
        zone=_zone(user.preferences),
        language=language,
        automatic=language != user.preferences.numbers,
        example=example_of(language),
        at_ns=at_ns,
    )


def example_of(language: str) -> str:
    """A number as a language writes it.

    >>> example_of("de")
    '3.512,4'
    """
    return Look.of(language=language).numbers.price(_EXAMPLE, 1)


def numbers_of(language: str, wanted: Preferences) -> str:
    """The language numbers and months are written in.

    >>> numbers_of("pt-br", NOTHING_CHOSEN), numbers_of("tlh", NOTHING_CHOSEN)
    ('pt', 'en')
    """
    own = language.partition("-")[0].lower()
    known = (each for each in (wanted.numbers, own) if each in LANGUAGES)
    return next(known, LANGUAGES[0])


def _theme(wanted: Preferences) -> str:
    return wanted.theme if wanted.theme in THEMES else THEMES[0]


def _zone(wanted: Preferences) -> str:
    """Two machines may know different zones: one that is not known here is UTC."""
    try:
        return ZoneInfo(wanted.zone or _USUAL_ZONE).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _USUAL_ZONE
