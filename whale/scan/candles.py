"""``whale scan candles``: what the detectors find in recorded candles."""

import math
from pathlib import Path
from typing import Annotated

import typer

from core.detection import Detection
from core.errors import BrokenInputError, MisconfiguredError
from core.market import TIMEFRAME_NS, Candle, Timeframe
from engine.pipeline.panel import Panel
from whale.scan.lines import Lines
from whale.scan.output import as_json_line

_MS = 1_000_000
_COLUMNS = ("ts_ms", "open", "high", "low", "close", "volume")


def candles(
    file: Annotated[
        Path, typer.Argument(help="CSV with ts_ms,open,high,low,close,volume; plain, gzip or zip.")
    ],
    timeframe: Annotated[str, typer.Option(help="1m, 5m, 15m, 1h, 4h or 1d.")] = "15m",
    symbol: Annotated[str, typer.Option(help="Name to show.")] = "ETHUSDT",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Every detection in a file of candles, in the order in which it could be known.

    Times are milliseconds of the opening of a candle: "formed_at" where it happened, "known_at"
    the candle at whose close it was certain. "of" names the first detection of the same life: a
    gap that is filled names the gap.
    """
    frame = _timeframe(timeframe)
    panel = Panel()
    with Lines(file) as lines:
        columns: list[str] | None = None
        last_ms = -1
        for line in lines:
            cells = line.decode(errors="replace").split(",")
            if columns is None:
                columns = _header(cells, lines)
                continue
            try:
                row = dict(zip(columns, cells, strict=False))
                candle = _candle(row, symbol, frame, after_ms=last_ms)
            except BrokenInputError as error:
                lines.fault(str(error))
                continue
            last_ms = candle.open_ns // _MS
            for found in panel.update(candle):
                if isinstance(found, Detection):
                    typer.echo(_json(found, symbol) if as_json else _text(found))
    if lines.faults:
        raise typer.Exit(1)


def _timeframe(text: str) -> Timeframe:
    for name in TIMEFRAME_NS:
        if name == text:
            return name
    raise MisconfiguredError(f"--timeframe {text}: take one of {', '.join(TIMEFRAME_NS)}")


def _header(cells: list[str], lines: Lines) -> list[str]:
    missing = [name for name in _COLUMNS if name not in cells]
    if missing:
        raise MisconfiguredError(f"{lines.path}: the first line must name {', '.join(missing)}")
    return cells


def _candle(row: dict[str, str], symbol: str, timeframe: Timeframe, *, after_ms: int) -> Candle:
    try:
        open_ns = int(row["ts_ms"]) * _MS
        open_, high, low, close, volume = (float(row[name]) for name in _COLUMNS[1:])
    except (KeyError, ValueError) as error:
        raise BrokenInputError(f"a number is missing or wrong: {error}") from None
    if open_ns // _MS <= after_ms:
        raise BrokenInputError(f"ts_ms {open_ns // _MS} is not after {after_ms}")
    prices = (open_, high, low, close)
    if not all(math.isfinite(price) and price > 0 for price in prices):
        raise BrokenInputError(f"prices must be positive numbers: {prices}")
    if high < max(open_, close) or low > min(open_, close):
        raise BrokenInputError(f"high or low lies inside the body: {prices}")
    return Candle(
        venue="file",
        symbol=symbol,
        at_ns=open_ns + TIMEFRAME_NS[timeframe],
        seen_ns=open_ns + TIMEFRAME_NS[timeframe],
        timeframe=timeframe,
        open_ns=open_ns,
        open=open_,
        high=high,
        low=low,
        close=close,
        volume=volume,
        closed=True,
    )


def _json(found: Detection, symbol: str) -> str:
    return as_json_line(
        {
            "kind": found.kind,
            "side": found.side,
            "timeframe": found.timeframe,
            "symbol": symbol,
            "formed_at": found.formed_ns // _MS,
            "known_at": _known_open_ms(found),
            "low": found.low,
            "high": found.high,
            "level": found.level,
            "id": found.id,
            "of": found.of,
        }
    )


def _known_open_ms(found: Detection) -> int:
    # Known at the close of a candle, written as the opening of that candle.
    width_ns = TIMEFRAME_NS[found.timeframe] if found.timeframe else 0
    return (found.known_ns - width_ns) // _MS


def _text(found: Detection) -> str:
    return (
        f"{_known_open_ms(found)}  {found.side or '':<8} {found.kind:<12} "
        f"{found.low} - {found.high}  {found.id}"
    )
