"""Buttons that are choices: what is chosen is marked, and a few stand in each row."""

from collections.abc import Sequence

from bot.views.screens import Button, Rows
from bot.views.taps import Tap
from bot.views.texts import Texts


def chip(texts: Texts, label: str, tap: Tap, *, chosen: bool) -> Button:
    """One choice."""
    return Button(texts("button-chosen", name=label) if chosen else label, tap=tap.pack())


def grid(buttons: Sequence[Button], width: int) -> Rows:
    """Buttons in rows of ``width``, the last one perhaps shorter.

    >>> [len(row) for row in grid([Button("a"), Button("b"), Button("c")], width=2)]
    [2, 1]
    """
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))
