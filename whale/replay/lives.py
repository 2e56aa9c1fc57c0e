"""Which stretches belong to one life of a feed, from the start of its process to its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.pipeline.recording.manifest import Manifest
from whale.replay.happenings import Happenings
from whale.replay.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch with its manifest, and what happened in it."""

    manifest: Manifest
    stretch: Stretch
    happenings: Happenings

    @property
    def before(self) -> Path | None:
        """The stretch that it continues, without an ending."""
        name = self.manifest.continues
        return None if name is None else self.stretch.frames.with_name(name)


def lives_of(chapters: Sequence[Chapter]) -> list[list[Chapter]]:
    """Chapters that continue each other, in order; each list is to be told to a feed of its own.

    A process that was started again knew nothing of what the one before it had heard: neither may
    the feed that is told. A chapter that continues one that is not here begins a list as well.
    """
    lives: dict[Path, list[Chapter]] = {}
    for chapter in sorted(chapters, key=lambda chapter: chapter.manifest.first_ns):
        life = lives.pop(chapter.before, []) if chapter.before else []
        lives[chapter.stretch.stem] = [*life, chapter]
    return sorted(lives.values(), key=lambda life: life[0].manifest.first_ns)
