"""When something cannot be, or went wrong: what a person is told."""

from bot.views.html import Html
from bot.views.texts import Texts
from core.errors import RefusedError


def refused(texts: Texts, error: RefusedError) -> Html:
    """The words of a refusal: why, and what to do instead."""
    values = {
        name: value if isinstance(value, str | int) else f"{value:g}"
        for name, value in error.values.items()
    }
    return texts(error.key, **values)


def apology(texts: Texts, fault_id: str) -> Html:
    """One line for a fault of ours; its id is in the log."""
    return texts("apology", id=fault_id)


def too_fast(texts: Texts) -> Html:
    """For somebody who sends faster than we answer."""
    return texts("too-fast")
