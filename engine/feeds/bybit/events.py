"""The topics beside the order books: trades, tickers, liquidations and candles."""

from collections.abc import Iterable

from core.conversation import Step
from core.gaps import Gap, Lost
from engine.feeds.bybit import frames, readers
from engine.feeds.bybit.books.keeper import Resync
from engine.feeds.bybit.journal import Journal
from engine.feeds.bybit.past import Past
from engine.feeds.bybit.tickers import TickerKeeper
from engine.feeds.bybit.topics import family_of, symbol_of

_MS = 1_000_000
# The depths of a book are pushed within 200 ms of each other: what was lost on the way is noticed
# by each of them, and one look at the trades answers them all.
_ONE_LOSS_NS = 1_000_000_000
# How a hole of these is healed; trades and candles have a past of their own, and their own rows.
_PROSPECT = {
    "tickers": "whole again with the next snapshot",
    "allLiquidation": "none: the venue keeps no list of liquidations",
}
_HEALED = {
    "tickers": "whole again by a snapshot; the states between are not known",
    "allLiquidation": "subscribed again; liquidations between cannot be had",
}
_LOST: dict[str, Lost] = {"allLiquidation": "liquidations"}


class EventDesk:
    """Reads what happened, and keeps account of each topic.

    Trades and candles go through the past, which fills their holes and keeps them in order.

    Parameters
    ----------
    topics
        All that is followed, without the order books.
    past
        Where trades and candles go first.
    """

    def __init__(self, topics: Iterable[str], past: Past) -> None:
        self.journals = {topic: Journal(topic) for topic in topics}
        self._tickers = {
            topic: TickerKeeper(topic) for topic in self.journals if family_of(topic) == "tickers"
        }
        self._past = past
        self._suspected_ns: dict[str, int] = {}

    def received(self, envelope: frames.Envelope, now_ns: int) -> list[Step]:
        """Take a frame in.

        Raises
        ------
        ValueError
            If it cannot be read, or is of a topic that nobody asked for.
        """
        journal = self.journals.get(envelope.topic)
        if journal is None:
            raise ValueError(f"a topic that nobody asked for: {envelope.topic}")
        steps = self._read(envelope, now_ns)
        journal.frame(envelope.ts * _MS, now_ns)
        ticker = self._tickers.get(envelope.topic)
        if ticker is None:
            return steps
        if ticker.known:
            return [*steps, *self._close(journal, now_ns)]
        why = "a change came before any snapshot"
        return [*self.broken([envelope.topic], why, journal.at_ns, now_ns)]

    def broken(self, topics: Iterable[str], reason: str, since_ns: int, now_ns: int) -> list[Gap]:
        """The venue does not send these topics any more; what it sends meanwhile is missed.

        ``since_ns`` is the last moment at which it was known to send.
        """
        rows: list[Gap] = []
        for topic in topics:
            prospect = _PROSPECT.get(family_of(topic))
            if topic not in self.journals or prospect is None:
                continue
            if topic in self._tickers:
                self._tickers[topic].forget()
            rows += self.journals[topic].open(reason, prospect, since_ns=since_ns, seen_ns=now_ns)
        return rows

    def suspected(self, resyncs: Iterable[Resync], now_ns: int) -> list[Step]:
        """Books that lost frames on the way: trades may have been among them, and are looked at."""
        steps: list[Step] = []
        for resync in resyncs:
            symbol = symbol_of(resync.topic)
            before_ns = self._suspected_ns.get(symbol, -_ONE_LOSS_NS)
            if resync.lost_since_ns is None or now_ns - before_ns < _ONE_LOSS_NS:
                continue
            self._suspected_ns[symbol] = now_ns
            why = f"frames of {resync.topic} were lost, and perhaps trades with them"
            steps += self.noted(self._past.hole(symbol, resync.lost_since_ns, why, now_ns))
        return steps

    def accepted(self, topic: str, now_ns: int) -> list[Gap]:
        """The venue agreed to send a topic: one that has to wait for nothing is whole again."""
        if family_of(topic) != "allLiquidation":
            return []
        return self._close(self.journals[topic], now_ns)

    def noted(self, steps: list[Step]) -> list[Step]:
        """The same steps; the rows of the ledger among them are entered into the accounts."""
        for step in steps:
            if isinstance(step, Gap) and step.topic in self.journals:
                self.journals[step.topic].note(step)
        return steps

    def _read(self, envelope: frames.Envelope, now_ns: int) -> list[Step]:
        match family_of(envelope.topic):
            case "publicTrade":
                trades = readers.read_trades(envelope, now_ns)
                return self.noted(self._past.live_trades(trades, now_ns))
            case "kline":
                candles = readers.read_candles(envelope, now_ns)
                return self.noted(self._past.live_candles(candles, now_ns))
            case "tickers":
                return [*self._tickers[envelope.topic].received(envelope, now_ns)]
            case _:
                return [*readers.read_liquidations(envelope, now_ns)]

    def _close(self, journal: Journal, now_ns: int) -> list[Gap]:
        family = family_of(journal.topic)
        lost = _LOST.get(family, "nothing")
        return journal.close(_HEALED[family], until_ns=now_ns, seen_ns=now_ns, lost=lost)
