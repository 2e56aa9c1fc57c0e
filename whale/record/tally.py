"""What has been recorded so far, for the line on the terminal and the last words."""

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from core.facts import Fact
from engine.pipeline.connection import Meter
from engine.pipeline.recorder import Recorder


class Tally:
    """Counts facts as they are told, and reads the rest where it is known."""

    def __init__(self, recorder: Recorder, folder: Path, meters: Sequence[Meter]) -> None:
        self._recorder = recorder
        self._folder = folder
        self._meters = meters
        self._began_s = time.monotonic()
        self._last: tuple[float, int] = (self._began_s, 0)
        self.facts: Counter[str] = Counter()

    async def take(self, facts: Sequence[Fact]) -> None:
        """The sink of every connection: nothing but counting happens here."""
        self.facts.update(str(fact.__struct_config__.tag) for fact in facts)

    @property
    def frames(self) -> int:
        """Frames that reached the feeds."""
        return sum(meter.frames for meter in self._meters)

    def line(self) -> str:
        """How it stands now; the rate is of the time since the last call."""
        now_s, frames = time.monotonic(), self.frames
        before_s, before = self._last
        self._last = (now_s, frames)
        rate = (frames - before) / max(now_s - before_s, 1e-9)
        up = sum(meter.up for meter in self._meters)
        return (
            f"{self._lasted()}  {rate:,.0f} frames/s  {frames:,} frames  "
            f"{_megabytes(self._recorder.size)}  {up} of {len(self._meters)} connected"
            f"{self._dropped()}"
        )

    def last_words(self) -> str:
        """What was recorded in all."""
        facts = ", ".join(f"{kind} {count:,}" for kind, count in sorted(self.facts.items()))
        losses = sum(max(meter.connects - 1, 0) for meter in self._meters)
        return (
            f"{self.frames:,} frames in {self._lasted()}, {_megabytes(self._recorder.size)} in "
            f"{self._folder}{self._dropped()}\n"
            f"facts: {facts or 'none'}; connected again {losses} times\n"
            f"whale replay {self._folder}"
        )

    def _dropped(self) -> str:
        dropped = self._recorder.dropped
        return f"  [red]{dropped:,} not recorded: the disk is too slow[/]" if dropped else ""

    def _lasted(self) -> str:
        minutes, seconds = divmod(int(time.monotonic() - self._began_s), 60)
        return f"{minutes}:{seconds:02d}"


def _megabytes(octets: int) -> str:
    return f"{octets / 1e6:,.1f} MB"
