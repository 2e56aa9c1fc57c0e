"""Every word we say, from Fluent files: ``locales/<language>/*.ftl``.

A language that we do not speak, or a text that a language lacks, falls back to English. Values are
escaped unless they are ``Html``; numbers that decide a plural are given as ``int``, all others are
formatted before they come here (``bot.views.numbers``).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

from fluent.runtime import FluentBundle, FluentResource

from bot.views.html import Html, escape

FALLBACK = "en"
LOCALES = Path(__file__).parent / "locales"


class Texts(Protocol):
    """Says a text in one language."""

    @property
    def language(self) -> str:
        """The language spoken, which is the fallback where the wanted one is not known."""

    def __call__(self, key: str, /, **values: str | int) -> Html:
        """The text with its values filled in.

        Raises
        ------
        KeyError
            If no language has the text.
        """


class _Speaker:
    """The texts of a language over those of the fallback."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._bundles = tuple(_bundle(language) for language in languages)
        self.language = languages[0]

    def __call__(self, key: str, /, **values: str | int) -> Html:
        bundle = next((each for each in self._bundles if each.has_message(key)), None)
        if bundle is None:
            raise KeyError(f"no text named {key!r}")
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise KeyError(f"the text {key!r} has no words of its own")
        said, errors = bundle.format_pattern(pattern, _safe(values))
        if errors:
            raise KeyError(f"the text {key!r} lacks a value: {errors[0]}")
        return Html(said)


def texts(language: str) -> Texts:
    """The texts for a Telegram language code such as ``en`` or ``pt-br``."""
    code = language.lower()
    return _texts(code if (LOCALES / code).is_dir() else code.partition("-")[0])


def keys(language: str) -> set[str]:
    """The names of all texts that a language has."""
    return {
        entry.id.name
        for path in sorted((LOCALES / language).glob("*.ftl"))
        for entry in FluentResource(path.read_text("utf-8")).body
        if hasattr(entry, "id")
    }


@cache
def _texts(code: str) -> Texts:
    known = code.isalnum() and (LOCALES / code).is_dir()
    return _Speaker((code, FALLBACK) if known else (FALLBACK,))


@cache
def _bundle(language: str) -> FluentBundle:
    # Isolation marks would end up inside of what people copy out of a message.
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((LOCALES / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text("utf-8")))
    return bundle


def _safe(values: Mapping[str, str | int]) -> dict[str, str | int]:
    return {
        name: str(escape(value)) if isinstance(value, str) else value
        for name, value in values.items()
    }
