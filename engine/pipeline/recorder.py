"""Records what feeds are told, beside their work and never in its way."""

import os
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import structlog
from typing_extensions import override

from core.conversation import Feed
from core.errors import MisconfiguredError
from engine.pipeline.recording.journal import Event, Hole, What, Written
from engine.pipeline.recording.manifest import Source
from engine.pipeline.recording.reel import Cut, Reel
from engine.pipeline.recording.shelf import prune
from engine.pipeline.recording.tapped import Tapped

log = structlog.get_logger()

_DRAIN_S = 0.25
_FLUSH_S = 2.0
# What is taken out of the queue before it is packed and let go of.
_BATCH = 4 * 1024 * 1024


@dataclass(slots=True)
class _Lost:
    """Frames that found no room, since when."""

    at_ns: int
    frames: int = 0
    octets: int = 0


class Recorder(AbstractContextManager["Recorder"]):
    """Recordings of any number of feeds in one folder.

    ``frame`` and ``note`` belong on the event loop: they put a reference into a queue, about half a
    microsecond. A thread empties it four times a second, packs, and writes. When the disk cannot
    follow and ``most_waiting`` bytes wait, frames are left out **of the recording**, never of the
    feed, until half of that is free again; each such hole stands in the journal at its place and
    in the manifest's counts. The same happens after a fault of the disk, with ``fault`` saying
    which.

    A process that is killed leaves what was written up to two seconds ago; an orderly end loses
    nothing. A power failure may take what the operating system had not written yet.

    Parameters
    ----------
    folder
        Where the files go; made when it is not there.
    software
        Name and version of this program, for the manifest.
    cut
        When a new stretch begins, and when an old one is deleted.
    most_waiting
        Bytes of frames that may wait for the disk.
    redact
        Takes secrets out of the reasons of lost connections.
    """

    def __init__(
        self,
        folder: Path,
        *,
        software: str,
        cut: Cut | None = None,
        most_waiting: int = 64 * 1024 * 1024,
        redact: Callable[[str], str] = str,
    ) -> None:
        self._folder = folder
        self._software = software
        self._cut = cut or Cut()
        self._most = most_waiting
        self._redact = redact
        self._sources: dict[str, Source] = {}
        self._reels: dict[str, Reel] = {}
        self._waiting: deque[tuple[str, int, bytes | Written]] = deque()
        # Each is written by one side only: no lock is needed to know how much waits.
        self._put = self._taken = 0
        self._pruned_at = 0
        self._lost: dict[str, _Lost] = {}
        self._full = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._work, name="recorder")
        self.fault: str | None = None
        self.dropped = 0

    @override
    def __enter__(self) -> Self:
        """Begin.

        Raises
        ------
        MisconfiguredError
            If nothing can be written into the folder.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise MisconfiguredError(f"{self._folder}: {error.strerror}") from None
        if not os.access(self._folder, os.W_OK):
            raise MisconfiguredError(f"{self._folder}: nothing can be written here")
        self._thread.start()
        return self

    @override
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for feed in list(self._lost):
            self._tell_hole(feed)
        self._over.set()
        self._thread.join()

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return sum(reel.size for reel in list(self._reels.values()))

    def follow(self, feed: Feed, source: Source) -> Feed:
        """The feed to use in the place of ``feed``: all that it is told will be recorded."""
        self._sources[feed.name] = source
        return Tapped(feed, self)

    def frame(self, feed: str, frame: bytes, now_ns: int) -> None:
        """A frame arrived at a feed."""
        octets = len(frame)
        waiting = self._put - self._taken
        if self._full:
            self._full = waiting > self._most // 2 or self.fault is not None
        elif waiting + octets > self._most:
            self._full = True
        if self._full:
            self._drop(feed, octets, now_ns)
            return
        if self._lost:
            self._tell_hole(feed)
        self._put += octets
        self._waiting.append((feed, now_ns, frame))

    def note(self, feed: str, entry: Written) -> None:
        """Something else happened to a feed. Not dropped while the disk works: small, and rare."""
        if self.fault is not None:
            return
        if self._lost:
            self._tell_hole(feed)
        self._waiting.append((feed, entry.at_ns, entry))

    def event(self, feed: str, kind: What, reason: str, now_ns: int) -> None:
        """``note``, for what has no more to it than a reason."""
        self.note(feed, Event(what=kind, at_ns=now_ns, reason=reason))

    def _drop(self, feed: str, octets: int, now_ns: int) -> None:
        self.dropped += 1
        lost = self._lost.setdefault(feed, _Lost(now_ns))
        lost.frames += 1
        lost.octets += octets

    def _tell_hole(self, feed: str) -> None:
        lost = self._lost.pop(feed, None)
        if lost is not None:
            hole = Hole(at_ns=lost.at_ns, frames=lost.frames, octets=lost.octets)
            self._waiting.append((feed, lost.at_ns, hole))

    def _work(self) -> None:
        flushed_s = time.monotonic()
        over = False
        while not over:
            over = self._over.wait(_DRAIN_S)
            now_s = time.monotonic()
            flush = now_s - flushed_s >= _FLUSH_S
            flushed_s = now_s if flush else flushed_s
            try:
                self._drain(flush=flush, close=over)
            except Exception as error:  # noqa: BLE001  the feeds go on, whatever it was
                self._give_up(error)
                return

    def _drain(self, *, flush: bool, close: bool) -> None:
        while self._waiting:
            octets = self._take_batch()
            for reel in self._reels.values():
                reel.pack()
            self._taken += octets
        for reel in self._reels.values():
            if close:
                reel.close()
            elif flush:
                reel.flush()
        self._prune()

    def _prune(self) -> None:
        stretches = sum(reel.stretches for reel in self._reels.values())
        if self._cut.keep is None or stretches == self._pruned_at:
            return
        self._pruned_at = stretches
        growing = {reel.growing for reel in self._reels.values() if reel.growing is not None}
        for stem in prune(self._folder, most=self._cut.keep, spare=growing):
            log.info("recorder.deleted", stretch=stem)

    def _take_batch(self) -> int:
        octets = 0
        while self._waiting and octets < _BATCH:
            feed, at_ns, item = self._waiting.popleft()
            reel = self._reel(feed)
            if isinstance(item, bytes):
                octets += len(item)
                reel.frame(item, at_ns)
            else:
                reel.note(self._clean(item))
        return octets

    def _give_up(self, error: Exception) -> None:
        # Only the disk is expected to fail; of anything else the trace is told.
        disk = error.strerror if isinstance(error, OSError) else None
        self.fault = f"{self._folder}: {disk or repr(error)}"
        self._full = True
        log.error("recorder.stopped", reason=self.fault, exc_info=None if disk else error)
        for reel in self._reels.values():
            reel.abandon()

    def _reel(self, feed: str) -> Reel:
        reel = self._reels.get(feed)
        if reel is None:
            source = self._sources.get(feed) or Source(feed=feed, venue=feed.partition(" ")[0])
            reel = Reel(self._folder, source, software=self._software, cut=self._cut)
            self._reels[feed] = reel
        return reel

    def _clean(self, entry: Written) -> Written:
        if isinstance(entry, Event) and entry.reason:
            return Event(what=entry.what, at_ns=entry.at_ns, reason=self._redact(entry.reason))
        return entry
