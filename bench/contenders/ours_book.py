"""Our order book alone on recorded frames: decoded, checked by its ids, applied; no samples."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

from rounds import Answer, frames_of, take_turns, top  # noqa: E402  found by the line above

from engine.feeds.bybit.books.keeper import BookKeeper  # noqa: E402
from engine.feeds.bybit.frames import book_frames  # noqa: E402

FRAMES = frames_of(*sys.argv[1:])
TOPIC = FRAMES[0].partition(b'"topic":"')[2].partition(b'"')[0].decode()


def play() -> Answer:
    """What the peers do with a frame, and the check that they leave out."""
    keeper = BookKeeper(TOPIC, sampled=False)
    holes = sum(len(keeper.frame(book_frames.decode(frame), 0)) for frame in FRAMES)
    book = keeper.book
    return {**top(list(map(float, book.bids)), list(map(float, book.asks))), "holes": holes}


take_turns(FRAMES, play)
