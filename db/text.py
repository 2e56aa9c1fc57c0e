"""Text that PostgreSQL can keep.

Names and reasons come from outside and may hold what no ``text`` column takes: the NUL character,
or half a surrogate pair out of a JSON escape. One such letter in one token's name would otherwise
refuse a whole batch, and refuse it again for ever.
"""

from math import isfinite

import msgspec

from core.detection import Detection
from core.gaps import Gap
from core.labels import Entity, Label


def storable(text: str) -> str:
    """The text without NUL, half pairs shown as question marks.

    >>> storable("Whale" + chr(0) + " Coin")
    'Whale Coin'
    >>> storable(chr(0xD83D) + " up")
    '? up'
    """
    return text.encode("utf-8", "replace").decode().replace("\x00", "")


def storable_detection(detection: Detection) -> Detection:
    """The detection with storable texts, and without numbers that are none (NaN, infinity).

    JSON knows no such numbers, and nothing could be compared with them.
    """
    return msgspec.structs.replace(
        detection,
        texts={storable(key): storable(text) for key, text in detection.texts.items()},
        numbers={key: number for key, number in detection.numbers.items() if isfinite(number)},
    )


def storable_gap(gap: Gap) -> Gap:
    """The gap with storable words; a reason may quote a frame that could not be read."""
    return msgspec.structs.replace(
        gap, topic=storable(gap.topic), reason=storable(gap.reason), healing=storable(gap.healing)
    )


def storable_label(label: Label) -> Label:
    """The label with storable words; lists come from all over the world."""
    return msgspec.structs.replace(
        label,
        source=storable(label.source),
        entity=Entity(storable(label.entity)),
        name=storable(label.name),
        evidence=storable(label.evidence),
    )
