"""The tape, minute by minute, as it is lived: only minutes that were seen whole."""

from dataclasses import dataclass

from core.gaps import Gap
from core.market import BookSample, Candle, Trade
from core.time_units import MINUTE_NS

_TRADES = "publicTrade."


@dataclass(slots=True)
class TapeMinute:
    """What takers did in one minute of venue time that was seen from its beginning to its end.

    ``buy_usd`` and ``sell_usd`` are quote currency by the taker's side; ``at_ns`` is when the
    minute began, ``known_ns`` when it ended, ``seen_ns`` when the fact came that said so.
    """

    at_ns: int
    buy_usd: float = 0.0
    sell_usd: float = 0.0
    trades: int = 0
    seen_ns: int = 0

    @property
    def known_ns(self) -> int:
        """The end of the minute."""
        return self.at_ns + MINUTE_NS

    @property
    def usd(self) -> float:
        """All that was traded."""
        return self.buy_usd + self.sell_usd

    @property
    def delta_usd(self) -> float:
        """What takers bought, less what they sold."""
        return self.buy_usd - self.sell_usd


class TapeMinutes:
    """Adds up live trades and hands out each whole minute once, when it is over.

    A minute is over with the first live fact of a later one, be it a trade, a book sample or a
    candle. It is whole if something was heard in the minute before it too, and no hole in the
    trades touches it; the others are let go, for a sum that lacks a part is no sum. A quiet minute
    with book samples and no trade is whole, and zero. Trades that were learned late, or come when
    their minute is over, are left out.

    Cost: O(1) a fact. Memory: one minute.
    """

    def __init__(self) -> None:
        self._minute: TapeMinute | None = None
        self._whole = False
        self._hole_since_ns: int | None = None
        self._whole_from_ns = 0

    def over(self, fact: Trade | BookSample | Candle | Gap) -> TapeMinute | None:
        """The minute that this fact ends, if that one was seen whole."""
        if isinstance(fact, Gap):
            self._hole(fact)
            return None
        if isinstance(fact, (Trade, Candle)) and fact.late_ns:
            return None
        ended = self._clock(fact.at_ns, fact.seen_ns)
        minute = self._minute
        if isinstance(fact, Trade) and minute is not None and fact.at_ns >= minute.at_ns:
            if fact.side == "buy":
                minute.buy_usd += fact.price * fact.size
            else:
                minute.sell_usd += fact.price * fact.size
            minute.trades += 1
        return ended

    def _clock(self, at_ns: int, seen_ns: int) -> TapeMinute | None:
        begun_ns, minute = at_ns - at_ns % MINUTE_NS, self._minute
        if minute is not None and begun_ns <= minute.at_ns:
            return None
        ended = minute if minute is not None and self._is_whole(minute) else None
        if ended is not None:
            ended.seen_ns = seen_ns
        self._whole = minute is not None and begun_ns == minute.known_ns
        self._minute = TapeMinute(begun_ns)
        return ended

    def _is_whole(self, minute: TapeMinute) -> bool:
        holed = self._hole_since_ns is not None and self._hole_since_ns < minute.known_ns
        return self._whole and not holed and minute.at_ns >= self._whole_from_ns

    def _hole(self, gap: Gap) -> None:
        if not gap.topic.startswith(_TRADES):
            return
        if gap.until_ns is None:
            self._hole_since_ns = gap.since_ns
        else:
            self._hole_since_ns = None
            self._whole_from_ns = max(self._whole_from_ns, gap.until_ns)
