"""What becomes of the liquidity behind swings: swept, or run through."""

from collections import deque
from collections.abc import Sequence
from math import inf

from core.detection import Detection
from engine.structure.bar import Bar, Swing
from engine.structure.concept import Alarm, Setting
from engine.structure.raid import Outcome, Raid

# Far more untouched levels of one side than a market keeps; the number only bounds the memory.
_MOST_OPEN = 1_000

_KINDS: dict[Outcome, str] = {"sweep": "sweep", "run": "liquidity_run"}


class Sweeps:
    """Each swing's level ends once: with a ``sweep`` or a ``liquidity_run``.

    Stops of the short side rest above a swing high, those of the long side below a swing low. A
    candle whose wick lies strictly beyond the level takes them. If it closes back, at the level or
    inside, price only came for them: a ``sweep``, ``bullish`` below a low. A close strictly beyond
    is a ``liquidity_run``, ``bullish`` above a high. With ``options.sweep_candles`` above 1 price
    has so many candles to come back, the first one counted.

    A sweep is formed at the first candle beyond and known at the close that decides. ``level`` is
    the swing's price, ``of`` names the swing; ``numbers`` hold ``beyond`` (price past the level at
    its farthest), ``beyond_atr`` where the average true range is known, and ``candles``. A wick
    that only touches the level takes nothing. A sweep that went less than ``options.min_sweep_atr``
    beyond is not told, and its level has ended all the same.

    A swing confirmed while others are untouched lies nearer to the price than they do, for any
    level it passed has ended: each side is a stack, and only its top is looked at. Cost O(1)
    amortised a candle (times ``sweep_candles``); at most 1,000 levels a side, then the farthest is
    let go.
    """

    def __init__(self, setting: Setting) -> None:
        self._teller = setting.teller
        self._patience = setting.options.sweep_candles
        self._least = setting.options.min_sweep_atr
        self._highs: deque[Swing] = deque(maxlen=_MOST_OPEN)
        self._lows: deque[Swing] = deque(maxlen=_MOST_OPEN)
        self._raids: list[Raid] = []
        self.alarm = Alarm()

    def read(self, bar: Bar) -> Sequence[Detection]:
        """What this candle swept or ran through, the oldest raid first, the nearest level first."""
        highs, lows, raids = self._highs, self._lows, self._raids
        while highs and bar.high > highs[-1].price:
            raids.append(_raid(highs.pop(), bar))
        while lows and bar.low < lows[-1].price:
            raids.append(_raid(lows.pop(), bar))
        for swing in bar.swings:
            (highs if swing.kind == "high" else lows).append(swing)
        found = self._decided(bar) if raids else ()
        self.alarm.above = highs[-1].price if highs else inf
        # While it is not decided what a raid was, every candle counts.
        self.alarm.below = inf if self._raids else lows[-1].price if lows else -inf
        return found

    def _decided(self, bar: Bar) -> list[Detection]:
        found, waiting = [], []
        for raid in self._raids:
            outcome = raid.outcome(bar, self._patience)
            if outcome is None:
                waiting.append(raid)
            elif outcome == "run" or bar.spans(raid.beyond, self._least):
                found.append(self._told(raid, outcome, bar))
        self._raids = waiting
        return found

    def _told(self, raid: Raid, outcome: Outcome, bar: Bar) -> Detection:
        kind = _KINDS[outcome]
        return self._teller.tell(
            kind,
            self._teller.later(kind, raid.name),
            bar,
            side=raid.side(outcome),
            formed_ns=raid.formed_ns,
            level=raid.price,
            of=raid.name,
            numbers=raid.numbers(bar),
        )


def _raid(swing: Swing, bar: Bar) -> Raid:
    return Raid(name=swing.name, kind=swing.kind, price=swing.price, formed_ns=bar.open_ns)
