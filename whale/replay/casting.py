"""Which feed a recording needs, made as it was made when the recording was."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import msgspec

from core.conversation import Feed
from core.errors import MisconfiguredError
from core.market import Timeframe
from engine.feeds.bybit import BybitFeed
from engine.feeds.bybit.topics import TIMEFRAMES
from engine.pipeline.recording.manifest import Manifest
from whale.record.sources import VENUE, source_of
from whale.replay.stretch import Stretch
from whale.scan.lines import Lines

# A recording repeats its topics many times a second; the first lines name them all.
_PEEK = 2_000


@dataclass(frozen=True, slots=True)
class Followed:
    """What a Bybit feed must follow to understand a file of frames."""

    symbols: tuple[str, ...]
    depths: tuple[int, ...]
    timeframes: tuple[Timeframe, ...]


class _Topic(msgspec.Struct):
    topic: str = ""


class _Block(msgspec.Struct):
    """A block, bare or as a node's answer."""

    transactions: list[msgspec.Raw] | None = None
    result: "_Block | None" = None


_blocks: msgspec.json.Decoder[_Block] = msgspec.json.Decoder(_Block)
_topics: msgspec.json.Decoder[_Topic] = msgspec.json.Decoder(_Topic)


def feed_of(manifest: Manifest) -> Feed:
    """The feed of a recording that has a manifest.

    Raises
    ------
    BrokenInputError
        If the manifest's ``setup`` is none.
    MisconfiguredError
        If this program knows no such venue.
    """
    if not manifest.source.setup and manifest.source.venue == VENUE:
        return _following(followed_in(manifest.topics))
    return asyncio.run(source_of(manifest.source)).feed


def feed_for(stretches: Sequence[Stretch]) -> Feed:
    """The feed for files of frames that say nothing of themselves, by the topics in them.

    Raises
    ------
    MisconfiguredError
        If a file has no frame of a topic in its first lines.
    """
    topics: set[str] = set()
    for stretch in stretches:
        found = _topics_in(stretch)
        if not found:
            raise MisconfiguredError(
                f"{stretch.frames}: no block, and no frame with a topic in the first {_PEEK} lines"
            )
        topics |= found
    return _following(followed_in(topics))


def holds_blocks(stretch: Stretch) -> bool:
    """Whether a file begins with a block."""
    with Lines(stretch.frames, quiet=True) as lines:
        try:
            first = _blocks.decode(next(iter(lines), b"{}"))
        except msgspec.MsgspecError:
            return False
    return (first.result or first).transactions is not None


def followed_in(topics: Iterable[str]) -> Followed:
    """What a feed follows that hears of these topics; the deepest book first.

    >>> followed_in(["orderbook.50.ETHUSDT", "orderbook.200.ETHUSDT", "kline.60.BTCUSDT"])
    Followed(symbols=('BTCUSDT', 'ETHUSDT'), depths=(200, 50), timeframes=('1h',))
    """
    parts = [topic.split(".") for topic in set(topics)]
    depths = {int(part[1]) for part in parts if part[0] == "orderbook" and part[1].isdecimal()}
    intervals = {part[1] for part in parts if part[0] == "kline"}
    return Followed(
        symbols=tuple(sorted({part[-1] for part in parts})),
        depths=tuple(sorted(depths, reverse=True)),
        timeframes=tuple(name for key, name in TIMEFRAMES.items() if key in intervals),
    )


def _following(what: Followed) -> BybitFeed:
    depth = what.depths[0] if what.depths else 50
    return BybitFeed(
        what.symbols, depth=depth, proof_depths=what.depths[1:], timeframes=what.timeframes
    )


def _topics_in(stretch: Stretch) -> set[str]:
    found = set()
    with Lines(stretch.frames, quiet=True) as lines:
        for line in islice(lines, _PEEK):
            try:
                topic = _topics.decode(line).topic
            except msgspec.MsgspecError:
                continue
            if "." in topic:
                found.add(topic)
    return found
