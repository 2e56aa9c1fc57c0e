"""What a connection counts."""

from dataclasses import dataclass


@dataclass(slots=True)
class Meter:
    """Figures of one connection, for metrics and the health page.

    ``host`` is where it is or tries to be; ``down`` says in words why it is not up, and ``pauses``
    counts how often the other side asked for one.
    """

    frames: int = 0
    facts: int = 0
    unreadable: int = 0
    connects: int = 0
    pauses: int = 0
    up: bool = False
    down: str = "not connected yet"
    host: str = ""
    last_frame_ns: int = 0
