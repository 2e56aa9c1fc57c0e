"""``whale scan candles``: what the detectors find in recorded candles."""

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from core.detection import Detection
from core.errors import MisconfiguredError
from core.market import TIMEFRAME_NS, Timeframe
from engine.detectors import DETECTORS, Listed
from engine.detectors.market_structure import MarketStructure
from engine.pipeline.panel import Panel
from engine.structure.ladder import Ladder
from engine.structure.options import StructureOptions
from whale.scan.candle_file import MS, closed_candles
from whale.scan.lines import Lines
from whale.scan.output import as_json_line

_LIKE = StructureOptions()


def candles(
    file: Annotated[
        Path, typer.Argument(help="CSV with ts_ms,open,high,low,close,volume; plain, gzip or zip.")
    ],
    timeframe: Annotated[str, typer.Option(help="1m, 5m, 15m, 1h, 4h or 1d.")] = "15m",
    also: Annotated[
        str, typer.Option(help="Longer timeframes to build and read beside it: 1h,4h.")
    ] = "",
    symbol: Annotated[str, typer.Option(help="Name to show.")] = "ETHUSDT",
    *,
    swing_length: Annotated[
        int | None,
        typer.Option(help="Candles on each side of a swing; alone, it is the only structure read."),
    ] = None,
    internal_length: Annotated[
        int | None, typer.Option(help="The same for the internal structure; 0 for none.")
    ] = None,
    break_by: Annotated[
        Literal["close", "wick"], typer.Option(help="What must pass a swing to break it.")
    ] = _LIKE.break_by,
    min_atr: Annotated[
        float, typer.Option(help="Smallest fair value gap, in average true ranges.")
    ] = _LIKE.min_gap_atr,
    equal_atr: Annotated[
        float, typer.Option(help="Widest band of equal highs or lows, in average true ranges.")
    ] = _LIKE.equal_atr,
    min_sweep_atr: Annotated[
        float, typer.Option(help="Smallest sweep of a level to tell, in average true ranges.")
    ] = _LIKE.min_sweep_atr,
    displacement: Annotated[
        float, typer.Option(help="Smallest body of a displacement, in average true ranges.")
    ] = _LIKE.displacement_atr,
    order_block: Annotated[
        Literal["opposite", "extreme"],
        typer.Option(help="The last opposite candle before a break, or the leg's extreme one."),
    ] = _LIKE.order_block,
    order_block_zone: Annotated[
        Literal["full", "body"], typer.Option(help="How much of that candle is the block.")
    ] = _LIKE.order_block_zone,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """What the charts show in a file of candles, in the order in which it could be known.

    Without --swing-length the main structure takes 50 candles on each side and the internal one 5.
    Times are milliseconds of the opening of a candle: "formed_at" where it happened, "known_at"
    the candle at whose close it was certain. With --also, longer candles are built from those of
    the file and read beside them, and zones of two timeframes that agree are told. "of" names the
    first detection of the same life: a gap that is filled names the gap.
    """
    frame = _timeframe(timeframe, "--timeframe")
    ladder = _ladder(frame, also)
    main, internal = _lengths(swing_length, internal_length)
    try:
        options = StructureOptions(
            swing_length=main,
            internal_length=internal,
            break_by=break_by,
            min_gap_atr=min_atr,
            equal_atr=equal_atr,
            min_sweep_atr=min_sweep_atr,
            displacement_atr=displacement,
            order_block=order_block,
            order_block_zone=order_block_zone,
        )
    except ValueError as error:
        raise MisconfiguredError(str(error)) from None
    panel = Panel(_charts(options))
    written = _json if as_json else _text
    with Lines(file) as lines:
        for candle in closed_candles(lines, symbol, frame):
            for each in (candle, *ladder.take(candle)):
                for found in panel.update(each):
                    if isinstance(found, Detection):
                        sys.stdout.write(f"{written(found, symbol)}\n")
    if lines.faults:
        raise typer.Exit(1)


def _timeframe(text: str, option: str) -> Timeframe:
    for name in TIMEFRAME_NS:
        if name == text:
            return name
    raise MisconfiguredError(f"{option} {text}: take one of {', '.join(TIMEFRAME_NS)}")


def _ladder(base: Timeframe, also: str) -> Ladder:
    wanted = [_timeframe(text.strip(), "--also") for text in also.split(",") if text.strip()]
    try:
        return Ladder(base, wanted)
    except ValueError as error:
        raise MisconfiguredError(f"--also {also}: {error}") from None


def _lengths(main: int | None, internal: int | None) -> tuple[int, int]:
    """The swing lengths that are meant: who names one gets one."""
    if main is None:
        return _LIKE.swing_length, _LIKE.internal_length if internal is None else internal
    return main, internal or 0


def _charts(options: StructureOptions) -> list[Listed]:
    """The detector of charts with these options, and those that only hear what others found."""
    made = partial(MarketStructure, options)
    return [
        replace(listed, make=made) if listed.make is MarketStructure else listed
        for listed in DETECTORS
        if listed.make is MarketStructure or not listed.reads
    ]


def _json(found: Detection, symbol: str) -> str:
    return as_json_line(
        {
            "kind": found.kind,
            "side": found.side,
            "timeframe": found.timeframe,
            "symbol": symbol,
            "formed_at": _formed_open_ms(found),
            "known_at": _known_open_ms(found),
            "low": found.low,
            "high": found.high,
            "level": found.level,
            "id": found.id,
            "of": found.of,
        }
    )


def _formed_open_ms(found: Detection) -> int:
    # What happens at the close of a candle (a day that ends) happens at that candle.
    return min(found.formed_ns // MS, _known_open_ms(found))


def _known_open_ms(found: Detection) -> int:
    # Known at the close of a candle, written as the opening of that candle.
    width_ns = TIMEFRAME_NS[found.timeframe] if found.timeframe else 0
    return (found.known_ns - width_ns) // MS


def _text(found: Detection, _symbol: str) -> str:
    where = found.level if found.low is None else f"{found.low} - {found.high}"
    return (
        f"{_known_open_ms(found)}  {found.timeframe or '':<3} {found.side or '':<8} "
        f"{found.kind:<24} {where}  {found.id}"
    )
