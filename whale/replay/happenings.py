"""What happened to a feed, read back from a stretch in its order."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import msgspec

from core.errors import BrokenInputError
from core.time_units import SECOND_NS
from engine.pipeline.recording.journal import OddFrame, Written, decode
from engine.pipeline.recording.manifest import GROWING
from whale.replay.stretch import Stretch
from whale.scan.lines import Lines

_MS = 1_000_000


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame, and when it arrived."""

    at_ns: int
    frame: bytes


Happening = Frame | Written


class _Stamp(msgspec.Struct):
    """The source's own time: ``ts`` of a frame in milliseconds, ``timestamp`` of a block in hex.

    Answers to requests have neither; of a node's answer the block is in ``result``.
    """

    ts: int = 0
    timestamp: str = ""
    result: "_Stamp | None" = None

    @property
    def at_ns(self) -> int:
        """UTC nanoseconds; 0 where there is no time."""
        if self.result is not None:
            return self.result.at_ns
        return self.ts * _MS or (int(self.timestamp, 16) * SECOND_NS if self.timestamp else 0)


_stamps: msgspec.json.Decoder[_Stamp] = msgspec.json.Decoder(_Stamp)


class Happenings:
    """All of a stretch.

    With a journal: everything the feed was told, at the nanosecond. Without one, as in the venue's
    archive: frames alone, each at the venue's own time.

    ``faults`` counts what could not be read, ``untimed`` the frames at the end of an unfinished
    stretch whose arrival had not reached the disk.
    """

    def __init__(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self.faults = 0
        self.untimed = 0

    def __iter__(self) -> Iterator[Happening]:
        with ExitStack() as stack:
            lines = stack.enter_context(Lines(self._stretch.frames, quiet=True))
            if self._stretch.journal is None:
                yield from self._by_venue(lines)
                self.faults = lines.faults
                return
            journal = stack.enter_context(Lines(self._stretch.journal, quiet=True))
            yield from self._by_journal(lines, journal)
            self.faults = lines.faults + journal.faults

    def _by_venue(self, lines: Lines) -> Iterator[Happening]:
        at_ns = 0
        for line in lines:
            try:
                at_ns = _stamps.decode(line).at_ns or at_ns
            except (msgspec.MsgspecError, ValueError) as error:
                lines.fault(f"no frame: {error}")
                continue
            yield Frame(at_ns, line)

    def _by_journal(self, lines: Lines, journal: Lines) -> Iterator[Happening]:
        frames = iter(lines)
        at_ns = 0
        for text in journal:
            try:
                entry = decode(text)
            except BrokenInputError as error:
                # What follows would be told at wrong times, or of other frames.
                journal.fault(f"the rest cannot be replayed: {error}")
                return
            if not isinstance(entry, list):
                at_ns = entry.at_ns
                yield Frame(at_ns, entry.frame) if isinstance(entry, OddFrame) else entry
                continue
            for passed_ns in entry:
                frame = next(frames, None)
                if frame is None:
                    if self._stretch.frames.suffix != GROWING:
                        lines.fault("the journal knows of more frames than there are")
                    return
                at_ns += passed_ns
                yield Frame(at_ns, frame)
        self.untimed = sum(1 for _ in frames)
