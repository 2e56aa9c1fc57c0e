"""One stretch of a recording: frames, journal and manifest, as they are written."""

import re
from datetime import UTC, datetime
from pathlib import Path

from engine.pipeline.recording.journal import Event, Hole, OddFrame, Written, encode, is_line
from engine.pipeline.recording.manifest import (
    FRAMES,
    JOURNAL,
    MANIFEST,
    Loss,
    Manifest,
    Source,
    write_manifest,
)
from engine.pipeline.recording.packed import Packed

_TOPIC = re.compile(rb'"topic":\s*"([^"]+)"')
# Every venue names the topic at the head of its frame; a book behind it is not searched.
_HEAD = 120
_MOST_LOSSES = 1_000


class Tape:
    """Takes in what a feed was told and writes it when asked to.

    Not for the event loop: ``pack``, ``flush`` and ``close`` work on the disk.
    """

    def __init__(
        self, folder: Path, source: Source, *, software: str, at_ns: int, continues: str | None
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.stem = _free_stem(folder, source.feed, at_ns)
        self._manifest_path = folder / (self.stem + MANIFEST)
        self._frames = Packed(folder / (self.stem + FRAMES))
        self._journal = Packed(folder / (self.stem + JOURNAL))
        self.manifest = Manifest(
            source=source, software=software, continues=continues, first_ns=at_ns, last_ns=at_ns
        )
        self._lines: list[bytes] = []
        self._notes: list[bytes] = []
        self._arrivals: list[int] = []
        self.note(Event(what="began", at_ns=at_ns))

    @property
    def size(self) -> int:
        """Bytes on the disk, journal included."""
        return self._frames.size + self._journal.size

    def frame(self, frame: bytes, at_ns: int) -> None:
        """A frame arrived."""
        topic = _TOPIC.search(frame, 0, _HEAD)
        if topic is not None:
            name = topic[1].decode(errors="replace")
            self.manifest.topics[name] = self.manifest.topics.get(name, 0) + 1
        if not is_line(frame):
            self.manifest.odd_frames += 1
            self.note(OddFrame(at_ns=at_ns, frame=frame))
            return
        self._lines.append(frame)
        self._arrivals.append(at_ns - self.manifest.last_ns)
        self.manifest.last_ns = at_ns

    def note(self, entry: Written) -> None:
        """Something else happened."""
        self._end_arrivals()
        self._notes.append(encode(entry))
        self.manifest.last_ns = entry.at_ns
        match entry:
            case Event(what="connected"):
                self.manifest.connections += 1
            case Event(what="lost") if len(self.manifest.losses) < _MOST_LOSSES:
                self.manifest.losses.append(Loss(at_ns=entry.at_ns, reason=entry.reason))
            case Hole():
                self.manifest.dropped_frames += entry.frames
                self.manifest.dropped_octets += entry.octets
            case _:
                pass

    def pack(self) -> None:
        """Pack what was taken in."""
        self._end_arrivals()
        self.manifest.frames += len(self._lines)
        for file, lines in ((self._frames, self._lines), (self._journal, self._notes)):
            if lines:
                file.write(b"\n".join(lines) + b"\n")
                lines.clear()

    def flush(self) -> None:
        """Make it readable whatever happens next; the manifest, last, says up to where."""
        self.pack()
        self._frames.flush()
        self._journal.flush()
        self._write_manifest()

    def close(self) -> None:
        """The stretch is whole."""
        self.pack()
        self._frames.close()
        self._journal.close()
        self.manifest.finished = True
        self._write_manifest()

    def abandon(self) -> None:
        """Leave the files as they are."""
        self._frames.abandon()
        self._journal.abandon()

    def _end_arrivals(self) -> None:
        if self._arrivals:
            self._notes.append(encode(self._arrivals))
            self._arrivals = []

    def _write_manifest(self) -> None:
        self.manifest.octets, self.manifest.sha256 = self._frames.octets, self._frames.sha256
        self.manifest.journal_octets = self._journal.octets
        self.manifest.journal_sha256 = self._journal.sha256
        write_manifest(self._manifest_path, self.manifest)


def _free_stem(folder: Path, feed: str, at_ns: int) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", feed.lower()).strip("-")
    moment = datetime.fromtimestamp(at_ns // 1_000_000_000, UTC).strftime("%Y%m%dT%H%M%SZ")
    stem, number = f"{slug}-{moment}", 1
    while list(folder.glob(f"{stem}.*")):
        number += 1
        stem = f"{slug}-{moment}-{number}"
    return stem
