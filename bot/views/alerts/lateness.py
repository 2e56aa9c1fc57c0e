"""An alert that comes long after its event says so."""

from bot.views import numbers
from bot.views.html import Html
from bot.views.texts import Texts
from core.detection import Detection
from core.time_units import SECOND_NS

_TOLD_FROM_NS = 60 * SECOND_NS


def lateness(texts: Texts, found: Detection) -> Html:
    """The end of a line: how late the event was read, or nothing when it was read in time."""
    if found.late_ns < _TOLD_FROM_NS:
        return Html("")
    late = numbers.pause(found.late_ns / SECOND_NS)
    return Html(f" · {texts('alert-late', late=late)}")
