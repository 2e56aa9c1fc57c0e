"""A feed's recording, cut into stretches by size and by the clock."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from engine.pipeline.recording.journal import Written
from engine.pipeline.recording.manifest import Source
from engine.pipeline.recording.tape import Tape

Every = Literal["hour", "day"]

_SPAN_NS: dict[Every, int] = {"hour": 3_600_000_000_000, "day": 86_400_000_000_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """When a new stretch begins, and when an old one is deleted.

    A stretch ends at ``largest`` packed bytes, and with each UTC hour or day. Of finished stretches
    the newest ``keep`` bytes are kept, of all feeds together; None keeps all.
    """

    largest: int = 64 * 1024 * 1024
    every: Every = "hour"
    keep: int | None = None


class Reel:
    """One tape after another; a stretch names the one before it."""

    def __init__(self, folder: Path, source: Source, *, software: str, cut: Cut) -> None:
        self._folder = folder
        self._source = source
        self._software = software
        self._cut = cut
        self._tape: Tape | None = None
        self._span = 0
        self._before: str | None = None
        self._closed_size = 0
        self.stretches = 0
        """How many were begun."""

    @property
    def size(self) -> int:
        """Bytes on the disk, of all stretches."""
        return self._closed_size + (self._tape.size if self._tape else 0)

    @property
    def growing(self) -> str | None:
        """The stem of the stretch that is being written."""
        return self._tape.stem if self._tape else None

    def frame(self, frame: bytes, at_ns: int) -> None:
        """A frame arrived."""
        self._at(at_ns).frame(frame, at_ns)

    def note(self, entry: Written) -> None:
        """Something else happened."""
        self._at(entry.at_ns).note(entry)

    def pack(self) -> None:
        """Pack what was taken in."""
        if self._tape is not None:
            self._tape.pack()
            self._cut_when_large(self._tape)

    def flush(self) -> None:
        """Make what was packed readable whatever happens next."""
        if self._tape is not None:
            self._tape.flush()
            self._cut_when_large(self._tape)

    def close(self) -> None:
        """End the stretch; whatever comes next begins another."""
        if self._tape is not None:
            tape, self._tape = self._tape, None
            tape.close()
            self._closed_size += tape.size
            self._before = tape.stem

    def abandon(self) -> None:
        """Leave the files as they are."""
        if self._tape is not None:
            self._tape.abandon()

    def _cut_when_large(self, tape: Tape) -> None:
        if tape.size >= self._cut.largest:
            self.close()

    def _at(self, at_ns: int) -> Tape:
        span = at_ns // _SPAN_NS[self._cut.every]
        if self._tape is not None and span > self._span:
            self.close()
        if self._tape is None:
            self._span = span
            self.stretches += 1
            self._tape = Tape(
                self._folder,
                self._source,
                software=self._software,
                at_ns=at_ns,
                continues=self._before,
            )
        return self._tape
