"""Buttons that are choices: what is chosen is marked, and a few stand in each row."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from bot.views.screens import Button, Rows
from bot.views.taps import Tap
from bot.views.texts import Texts


def chip(texts: Texts, label: str, tap: Tap, *, chosen: bool) -> Button:
    """One choice."""
    return Button(texts("button-chosen", name=label) if chosen else label, tap=tap.pack())


T = TypeVar("T", bound=Tap)


def choice(texts: Texts, label: str, chosen: T, change: Mapping[str, object]) -> Button:
    """What is chosen so far with one thing changed; marked where that changes nothing."""
    changed = chosen.model_copy(update=change)
    return chip(texts, label, changed, chosen=changed == chosen)


def grid(buttons: Sequence[Button], width: int) -> Rows:
    """Buttons in rows of ``width``, the last one perhaps shorter.

    >>> [len(row) for row in grid([Button("a"), Button("b"), Button("c")], width=2)]
    [2, 1]
    """
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))
