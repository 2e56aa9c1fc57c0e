"""Strong and weak highs and lows: which turns structure protects, and which it is drawn to."""

from collections.abc import Sequence

from core.detection import Detection, DetectionId, Direction
from engine.structure.bar import Bar, Break, Extreme, Swing
from engine.structure.concept import Setting

# A break up is led by a low and protects it; it leaves the highs weak. A break down is the mirror.
_PROTECTED: dict[Direction, Extreme] = {"bullish": "low", "bearish": "high"}


class Strength:
    """Tells of swings that are ``strong_low``, ``strong_high``, ``weak_low`` or ``weak_high``.

    *Strong* is the swing low from which structure broke upwards (it did what a low is for): the
    newest one at or before the breaking candle. It is told at the break, or, where that low is
    confirmed only later and no break down came between, at its confirmation. So a long break
    may name two: the low known then, and the nearer one that turns out to have led to it.

    *Weak* is a swing high that is confirmed while the last break was upwards: it failed to break
    structure down, and is where price is expected to go next. A weak high from which structure does
    break down becomes strong, as a detection of its own. Strong highs and weak lows are the mirror.
    Before the first break nothing is either.

    What becomes of them is told elsewhere: a strong low that breaks is a change of character, a
    weak high that breaks a break of structure, both ``of`` the same swing.

    ``of`` names the swing, ``level`` is its price; formed and known at the candle that made it so;
    ``numbers`` hold ``candles`` (how many ago the swing was), and strong ones name the break in
    ``texts``. Cost O(1) a candle, memory two swings.
    """

    def __init__(self, setting: Setting) -> None:
        self._teller = setting.teller
        self._newest: dict[Extreme, Swing] = {}
        self._strong: dict[Extreme, DetectionId] = {}
        self._led: Break | None = None
        self._led_at = -1

    def read(self, bar: Bar) -> Sequence[Detection]:
        """The turns that this candle makes strong or weak, those of a break first."""
        if not bar.swings and not bar.breaks:
            return ()
        found = []
        for swing in bar.swings:
            self._newest[swing.kind] = swing
        for led in bar.breaks:
            self._led, self._led_at = led, bar.index
            found += self._strengthened(bar, led)
        if self._led is not None:
            found += self._weakened(bar, self._led)
            found += self._strengthened(bar, self._led)
        return found

    def _strengthened(self, bar: Bar, led: Break) -> list[Detection]:
        swing = self._newest.get(_PROTECTED[led.side])
        if swing is None or swing.index > self._led_at:
            return []
        if self._strong.get(swing.kind) == swing.name:
            return []
        self._strong[swing.kind] = swing.name
        return [self._told("strong", swing, bar, {"break": led.name})]

    def _weakened(self, bar: Bar, led: Break) -> list[Detection]:
        return [
            self._told("weak", swing, bar, {})
            for swing in bar.swings
            if swing.kind != _PROTECTED[led.side]
        ]

    def _told(self, what: str, swing: Swing, bar: Bar, texts: dict[str, str]) -> Detection:
        kind = f"{what}_{swing.kind}"
        return self._teller.tell(
            kind,
            self._teller.later(kind, swing.name),
            bar,
            # A low holds price up, a high holds it down; a weak one lets it through.
            side="bullish" if kind in {"strong_low", "weak_high"} else "bearish",
            formed_ns=bar.open_ns,
            level=swing.price,
            of=swing.name,
            numbers={"candles": float(bar.index - swing.index)},
            texts=texts,
        )
