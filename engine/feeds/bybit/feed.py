"""The conversation with Bybit's public WebSocket."""

import json
from collections.abc import Mapping, Sequence

import msgspec

from core.book import OrderBook
from core.conversation import Fetch, Reconnect, Reply, Send, Standing, Step, Unreadable
from core.gaps import Gap
from core.market import Timeframe
from core.time_units import SECOND_NS
from engine.feeds.bybit import frames
from engine.feeds.bybit.books.keeper import Outcome, Resync
from engine.feeds.bybit.books.proof import Score
from engine.feeds.bybit.books.shelf import BookShelf
from engine.feeds.bybit.events import EventDesk
from engine.feeds.bybit.past import Past
from engine.feeds.bybit.rest import Pace, RestDesk
from engine.feeds.bybit.roster import Roster
from engine.feeds.bybit.standing import Line, standing_of
from engine.feeds.bybit.topics import (
    LIVENESS_DEPTH,
    PROOF_DEPTHS,
    VENUE,
    Category,
    family_of,
    topics_of,
)

# The venue asks for a ping every 20 s. Some of its edges close a socket on which they sent nothing
# for 10 s, and a pong is something they sent.
_PING_NS = 8 * SECOND_NS
# A quiet book may say nothing for 36 s; a connection that lives always answers a ping. Three pings
# without any frame at all is a dead connection.
_SILENCE_NS = 3 * _PING_NS
_PING = Send(frame=json.dumps({"op": "ping"}))
# How nine of ten frames begin. One that is spelled in another way takes the longer road.
_BOOK_FRAME = b'{"topic":"orderbook.'
_book_frame = frames.book_frames.decode
_WITHHELD = "data withheld: level 1 of the book fell silent though the venue answers"


