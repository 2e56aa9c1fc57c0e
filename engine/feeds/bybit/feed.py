"""The conversation with Bybit's public WebSocket."""

import json
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

import msgspec

from core.book import OrderBook
from core.conversation import Fetch, Reconnect, Reply, Send, Standing, Step, Unreadable
from core.gaps import Gap
from core.market import TIMEFRAME_NS, Candle, Timeframe
from engine.feeds.bybit import frames, readers
from engine.feeds.bybit.keeper import BookKeeper, Resync
from engine.feeds.bybit.subscriptions import Subscriptions
from engine.feeds.bybit.tickers import TickerKeeper
from engine.feeds.bybit.topics import INTERVALS, VENUE, symbol_of, topics_of

_SECOND_NS = 1_000_000_000
# The venue asks for a ping every 20 s. Some of its edges close a socket on which they sent nothing
# for 10 s, and a pong is something they sent.
_PING_NS = 8 * _SECOND_NS
# A quiet book may say nothing for 36 s; a connection that lives always answers a ping. Three pings
# without any frame at all is a dead connection.
_SILENCE_NS = 3 * _PING_NS
_HISTORY_ROWS = 200
_OK = 200

_PING = Send(frame=json.dumps({"op": "ping"}))


class BybitFeed:
    """Order books, trades, tickers, liquidations and candles of linear perpetuals.

    Promises: facts of one topic come in the venue's order; a lost order book frame is noticed by
    its update id, becomes a ``Gap`` and is healed by a new snapshot; after a reconnect everything
    is subscribed again and the candles that closed meanwhile are fetched. Does not promise:
    trades that happened while the connection was away (the gap says so).

    Parameters
    ----------
    symbols
        Instruments, as the venue writes them (``ETHUSDT``).
    depth
        Levels a side of the order book topic: 1, 50, 200 or 1000.
    timeframes
        Candles to follow.
    """

    name = VENUE

    def __init__(
        self,
        symbols: Iterable[str],
        *,
        depth: int = 50,
        timeframes: tuple[Timeframe, ...] = ("1m", "5m", "15m", "1h"),
    ) -> None:
        self._topics = [
            topic
            for symbol in symbols
            for topic in topics_of(symbol, depth=depth, timeframes=timeframes)
        ]
        self._keepers: dict[str, BookKeeper] = {}
        self._tickers: dict[str, TickerKeeper] = {}
        self._subscriptions = Subscriptions()
        self._last_open_ns: dict[tuple[str, str], int] = {}
        self._early: dict[tuple[str, str], list[Candle]] = {}
        self._heard_ns = 0
        self._pinged_ns = 0
        self._away: Gap | None = None

    @property
    def books(self) -> Mapping[str, OrderBook]:
        """The order books by topic, in sync or not; each says which."""
        return {topic: keeper.book for topic, keeper in self._keepers.items()}

    def connected(self, now_ns: int) -> list[Step]:
        """Subscribe to everything and fetch the candles that closed before now."""
        self._heard_ns = self._pinged_ns = now_ns
        self._subscriptions = Subscriptions()
        steps: list[Step] = [*self._subscriptions.ask(self._topics), _PING]
        if self._away is not None:
            steps.append(
                msgspec.structs.replace(
                    self._away,
                    healing="connected again; trades between are missing",
                    until_ns=now_ns,
                    seen_ns=now_ns,
                )
            )
            self._away = None
        candles = [topic for topic in self._topics if topic.startswith("kline.")]
        return [*steps, *(self._fetch_candles(topic, now_ns) for topic in candles)]

    def lost(self, reason: str, now_ns: int) -> list[Step]:
        """The connection ended: every book is stale from here on."""
        if self._away is not None:
            return []
        steps: list[Step] = []
        for keeper in self._keepers.values():
            if keeper.book.in_sync:
                broken = keeper.broken(f"connection lost: {reason}", keeper.book.at_ns, now_ns)
                steps += [step for step in broken if not isinstance(step, Resync)]
        self._away = Gap(
            source=VENUE,
            subject=VENUE,
            topic="*",
            reason=reason,
            healing="reconnecting",
            since_ns=now_ns,
            until_ns=None,
            seen_ns=now_ns,
        )
        return [*steps, self._away]

    def tick(self, now_ns: int) -> list[Step]:
        """Ping when due, give up a silent connection, ask again for an overdue snapshot."""
        silent_ns = now_ns - self._heard_ns
        if silent_ns > _SILENCE_NS:
            return [Reconnect(reason=f"no frame for {silent_ns // _SECOND_NS} s")]
        steps: list[Step] = []
        if now_ns - self._pinged_ns >= _PING_NS:
            self._pinged_ns = now_ns
            steps.append(_PING)
        for keeper in self._keepers.values():
            if keeper.overdue(now_ns):
                steps += self._subscriptions.renew(keeper.topic)
        return steps

    def received(self, frame: bytes, now_ns: int) -> list[Step]:
        """Read one frame. What cannot be read is handed back with the reason."""
        self._heard_ns = now_ns
        try:
            envelope = frames.envelopes.decode(frame)
            if envelope.topic:
                return self._data(envelope, now_ns)
        except (msgspec.MsgspecError, ValueError, KeyError) as error:
            return [Unreadable(reason=f"{type(error).__name__}: {error}", frame=frame)]
        return self._answer(envelope, now_ns)

    def fetched(self, fetch: Fetch, reply: Reply | None, now_ns: int) -> list[Step]:
        """Candles of the past, then those that came live while they were on their way."""
        _, interval, symbol = fetch.purpose.split(".")
        early = self._early.pop((symbol, interval), [])
        body = reply.body if reply is not None and reply.status == _OK else None
        try:
            history = (
                []
                if body is None
                else readers.read_history(body, interval=interval, seen_ns=now_ns)
            )
        except (msgspec.MsgspecError, ValueError, KeyError) as error:
            reason = f"{fetch.path}: {error}"
            return [Unreadable(reason=reason, frame=body or b""), *early]
        return [step for candle in (*history, *early) for step in self._candle(candle)]

    def standings(self, now_ns: int) -> Mapping[str, Standing]:
        """How each order book does."""
        del now_ns
        return {
            topic: Standing(condition="live" if book.in_sync else "broken", at_ns=book.at_ns)
            for topic, book in self.books.items()
        }

    def _data(self, envelope: frames.Envelope, now_ns: int) -> list[Step]:
        family = envelope.topic.partition(".")[0]
        match family:
            case "orderbook":
                return self._book(envelope, now_ns)
            case "publicTrade":
                return [*readers.read_trades(envelope, now_ns)]
            case "tickers":
                keeper = self._ticker(envelope.topic)
                return [*keeper.received(envelope, now_ns)]
            case "allLiquidation":
                return [*readers.read_liquidations(envelope, now_ns)]
            case "kline":
                return self._live_candles(envelope, now_ns)
            case _:
                raise ValueError(f"a topic that nobody asked for: {envelope.topic}")

    def _ticker(self, topic: str) -> TickerKeeper:
        if topic not in self._tickers:
            self._tickers[topic] = TickerKeeper(topic)
        return self._tickers[topic]

    def _book(self, envelope: frames.Envelope, now_ns: int) -> list[Step]:
        keeper = self._keepers.get(envelope.topic)
        if keeper is None:
            keeper = self._keepers[envelope.topic] = BookKeeper(envelope.topic)
        steps: list[Step] = []
        for outcome in keeper.received(readers.read_book(envelope, now_ns)):
            if isinstance(outcome, Resync):
                steps += self._subscriptions.renew(outcome.topic)
            else:
                steps.append(outcome)
        return steps

    def _live_candles(self, envelope: frames.Envelope, now_ns: int) -> list[Step]:
        steps: list[Step] = []
        for candle in readers.read_candles(envelope, now_ns):
            waiting = self._early.get((candle.symbol, INTERVALS[candle.timeframe]))
            if waiting is None:
                steps += self._candle(candle)
            elif candle.closed:
                # Candles are told in the order of time: this one waits for its own past.
                waiting.append(candle)
        return steps

    def _candle(self, candle: Candle) -> list[Step]:
        key = (candle.symbol, INTERVALS[candle.timeframe])
        told = self._last_open_ns.get(key, -1)
        if candle.open_ns <= told:
            return []
        if candle.closed:
            self._last_open_ns[key] = candle.open_ns
        return [candle]

    def _fetch_candles(self, topic: str, now_ns: int) -> Fetch:
        _, interval, symbol = topic.split(".")
        self._early[symbol, interval] = []
        query = {"category": "linear", "symbol": symbol, "interval": interval}
        query["limit"] = str(self._rows_missing(symbol, interval, now_ns))
        return Fetch(purpose=topic, path=f"/v5/market/kline?{urlencode(query)}")

    def _rows_missing(self, symbol: str, interval: str, now_ns: int) -> int:
        told = self._last_open_ns.get((symbol, interval))
        if told is None:
            return _HISTORY_ROWS
        timeframe = next(frame for frame, name in INTERVALS.items() if name == interval)
        passed = (now_ns - told) // TIMEFRAME_NS[timeframe]
        return max(2, min(passed + 1, 1000))

    def _answer(self, envelope: frames.Envelope, now_ns: int) -> list[Step]:
        if not envelope.req_id.startswith("subscribe"):
            return []
        sends, refused = self._subscriptions.answered(
            envelope.req_id, success=envelope.success, text=envelope.ret_msg
        )
        return [*sends, *(_refusal(topic.topic, topic.why, now_ns) for topic in refused)]


def _refusal(topic: str, why: str, now_ns: int) -> Gap:
    return Gap(
        source=VENUE,
        subject=f"{VENUE}:{symbol_of(topic)}",
        topic=topic,
        reason=f"the venue refused it: {why}",
        healing="none; is the symbol right?",
        since_ns=now_ns,
        until_ns=None,
        seen_ns=now_ns,
    )
