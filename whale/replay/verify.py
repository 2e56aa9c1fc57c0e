"""Whether the files of a recording are what its manifest says they are."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import MisconfiguredError
from engine.pipeline.recording.manifest import Manifest
from whale.replay.stretch import Stretch
from whale.scan.packing import TORN, unpacked

_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file really holds, up to a number of unpacked bytes."""

    octets: int
    lines: int
    sha256: str
    more: bool


def faults_of(stretch: Stretch) -> list[str]:
    """What does not agree with the manifest; empty when all does.

    Of a finished stretch all is compared, of one that a crash cut off what had reached the disk
    when the manifest was last written.

    Raises
    ------
    MisconfiguredError
        If the file has no manifest.
    """
    if stretch.manifest is None or stretch.journal is None:
        raise MisconfiguredError(f"{stretch.frames}: no manifest and journal beside it")
    said = stretch.manifest
    frames = contents_of(stretch.frames, upto=said.octets)
    journal = contents_of(stretch.journal, upto=said.journal_octets)
    faults = _disagreements(stretch.frames, frames, said.octets, said.sha256)
    faults += _disagreements(stretch.journal, journal, said.journal_octets, said.journal_sha256)
    if frames.lines != said.frames:
        faults.append(f"{stretch.name}: {frames.lines} frames, the manifest says {said.frames}")
    return [*faults, *_surplus(said, stretch, frames, journal)]


def contents_of(path: Path, *, upto: int) -> Contents:
    """Hash and count the first ``upto`` unpacked bytes; a file may end before."""
    digest, octets, lines, more = hashlib.sha256(), 0, 0, False
    for piece in _pieces(path):
        kept = piece[: upto - octets]
        more = more or len(kept) < len(piece)
        digest.update(kept)
        octets += len(kept)
        lines += kept.count(b"\n")
    return Contents(octets, lines, digest.hexdigest(), more)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        try:
            contents = unpacked(file, path)
            while piece := contents.read1(_PIECE):  # type: ignore[attr-defined]
                yield piece
        except TORN:
            return


def _disagreements(path: Path, found: Contents, octets: int, sha256: str) -> list[str]:
    if found.octets != octets:
        return [f"{path.name}: {found.octets} of {octets} bytes can be read"]
    if found.sha256 != sha256:
        return [f"{path.name}: the hash of its contents is not the manifest's; it was changed"]
    return []


def _surplus(said: Manifest, stretch: Stretch, *files: Contents) -> list[str]:
    if said.finished and any(file.more for file in files):
        return [f"{stretch.name}: holds more than its manifest says"]
    return []