class BybitFeed:
    """Order books, trades, tickers, liquidations and candles of one market, over one socket.

    Promises: facts of one topic come in the venue's order; every hole becomes a ``Gap``, and a
    second one when it is healed, which says how. A lost order book frame is noticed by its update
    id and healed by a snapshot; depths of one book are compared with each other and with REST;
    trades and candles that were missed are fetched; a refused topic is asked for again. Does not
    promise: what the venue itself forgets (liquidations, tickers, trades beyond its last thousand);
    the row of the ledger says so.

    Parameters
    ----------
    symbols
        Instruments, as the venue writes them (``ETHUSDT``).
    depth
        Levels a side of the order book that is sampled: 1, 50, 200 or 1000.
    proof_depths
        Other depths, kept only to be compared with it.
    timeframes
        Candles to follow.
    category
        The market.
    history
        With how many candles of the past a series begins.
    pace
        The request budget of this machine's address, shared by all feeds of the process.
    name
        How metrics and logs call this socket.
    """

    def __init__(
        self,
        symbols: Sequence[str],
        *,
        depth: int = 50,
        proof_depths: Sequence[int] = PROOF_DEPTHS,
        timeframes: Sequence[Timeframe] = ("1m", "5m", "15m", "1h"),
        category: Category = "linear",
        history: int = 1_000,
        pace: Pace | None = None,
        name: str = VENUE,
    ) -> None:
        self.name = name
        self.symbols = tuple(symbols)
        self._topics = [
            topic
            for symbol in symbols
            for topic in topics_of(
                symbol,
                depth=depth,
                proof_depths=proof_depths,
                timeframes=timeframes,
                category=category,
            )
        ]
        self._desk = RestDesk(pace or Pace())
        self._past = Past(
            self._desk, symbols=symbols, timeframes=timeframes, category=category, candles=history
        )
        self._shelf = BookShelf(symbols, depth=depth, proof_depths=proof_depths, category=category)
        events = (topic for topic in self._topics if family_of(topic) != "orderbook")
        self._events = EventDesk(events, self._past)
        self._journals = {**self._shelf.journals, **self._events.journals}
        self._roster = Roster(
            self._topics,
            journals=self._journals,
            events=self._events,
            instruments=self._past.instruments,
        )
        self._connected_ns = self._heard_ns = self._pinged_ns = self._answered_ns = 0
        self._ticked_ns = 0
        self._away: Gap | None = None

    @property
    def books(self) -> Mapping[str, OrderBook]:
        """The order books by topic, in sync or not; each says which."""
        return {topic: keeper.book for topic, keeper in self._shelf.keepers.items()}

    @property
    def scores(self) -> Mapping[str, tuple[Score, Score]]:
        """How the comparisons of each symbol's books went: between depths, and with REST."""
        return self._shelf.scores

    def connected(self, now_ns: int) -> list[Step]:
        """Subscribe to everything, and ask for what closed or traded before now."""
        self._connected_ns = self._heard_ns = self._pinged_ns = self._answered_ns = now_ns
        self._shelf.connected(now_ns)
        for journal in self._journals.values():
            journal.asked(now_ns)
        steps: list[Step] = [*self._roster.connected(now_ns), _PING]
        if self._away is not None:
            closed = msgspec.structs.replace(
                self._away, healing="connected again", until_ns=now_ns, seen_ns=now_ns
            )
            self._away = None
            steps.append(closed)
        return [*steps, *self._events.noted(self._past.connected(now_ns))]

    def lost(self, reason: str, now_ns: int) -> list[Step]:
        """The connection ended: a row of the ledger for every topic that was served until now."""
        if self._away is not None:
            return []
        why = f"connection lost: {reason}"
        steps: list[Step] = [*self._shelf.lost(why, now_ns)]
        steps += self._events.broken(self._roster.served, why, self._heard_ns, now_ns)
        steps += self._events.noted(self._past.lost(now_ns))
        self._away = Gap(
            source=VENUE,
            subject=VENUE,
            topic=f"*{self.name.removeprefix(VENUE)}",
            reason=reason,
            healing="reconnecting",
            since_ns=now_ns,
            until_ns=None,
            seen_ns=now_ns,
        )
        return [*steps, self._away]

    def tick(self, now_ns: int) -> list[Step]:
        """Ping when due, give up a dead connection, ask again for what is overdue."""
        silent_ns, away_ns = now_ns - self._heard_ns, now_ns - self._ticked_ns
        self._ticked_ns = now_ns
        # If it was we who were away, frames wait to be read: the next tick knows better.
        if silent_ns > _SILENCE_NS and away_ns < _PING_NS:
            return [Reconnect(reason=f"no frame for {silent_ns // SECOND_NS} s")]
        steps: list[Step] = []
        if now_ns - self._pinged_ns >= _PING_NS or self._shelf.liveness.wants_ping(now_ns):
            self._pinged_ns = now_ns
            steps.append(_PING)
        steps += self._roster.tick(now_ns)
        steps += self._roster.renew(self._overdue(now_ns), now_ns)
        steps += self._told(self._shelf.tick(self._desk, now_ns), now_ns)
        return [*steps, *self._events.noted(self._past.tick(now_ns))]

    def received(self, frame: bytes, now_ns: int) -> list[Step]:
        """Read one frame. What cannot be read is handed back with the reason."""
        self._heard_ns = now_ns
        try:
            if frame.startswith(_BOOK_FRAME):
                outcomes = self._shelf.frame(_book_frame(frame), now_ns)
                return self._told(outcomes, now_ns) if outcomes else []
            envelope = frames.envelopes.decode(frame)
            if envelope.topic.startswith("orderbook."):
                return self._told(self._shelf.frame(_book_frame(frame), now_ns), now_ns)
            if envelope.topic:
                return self._events.received(envelope, now_ns)
        except (msgspec.MsgspecError, ValueError, KeyError) as error:
            return [Unreadable(reason=f"{type(error).__name__}: {error}", frame=frame)]
        return self._reply(envelope, now_ns)

    def fetched(self, fetch: Fetch, reply: Reply | None, now_ns: int) -> list[Step]:
        """What REST answered: a witness of an order book, or the past."""
        if not fetch.purpose.startswith("proof."):
            return self._events.noted(self._past.fetched(fetch, reply, now_ns))
        answer = self._desk.answered(fetch, reply, now_ns)
        if answer is None:
            return []
        return self._told(self._shelf.fetched(fetch, answer, now_ns), now_ns)

    def standings(self, now_ns: int) -> Mapping[str, Standing]:
        """How each topic does, and under ``rest`` how the REST side does."""
        line = Line(
            connected_ns=self._connected_ns,
            answered_ns=self._answered_ns,
            refused=self._roster.refused,
        )
        for symbol, proven_ns in self._past.proven_ns.items():
            self._journals[f"publicTrade.{symbol}"].proven_ns = proven_ns
        topics = {topic: standing_of(self._journals[topic], line, now_ns) for topic in self._topics}
        return {**topics, "rest": self._desk.standing(now_ns)}

    def _overdue(self, now_ns: int) -> list[str]:
        """Topics that begin with a snapshot, and whose snapshot should have come by now."""
        return [
            topic
            for topic, journal in self._journals.items()
            if family_of(topic) in {"orderbook", "tickers"} and journal.overdue(now_ns)
        ]

    def _told(self, outcomes: Sequence[Outcome | Unreadable], now_ns: int) -> list[Step]:
        resyncs = [outcome for outcome in outcomes if isinstance(outcome, Resync)]
        steps: list[Step] = [step for step in outcomes if not isinstance(step, Resync)]
        steps += self._roster.renew([resync.topic for resync in resyncs], now_ns)
        return [*steps, *self._events.suspected(resyncs, now_ns)]

    def _reply(self, envelope: frames.Envelope, now_ns: int) -> list[Step]:
        # Two markets pong in the first way, the others in the second.
        if envelope.ret_msg != "pong" and envelope.op != "pong":
            return self._roster.answered(envelope, now_ns)
        self._answered_ns = now_ns
        verdict = self._shelf.liveness.pong(now_ns)
        if verdict.hopeless is not None:
            return [Reconnect(reason=f"{verdict.hopeless} stays silent after it was taken anew")]
        steps = [step for symbol in verdict.withheld for step in self._withheld(symbol, now_ns)]
        for symbol in verdict.unheard:
            steps += self._roster.renew(self._roster.unheard_of(symbol), now_ns)
        return steps

    def _withheld(self, symbol: str, now_ns: int) -> list[Step]:
        topics = self._roster.served_of(symbol)
        since_ns = self._shelf.journal_of(LIVENESS_DEPTH, symbol).seen_ns
        return [
            *self._shelf.withheld(symbol, _WITHHELD, now_ns),
            *self._events.broken(topics, _WITHHELD, since_ns, now_ns),
            *self._events.noted(self._past.hole(symbol, since_ns, _WITHHELD, now_ns)),
            *self._roster.renew(topics, now_ns),
        ]
