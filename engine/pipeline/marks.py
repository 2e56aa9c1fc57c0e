"""Names of the steps of one event's road, for tests that end the process between two of them."""

from collections.abc import Callable
from typing import Literal

Step = Literal["frame", "fact", "stream", "detect", "match", "policy", "owe"]
Mark = Callable[[Step], None]


def unmarked(step: Step) -> None:
    """Nothing happens at any step: the ordinary case."""
