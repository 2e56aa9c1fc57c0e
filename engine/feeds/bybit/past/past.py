"""Everything of a feed that the REST side tells: what was before, and what went missing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from core.conversation import Fetch, Reply, Step, Unreadable
from core.market import Candle, Timeframe, Trade
from engine.feeds.bybit.past.audit import TradeAudit
from engine.feeds.bybit.past.candles import CandleSeries
from engine.feeds.bybit.past.derivatives import RateHistory, funding_history, interest_history
from engine.feeds.bybit.past.instruments import Instruments
from engine.feeds.bybit.past.listed import ListedDesk
from engine.feeds.bybit.past.recent import RecentTrades
from engine.feeds.bybit.past.trades import TradeRefill
from engine.feeds.bybit.rest import Refused, RestDesk, Result, requests
from engine.feeds.bybit.topics import Category


class _Part(Protocol):
    purpose: str

    def tick(self, now_ns: int) -> list[Step]: ...
    def answered(self, result: Result, now_ns: int) -> list[Step]: ...
    def refused(self, reason: str, now_ns: int) -> list[Step]: ...


class Past:
    """Candles, trades, funding, open interest and instruments of one feed's symbols.

    Every method returns facts, rows of the ledger, and whatever the desk may send by now, be it
    asked here or by somebody else. Live candles and trades go through it, because some of them
    have to wait for older ones. Histories are asked for once the list of instruments has the
    symbol, so that a misspelt one costs no request.

    Parameters
    ----------
    desk
        The feed's desk at the REST side.
    symbols, timeframes
        What the feed follows.
    category
        The market; spot has neither funding nor open interest.
    candles
        With how many candles a series begins.
    days
        How many days of funding and open interest to begin with; None for the last 200 of each.
    """

    def __init__(
        self,
        desk: RestDesk,
        symbols: Sequence[str],
        timeframes: Sequence[Timeframe],
        *,
        category: Category = "linear",
        candles: int = requests.CANDLES_A_PAGE,
        days: float | None = None,
    ) -> None:
        self._desk = desk
        self.instruments = Instruments(desk, category=category)
        self._listed = ListedDesk(desk, self.instruments)
        recent = {symbol: RecentTrades() for symbol in symbols}
        self._trades = {
            symbol: TradeRefill(desk, category=category, symbol=symbol, recent=recent[symbol])
            for symbol in symbols
        }
        self._audits = {
            symbol: TradeAudit(
                desk, category=category, symbol=symbol, recent=recent[symbol], refill=refill
            )
            for symbol, refill in self._trades.items()
        }
        self._candles = {
            (symbol, timeframe): CandleSeries(
                self._listed, category=category, symbol=symbol, timeframe=timeframe, wanted=candles
            )
            for symbol in symbols
            for timeframe in timeframes
        }
        parts: list[_Part] = [
            self.instruments,
            *self._trades.values(),
            *self._audits.values(),
            *self._candles.values(),
        ]
        if category != "spot":
            parts += [rate for symbol in symbols for rate in self._rates(symbol, category, days)]
        self._parts: Mapping[str, _Part] = {part.purpose: part for part in parts}

    def connected(self, now_ns: int) -> list[Step]:
        """A fresh connection: ask for what the last one did not bring."""
        for refill in self._trades.values():
            refill.connected(now_ns)
        for series in self._candles.values():
            series.connected(now_ns)
        return self.tick(now_ns)

    def lost(self, now_ns: int) -> list[Step]:
        """The connection ended, and with it the requests under way; trades are missed from now."""
        self._desk.lost()
        steps = [step for refill in self._trades.values() for step in refill.lost(now_ns)]
        return [*steps, *(step for series in self._candles.values() for step in series.lost())]

    def tick(self, now_ns: int) -> list[Step]:
        """Time has passed: what waited long enough, and what is due."""
        steps = [step for part in self._parts.values() for step in part.tick(now_ns)]
        return [*steps, *self._due(now_ns)]

    def hole(self, symbol: str, since_ns: int, reason: str, now_ns: int) -> list[Step]:
        """Trades of a symbol since a moment of the venue's time may not have come."""
        return self._trades[symbol].missed(since_ns, reason, now_ns)

    @property
    def proven_ns(self) -> Mapping[str, int]:
        """When the trades of each symbol were last found equal to the venue's list; 0 if never."""
        return {symbol: audit.proven_ns for symbol, audit in self._audits.items()}

    def live_candles(self, candles: Iterable[Candle], now_ns: int) -> list[Step]:
        """Candles of a frame.

        Raises
        ------
        KeyError
            If the feed does not follow the symbol or the timeframe.
        """
        return [
            step
            for candle in candles
            for step in self._candles[candle.symbol, candle.timeframe].live(candle, now_ns)
        ]

    def live_trades(self, trades: list[Trade], now_ns: int) -> list[Step]:
        """Trades of a frame, which are all of one symbol.

        Raises
        ------
        KeyError
            If the feed does not follow the symbol.
        """
        if not trades:
            return []
        refill = self._trades[trades[0].symbol]
        steps = refill.live(trades, now_ns)
        # Trades that wait for older ones wait for a request, which need not wait for a tick.
        return steps if refill.is_whole else [*steps, *self._due(now_ns)]

    def fetched(self, fetch: Fetch, reply: Reply | None, now_ns: int) -> list[Step]:
        """An answer, or None for none, to a question that was asked here.

        An answer that cannot be read counts as a refusal, and both are kept as ``Unreadable``.
        """
        answer = self._desk.answered(fetch, reply, now_ns)
        part = self._parts.get(fetch.purpose)
        if answer is None or part is None:
            return self._due(now_ns)
        steps = _told(part, answer, now_ns)
        if isinstance(steps, str):
            body = b"" if reply is None else reply.body
            kept = Unreadable(reason=f"{fetch.path}: {steps}", frame=body)
            steps = [kept, *part.refused(steps, now_ns)]
        return [*steps, *self._due(now_ns)]

    def _due(self, now_ns: int) -> list[Step]:
        self._listed.tick(now_ns)
        return [*self._desk.due(now_ns)]

    def _rates(self, symbol: str, category: Category, days: float | None) -> list[RateHistory]:
        def step_ns() -> int | None:
            instrument = self.instruments.get(symbol)
            return None if instrument is None else instrument.funding_interval_ns

        return [
            funding_history(
                self._listed, category=category, symbol=symbol, step_ns=step_ns, days=days
            ),
            interest_history(self._listed, category=category, symbol=symbol, days=days),
        ]


def _told(part: _Part, answer: Result | Refused, now_ns: int) -> list[Step] | str:
    """What a part makes of an answer, or why it can make nothing of it."""
    if isinstance(answer, Refused):
        return answer.reason
    try:
        return part.answered(answer, now_ns)
    except (msgspec.MsgspecError, ValueError) as error:
        return f"an answer that cannot be read: {error}"
