"""What the made-up world remembers between two starts: one small file a part, written whole.

The one module of the package that touches a disk.
"""

import json
from collections.abc import Iterable
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from standins.market.exchange.candles import KEPT_MINUTES, Candle
from standins.market.exchange.truth import Record


class Keeping:
    """A JSON document in a file that is never seen half written.

    Parameters
    ----------
    path
        The file; its folder is made when it is missing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> dict[str, object] | None:
        """What was saved, or None on a fresh start.

        Raises
        ------
        ValueError
            The file is there and cannot be read as it was written; the message says what to do.
        """
        try:
            return dict(json.loads(self._path.read_bytes()))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError) as error:
            message = f"{self._path} is damaged ({error}); delete it to start afresh"
            raise ValueError(message) from error

    def save(self, kept: dict[str, object]) -> None:
        """Replace what was saved; a crash leaves the old or the new, never a mixture."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".new")
        draft.write_text(json.dumps(kept, separators=(",", ":")))
        draft.replace(self._path)


class RecordLog:
    """The market's ledger, one record a line, only ever added to.

    Parameters
    ----------
    path
        The file; it is made with the first record.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, records: Iterable[Record]) -> None:
        """Write records behind those that are there."""
        _append(self._path, [json.dumps(r.as_json(), separators=(",", ":")) for r in records])


class CandleLog:
    """Closed one-minute candles, one a line, only ever added to.

    Parameters
    ----------
    path
        The file; it is made with the first candle.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> list[Candle]:
        """The newest candles, oldest first; a last line cut short by a crash is left out."""
        if not self._path.exists():
            return []
        lines = self._path.read_text().splitlines(keepends=True)[-KEPT_MINUTES:]
        return [Candle(*json.loads(line)) for line in lines if line.endswith("]\n")]

    def clear(self) -> None:
        """Forget all candles."""
        self._path.unlink(missing_ok=True)

    def add(self, candles: Iterable[Candle]) -> None:
        """Write candles behind those that are there."""
        _append(self._path, [json.dumps(c, separators=(",", ":")) for c in candles])


def _append(path: Path, lines: list[str]) -> None:
    """Add whole lines to a file that is made when it is missing."""
    if not lines:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if _cut_short(file):
            lines.insert(0, "")
        file.write(("\n".join(lines) + "\n").encode())


def _cut_short(file: BinaryIO) -> bool:
    """Whether the last line has no end, because a crash came in between."""
    if file.seek(0, SEEK_END) == 0:
        return False
    file.seek(-1, SEEK_END)
    return file.read(1) != b"\n"
