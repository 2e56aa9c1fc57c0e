"""Candles out of a folder of recorded files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import MisconfiguredError
from core.market import TIMEFRAME_NS, Candle, Timeframe
from whale.scan.candle_file import closed_candles
from whale.scan.lines import Lines

_NAME = re.compile(r"(?P<venue>[a-z]+)_[a-z]+_(?P<symbol>[A-Z0-9]+)_(?P<frame>\w+)\.csv(\.gz)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFile:
    """One file of candles; its name tells what it holds: ``bybit_linear_ETHUSDT_1h.csv.gz``."""

    path: Path
    venue: str
    symbol: str
    timeframe: Timeframe

    def candles(self) -> list[Candle]:
        """All of them, oldest first; lines that cannot be read are told of and left out."""
        with Lines(self.path) as lines:
            return list(closed_candles(lines, self.symbol, self.timeframe))


def recorded_files(folder: Path) -> list[RecordedFile]:
    """The files of candles in a folder and in those inside it, by name.

    Raises
    ------
    MisconfiguredError
        If the folder is not there, or has no such file.
    """
    if not folder.is_dir():
        raise MisconfiguredError(f"{folder}: no such folder")
    found = sorted(_files(folder), key=lambda file: file.path.name)
    if not found:
        wanted = "bybit_linear_ETHUSDT_1h.csv.gz"
        raise MisconfiguredError(f"{folder}: no candles here; files are named like {wanted}")
    return found


def _files(folder: Path) -> Iterator[RecordedFile]:
    frames: dict[str, Timeframe] = {name: name for name in TIMEFRAME_NS}
    for path in folder.rglob("*.csv*"):
        name = _NAME.fullmatch(path.name)
        if name is not None and name["frame"] in frames:
            yield RecordedFile(
                path=path,
                venue=name["venue"],
                symbol=name["symbol"],
                timeframe=frames[name["frame"]],
            )
