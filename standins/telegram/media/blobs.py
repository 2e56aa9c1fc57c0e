"""Where the bytes of photos and documents lie: in memory, or in a folder."""

from pathlib import Path

MOST_IN_MEMORY = 256 * 1024 * 1024
"""Bytes kept when there is no folder; the oldest files go first."""


class Blobs:
    """Bytes by name.

    Parameters
    ----------
    folder
        None keeps everything in memory, up to :data:`MOST_IN_MEMORY`.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._memory: dict[str, bytes] = {}
        self._held = 0
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def put(self, name: str, content: bytes) -> None:
        """Keep bytes; the same name means the same bytes, so a second time costs nothing."""
        if self._folder is None:
            self._remember(name, content)
            return
        target = self._folder / name
        if not target.exists():
            partial = target.with_suffix(".part")
            partial.write_bytes(content)
            partial.replace(target)

    def _remember(self, name: str, content: bytes) -> None:
        if name in self._memory:
            return
        self._memory[name] = content
        self._held += len(content)
        while self._held > MOST_IN_MEMORY:
            self._held -= len(self._memory.pop(next(iter(self._memory))))

    def get(self, name: str) -> bytes | None:
        """The bytes, or None when they are not there."""
        if self._folder is None:
            return self._memory.get(name)
        target = self._folder / name
        return target.read_bytes() if target.is_file() else None
