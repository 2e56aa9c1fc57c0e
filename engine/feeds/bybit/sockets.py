"""Many symbols over several sockets."""

from collections.abc import Iterable, Sequence

from core.errors import MisconfiguredError
from core.market import Timeframe
from engine.feeds.bybit.feed import BybitFeed
from engine.feeds.bybit.rest import Pace
from engine.feeds.bybit.topics import PROOF_DEPTHS, VENUE, Category, topics_of

# v5 documents, connect page (2026-07): "args" of one connection hold 21,000 characters at most, and
# an address opens 500 connections in five minutes at most.
_CHARACTERS = 21_000
_MOST_SOCKETS = 100
# What one lost connection takes along, and what its return has to ask for again.
_TOPICS = 500
# Quotes and a comma, in case the venue counts them.
_PUNCTUATION = 3


def plan(
    topics: Sequence[Sequence[str]],
    *,
    most_topics: int = _TOPICS,
    most_characters: int = _CHARACTERS,
    most_sockets: int = _MOST_SOCKETS,
) -> list[int]:
    """How many symbols each socket carries, in order; all topics of a symbol share one.

    Parameters
    ----------
    topics
        The topics of each symbol.
    most_topics, most_characters
        What one socket takes.
    most_sockets
        With more than a hundred, a few losses within five minutes would exhaust what the venue
        allows an address to open.

    Raises
    ------
    MisconfiguredError
        If that needs too many sockets.

    Examples
    --------
    >>> plan([["tickers.A"], ["tickers.B"], ["tickers.C"]], most_topics=2)
    [2, 1]
    """
    counts: list[int] = []
    full_topics = full_characters = 0
    for some in topics:
        characters = sum(len(topic) + _PUNCTUATION for topic in some)
        full_topics += len(some)
        full_characters += characters
        if not counts or full_topics > most_topics or full_characters > most_characters:
            counts.append(0)
            full_topics, full_characters = len(some), characters
        counts[-1] += 1
    if len(counts) > most_sockets:
        raise MisconfiguredError(
            f"{len(topics)} symbols need {len(counts)} connections to Bybit, {most_sockets} are "
            "the most: set fewer in WHALE_BYBIT_SYMBOLS, or fewer WHALE_BYBIT_PROOF_DEPTHS"
        )
    return counts


def bybit_feeds(
    symbols: Iterable[str],
    *,
    depth: int = 50,
    proof_depths: Sequence[int] = PROOF_DEPTHS,
    timeframes: Sequence[Timeframe] = ("1m", "5m", "15m", "1h"),
    category: Category = "linear",
    history: int = 1_000,
) -> list[BybitFeed]:
    """As many feeds as the symbols need sockets: ``bybit``, or ``bybit 1/3`` and so on.

    They share one request budget, because the venue counts by address. Parameters are those of
    ``BybitFeed``.

    Raises
    ------
    MisconfiguredError
        If the symbols need more sockets than the venue lets an address open.
    """
    rest = list(dict.fromkeys(symbols))
    counts = plan(
        [
            topics_of(
                symbol,
                depth=depth,
                proof_depths=proof_depths,
                timeframes=timeframes,
                category=category,
            )
            for symbol in rest
        ]
    )
    pace = Pace()
    feeds = []
    for place, count in enumerate(counts, start=1):
        carried, rest = rest[:count], rest[count:]
        name = VENUE if len(counts) == 1 else f"{VENUE} {place}/{len(counts)}"
        feeds.append(
            BybitFeed(
                carried,
                depth=depth,
                proof_depths=proof_depths,
                timeframes=timeframes,
                category=category,
                history=history,
                pace=pace,
                name=name,
            )
        )
    return feeds
