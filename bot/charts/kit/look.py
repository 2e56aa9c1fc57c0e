"""How a reader wants pictures: which colours, which language's numbers, whose clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.charts.kit.moments import UTC_TIMES, Times
from bot.charts.kit.numbers import ENGLISH, Numbers
from bot.charts.theme import DARK, THEMES, Theme

T = TypeVar("T")

LANGUAGES: Final[Mapping[str, str]] = {
    "en": "en_GB",
    "cs": "cs",
    "de": "de",
    "es": "es",
    "fr": "fr",
    "it": "it",
    "nl": "nl",
    "pl": "pl",
    "pt": "pt",
    "ru": "ru",
    "sv": "sv",
    "tr": "tr",
    "uk": "uk",
}
"""Languages whose numbers and months can be written, and their locale in the CLDR.

Those whose letters the shipped typeface has; words in pictures are English in all of them.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Theme, numbers and times of one picture; can be pickled, compared and hashed."""

    theme: Theme = DARK
    numbers: Numbers = ENGLISH
    times: Times = UTC_TIMES

    @property
    def name(self) -> str:
        """What tells this look from others made by ``of``, as part of a file's name.

        >>> Look.of(theme="light", zone="Europe/Berlin").name
        'light-en_GB-Europe.Berlin'
        """
        return f"{self.theme.name}-{self.times.locale}-{self.times.zone}".replace("/", ".")

    @classmethod
    def of(cls, *, theme: str = "dark", language: str = "en", zone: str = "UTC") -> "Look":
        """A look by its names.

        >>> Look.of(language="de").numbers.price(98068.3, 1)
        '98.068,3'

        Raises
        ------
        ValueError
            There is no such theme, language or zone (a name of the IANA); the text says which
            there are.
        """
        locale = _known("language", language, LANGUAGES)
        try:
            local = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            message = f'no time zone "{zone}"; take a name of the IANA, such as Europe/Berlin'
            raise ValueError(message) from error
        return cls(
            theme=_known("theme", theme, THEMES),
            numbers=Numbers.of(locale),
            times=Times(locale=locale, zone=local),
        )


def _known(what: str, name: str, among: Mapping[str, T]) -> T:
    if name not in among:
        message = f'no {what} "{name}"; there are {", ".join(sorted(among))}'
        raise ValueError(message)
    return among[name]


USUAL: Final = Look()
"""Dark, English, UTC."""
