"""``whale scan book``: the order book that recorded frames lead to."""

from pathlib import Path
from typing import Annotated

import typer

from core.errors import BrokenInputError
from core.gaps import Gap
from core.market import BookDelta
from engine.feeds.bybit import BookKeeper, Resync, read_book_frame
from whale.scan.lines import Lines
from whale.scan.output import as_json_line

_SHOWN = 10


class _Tally:
    """One topic's book, and what happened on the way to it."""

    def __init__(self, topic: str, delta: BookDelta) -> None:
        self.keeper = BookKeeper(topic)
        self.symbol = delta.symbol
        self.depth = delta.depth
        self.frames = self.gaps = self.resyncs = self.crossed = 0

    def received(self, delta: BookDelta) -> None:
        """Apply a frame as the live feed does, and count what it says."""
        self.frames += 1
        for outcome in self.keeper.received(delta):
            self.gaps += isinstance(outcome, Gap) and outcome.until_ns is None
            self.resyncs += isinstance(outcome, Resync)
        book = self.keeper.book
        self.crossed += book.in_sync and book.crossed


def book(
    file: Annotated[Path, typer.Argument(help="One WebSocket frame a line; plain, gzip or zip.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a topic.")] = False,
) -> None:
    """Apply the order book frames of a file and show the book they lead to.

    A gap is a frame whose update id does not follow the last one; the book is then asked for anew
    (a resync) and takes no more changes until a snapshot comes. A book that is not in sync at the
    end of the file is shown as it stood at "last_u", with "in_sync" false. "crossed_after_frame"
    counts the frames after which a crossed book would have been taken for good.
    """
    tallies: dict[str, _Tally] = {}
    with Lines(file) as lines:
        for line in lines:
            try:
                frame = read_book_frame(line, 0)
            except BrokenInputError as error:
                lines.fault(str(error))
                continue
            if frame is not None:
                topic, delta = frame
                tallies.setdefault(topic, _Tally(topic, delta)).received(delta)
        if not tallies:
            lines.fault("no frame of an order book in the whole file")
    for tally in tallies.values():
        typer.echo(_json(tally) if as_json else _text(tally))
    if lines.faults:
        raise typer.Exit(1)


def _json(tally: _Tally) -> str:
    kept = tally.keeper.book
    bids, asks = kept.top(_SHOWN)
    return as_json_line(
        {
            "symbol": tally.symbol,
            "depth": tally.depth,
            "frames": tally.frames,
            "gaps": tally.gaps,
            "resyncs": tally.resyncs,
            "crossed_after_frame": tally.crossed,
            "last_u": kept.update_id,
            "in_sync": kept.in_sync,
            "bids": bids,
            "asks": asks,
        }
    )


def _text(tally: _Tally) -> str:
    kept = tally.keeper.book
    bids, asks = kept.top(_SHOWN)
    state = "in sync" if kept.in_sync else f"NOT in sync since update {kept.update_id}"
    head = (
        f"{tally.symbol}  {tally.depth} levels  {tally.frames:,} frames  "
        f"{tally.gaps} gaps  {tally.resyncs} resyncs  {state}"
    )
    rows = [
        f"{bid_size:>16} {bid:>14} │ {ask:<14} {ask_size}"
        for (bid, bid_size), (ask, ask_size) in zip(bids, asks, strict=False)
    ]
    return "\n".join([head, *rows])
