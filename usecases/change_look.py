"""A person says how they want pictures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.errors import RefusedError
from core.ports import Users
from core.preferences import Preferences
from usecases.register_user import Person
from usecases.zones import read_zone


@dataclass(frozen=True, slots=True)
class Theme:
    """In these colours."""

    name: str


@dataclass(frozen=True, slots=True)
class Zone:
    """On the clocks of a place, in the person's own words."""

    words: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers and months as a language writes them; None takes the one of their Telegram."""

    language: str | None


Choice = Theme | Zone | Numbers


class ChangeLook:
    """Keeps what a person chose. To choose a thing twice is no error.

    ``themes`` and ``languages`` name what can be drawn.
    """

    def __init__(self, users: Users, themes: Sequence[str], languages: Sequence[str]) -> None:
        self._users = users
        self._themes = themes
        self._languages = languages

    async def __call__(self, person: Person, choice: Choice) -> Person:
        """The person with what they prefer now.

        Raises
        ------
        RefusedError
            If there is no such theme, zone or language.
        """
        preferences = self._chosen(person, choice)
        await self._users.prefer(person.user.id, preferences)
        return replace(person, user=replace(person.user, preferences=preferences))

    def _chosen(self, person: Person, choice: Choice) -> Preferences:
        now = person.user.preferences
        match choice:
            case Theme(name):
                return replace(now, theme=_known(name, self._themes))
            case Zone(words):
                return replace(now, zone=read_zone(words, person.user.language))
            case Numbers(language):
                own = None if language is None else _known(language, self._languages)
                return replace(now, numbers=own)


def _known(name: str, among: Sequence[str]) -> str:
    if name not in among:
        raise RefusedError("refused-look", text=name)
    return name
