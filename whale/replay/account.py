"""What a replay came to: the audit of a recording."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.detection import Detection
from core.facts import Fact
from core.gaps import Gap
from core.market import BookSample
from engine.pipeline.recording.journal import Hole
from whale.replay.happenings import Frame
from whale.replay.programme import Programme, Told


@dataclass(slots=True)
class Account:
    """Counts as a replay goes on."""

    frames: int = 0
    octets: int = 0
    first_ns: int = 0
    last_ns: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    detections: Counter[str] = field(default_factory=Counter)
    gaps: dict[tuple[str, str, int], Gap] = field(default_factory=dict)
    dropped: int = 0
    first_samples: dict[str, BookSample] = field(default_factory=dict)
    last_samples: dict[str, BookSample] = field(default_factory=dict)

    def heard(self, told: Told) -> None:
        """Something happened."""
        if told.at_ns:
            self.first_ns = self.first_ns or told.at_ns
            self.last_ns = max(self.last_ns, told.at_ns)
        if isinstance(told.happening, Frame):
            self.frames += 1
            self.octets += len(told.happening.frame)
        elif isinstance(told.happening, Hole):
            self.dropped += told.happening.frames

    def told(self, fact: Fact, found: Iterable[Detection]) -> None:
        """A fact was told, and detectors found something in it."""
        self.facts[kind_of(fact)] += 1
        self.detections.update(detection.kind for detection in found)
        if isinstance(fact, Gap):
            # A healed hole is told twice, and counted once.
            self.gaps[fact.source, fact.topic, fact.since_ns] = fact
        elif isinstance(fact, BookSample):
            self.first_samples.setdefault(fact.subject, fact)
            self.last_samples[fact.subject] = fact


def kind_of(fact: Fact) -> str:
    """The fact's name on the wire."""
    return str(fact.__struct_config__.tag)


def summary(account: Account, programme: Programme, *, took_s: float) -> dict[str, object]:
    """The account as one JSON object. Times are nanoseconds of the recording.

    ``prices`` are best bid and ask of the first and of the last sample of a market, ``books`` the
    order books as the last frame left them.
    """
    return {
        "type": "summary",
        "frames": account.frames,
        "bytes": account.octets,
        "from_ns": account.first_ns,
        "to_ns": account.last_ns,
        "frames_per_s": round(account.frames / took_s) if took_s else 0,
        "unreadable": [
            unreadable.reason for player in programme.players for unreadable in player.unreadable
        ],
        "broken_lines": sum(part.faults for part in programme.parts),
        "untimed": sum(part.untimed for part in programme.parts),
        "not_recorded": account.dropped,
        "continues": programme.missing,
        "facts": dict(account.facts),
        "detections": dict(account.detections),
        "gaps": [_gap(gap) for gap in account.gaps.values()],
        "prices": {
            subject: {"first": _touch(first), "last": _touch(account.last_samples[subject])}
            for subject, first in account.first_samples.items()
        },
        "books": {
            topic: {
                "in_sync": book.in_sync,
                "last_u": book.update_id,
                "bid": book.best_bid,
                "ask": book.best_ask,
            }
            for player in programme.players
            for topic, book in player.books.items()
        },
    }


def _gap(gap: Gap) -> dict[str, object]:
    return {
        "topic": gap.topic,
        "from_ns": gap.since_ns,
        "to_ns": gap.until_ns,
        "reason": gap.reason,
        "healing": gap.healing,
        "lost": gap.lost,
    }


def _touch(sample: BookSample) -> tuple[float, float]:
    return sample.best_bid, sample.best_ask
