"""A scene of the gallery, and what scenes are made from."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One scene, and whose eyes it is for."""

    name: str
    """Part of the file's name: letters, digits and dashes."""
    scene: object = field(repr=False)
    note: str
    """What to look for, in a few words."""
    language: str = "en"
    zone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What scenes are made from.

    ``seed`` chooses among all possible made-up markets. ``recorded`` is a folder of real candles,
    where there is one.
    """

    seed: int
    recorded: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Makes the gallery's scenes of one picture."""

    kind: str
    """The first part of the files' names, "heatmap"."""
    title: str
    """As the page writes it, "Liquidity heatmap"."""
    scene: type
    make: Callable[[Material], Coroutine[None, None, list[Shown]]]
