"""Tickers: a snapshot, then only what changed."""

from core.market import Ticker
from engine.feeds.bybit import frames
from engine.feeds.bybit.topics import VENUE, symbol_of

_MS = 1_000_000
_SECOND_MS = 1_000


class TickerKeeper:
    """The state of one instrument, told at most once a second of venue time.

    The venue pushes every 100 ms and leaves out what did not change; nothing we do needs more than
    one state a second, so the rest is merged here. Before the first snapshot, and after a hole, a
    change says nothing: what it leaves out is not known.
    """

    def __init__(self, topic: str) -> None:
        self._symbol = symbol_of(topic)
        self._state: frames.Instrument | None = None
        self._told_second = -1

    @property
    def known(self) -> bool:
        """Whether the state is known; it is not before a snapshot."""
        return self._state is not None

    def received(self, envelope: frames.Envelope, seen_ns: int) -> list[Ticker]:
        """Merge a frame; the state, if it is the first of a new second and has a price."""
        change = frames.instruments.decode(envelope.data)
        before = frames.Instrument() if envelope.type == "snapshot" else self._state
        if before is None:
            return []
        state = self._state = frames.Instrument(
            lastPrice=_newer(change.lastPrice, before.lastPrice),
            markPrice=_newer(change.markPrice, before.markPrice),
            indexPrice=_newer(change.indexPrice, before.indexPrice),
            fundingRate=_newer(change.fundingRate, before.fundingRate),
            nextFundingTime=_newer(change.nextFundingTime, before.nextFundingTime),
            openInterest=_newer(change.openInterest, before.openInterest),
        )
        second = envelope.ts // _SECOND_MS
        if second == self._told_second or not state.lastPrice:
            return []
        self._told_second = second
        return [self._fact(state, float(state.lastPrice), envelope.ts, seen_ns)]

    def forget(self) -> None:
        """Changes were missed: the state is not known any more."""
        self._state = None

    def _fact(self, state: frames.Instrument, last: float, ts: int, seen_ns: int) -> Ticker:
        funding_ms = _number(state.nextFundingTime)
        return Ticker(
            venue=VENUE,
            symbol=self._symbol,
            at_ns=ts * _MS,
            seen_ns=seen_ns,
            last=last,
            mark=_number(state.markPrice),
            index=_number(state.indexPrice),
            funding_rate=_number(state.fundingRate),
            next_funding_ns=None if funding_ms is None else int(funding_ms) * _MS,
            open_interest=_number(state.openInterest),
        )


def _newer(change: str | None, before: str | None) -> str | None:
    return before if change is None else change


def _number(text: str | None) -> float | None:
    # Dated futures have "" for funding: no value, not zero.
    return float(text) if text else None
