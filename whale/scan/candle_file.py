"""Recorded candles: a CSV file whose first line names its columns."""

from collections.abc import Iterator

from core.errors import BrokenInputError, MisconfiguredError
from core.market import TIMEFRAME_NS, Candle, Timeframe
from whale.scan.lines import Lines

MS = 1_000_000
_COLUMNS = ("ts_ms", "open", "high", "low", "close", "volume")


def closed_candles(lines: Lines, symbol: str, timeframe: Timeframe) -> Iterator[Candle]:
    """Every candle of a file, oldest first; a line that cannot be one is a fault of ``lines``.

    ``ts_ms`` is the opening in milliseconds since 1970, ``volume`` counts base coins. Further
    columns are not read. A candle that does not open after the one before it is a fault too.

    Raises
    ------
    MisconfiguredError
        If the first line does not name the columns.
    """
    given = iter(lines)
    row = _Row(_places(next(given, b""), lines), symbol, timeframe)
    for line in given:
        try:
            yield row.candle(line)
        except BrokenInputError as error:
            lines.fault(str(error))


def _places(header: bytes, lines: Lines) -> list[int]:
    names = [name.strip() for name in header.decode("utf-8-sig", errors="replace").split(",")]
    missing = [name for name in _COLUMNS if name not in names]
    if missing:
        raise MisconfiguredError(f"{lines.path}: the first line must name {', '.join(missing)}")
    return [names.index(name) for name in _COLUMNS]


class _Row:
    """Reads the lines of one file, each as the candle after the one before."""

    def __init__(self, places: list[int], symbol: str, timeframe: Timeframe) -> None:
        self._places = places
        self._symbol = symbol
        self._timeframe = timeframe
        self._step_ns = TIMEFRAME_NS[timeframe]
        self._newest_ms = -1

    def candle(self, line: bytes) -> Candle:
        """The candle of a line.

        Raises
        ------
        BrokenInputError
            If a number is missing or impossible, or the candle is not newer than the last one.
        """
        cells = line.split(b",")
        try:
            opened, *numbers = [cells[place] for place in self._places]
            ts_ms = int(opened)
            open_, high, low, close, volume = map(float, numbers)
        except (IndexError, ValueError) as error:
            raise BrokenInputError(f"a number is missing or wrong: {error}") from None
        if ts_ms <= self._newest_ms:
            raise BrokenInputError(f"ts_ms {ts_ms} is not after {self._newest_ms}")
        close_ns = ts_ms * MS + self._step_ns
        try:
            candle = Candle(
                venue="file",
                symbol=self._symbol,
                at_ns=close_ns,
                seen_ns=close_ns,
                timeframe=self._timeframe,
                open_ns=ts_ms * MS,
                open=open_,
                high=high,
                low=low,
                close=close,
                volume=volume,
                closed=True,
            )
        except ValueError as error:
            raise BrokenInputError(str(error)) from None
        self._newest_ms = ts_ms
        return candle
