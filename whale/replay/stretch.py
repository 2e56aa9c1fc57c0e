"""One recorded file and what lies beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import MisconfiguredError
from engine.pipeline.recording.manifest import (
    FRAMES,
    GROWING,
    JOURNAL,
    MANIFEST,
    Manifest,
    read_manifest,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The frames of a file; with its journal and its manifest if it is a recording of our own."""

    frames: Path
    journal: Path | None = None
    manifest: Manifest | None = None

    @property
    def name(self) -> str:
        """How people are told of it."""
        return self.frames.name

    @property
    def stem(self) -> Path:
        """What the names of its files begin with."""
        return self.frames.with_name(_stem(self.frames))


def stretches_in(paths: Sequence[Path]) -> list[Stretch]:
    """The stretches that these paths mean; of a folder, all that have a manifest.

    Raises
    ------
    MisconfiguredError
        If there is no such file, or no recording in the folder.
    """
    found: dict[Path, Stretch] = {}
    for path in paths:
        inside = sorted(path.glob(f"*{MANIFEST}")) if path.is_dir() else [path]
        if not inside:
            raise MisconfiguredError(f"{path}: no recording in this folder")
        for one in map(stretch_at, inside):
            # A file and its manifest are the same stretch, however both came onto the line.
            found.setdefault(one.frames, one)
    return list(found.values())


def stretch_at(path: Path) -> Stretch:
    """The stretch that a path means: its frames' file, or its manifest.

    Raises
    ------
    MisconfiguredError
        If there is no such file, or the manifest's frames are gone.
    """
    stem = _stem(path)
    frames = _existing(path.with_name(stem + FRAMES)) if path.name.endswith(MANIFEST) else path
    if frames is None or not frames.is_file():
        missing = path if frames is None or path.suffix != MANIFEST else frames
        raise MisconfiguredError(f"{missing}: there is no such file of frames")
    manifest = path.with_name(stem + MANIFEST)
    journal = _existing(path.with_name(stem + JOURNAL))
    if journal is None or not manifest.is_file():
        return Stretch(frames=frames)
    return Stretch(frames=frames, journal=journal, manifest=read_manifest(manifest))


def _stem(path: Path) -> str:
    name = path.name.removesuffix(GROWING)
    for ending in (FRAMES, JOURNAL, MANIFEST):
        name = name.removesuffix(ending)
    return name


def _existing(path: Path) -> Path | None:
    growing = path.with_name(path.name + GROWING)
    return path if path.is_file() else growing if growing.is_file() else None
