"""A folder of recordings that does not outgrow its place."""

from collections.abc import Collection
from pathlib import Path

from core.errors import WhaleError
from engine.pipeline.recording.manifest import FRAMES, GROWING, JOURNAL, MANIFEST, read_manifest


def prune(folder: Path, *, most: int, spare: Collection[str]) -> list[str]:
    """Delete the oldest stretches until those that are left have at most ``most`` bytes.

    The stems in ``spare``, which still grow, are neither counted nor deleted. A file that does not
    belong to a recording is never touched.

    Returns
    -------
    list of str
        The stems that were deleted, oldest first.
    """
    stems = [
        path.name.removesuffix(MANIFEST)
        for path in sorted(folder.glob(f"*{MANIFEST}"), key=lambda path: path.stat().st_mtime_ns)
        if _is_ours(path)
    ]
    sizes = {stem: _size(folder, stem) for stem in stems if stem not in spare}
    total, gone = sum(sizes.values()), []
    for stem, size in sizes.items():
        if total <= most:
            break
        for path in _files(folder, stem):
            path.unlink(missing_ok=True)
        total -= size
        gone.append(stem)
    return gone


def _is_ours(path: Path) -> bool:
    try:
        read_manifest(path)
    except WhaleError:
        return False
    return True


def _size(folder: Path, stem: str) -> int:
    return sum(path.stat().st_size for path in _files(folder, stem))


def _files(folder: Path, stem: str) -> list[Path]:
    # The manifest comes last: what a crash leaves half deleted still has a name.
    endings = (FRAMES, FRAMES + GROWING, JOURNAL, JOURNAL + GROWING, MANIFEST)
    return [path for ending in endings if (path := folder / (stem + ending)).is_file()]
