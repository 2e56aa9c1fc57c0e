"""What recorded files hold, so that the feeds ask for just that."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from core.errors import MisconfiguredError
from whale.scan.lines import Lines

# A recording repeats its topics many times a second; the first lines name them all.
_PEEK = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The symbols of a recording, and the deepest order book in it (None when it has none)."""

    symbols: tuple[str, ...]
    depth: int | None


def topics_in(files: Sequence[Path]) -> Recorded:
    """What the frames of these files are about.

    Raises
    ------
    MisconfiguredError
        If a file cannot be opened, or has no frame of a topic in its first lines.
    """
    topics: set[str] = set()
    for path in files:
        found = _topics(path)
        if not found:
            raise MisconfiguredError(f"{path}: no frame with a topic in its first {_PEEK} lines")
        topics |= found
    depths = [int(topic.split(".")[1]) for topic in topics if topic.startswith("orderbook.")]
    symbols = sorted({topic.rpartition(".")[2] for topic in topics})
    return Recorded(symbols=tuple(symbols), depth=max(depths, default=None))


def _topics(path: Path) -> set[str]:
    topics = set()
    with Lines(path) as lines:
        for line in islice(lines, _PEEK):
            try:
                topic = json.loads(line).get("topic")
            except (ValueError, AttributeError):
                continue
            if isinstance(topic, str) and "." in topic:
                topics.add(topic)
    return topics
