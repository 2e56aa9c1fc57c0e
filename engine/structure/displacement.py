"""Displacement: a candle whose body goes far for the market it is in."""

from collections.abc import Sequence

from core.detection import Detection
from engine.structure.bar import Bar
from engine.structure.concept import Setting


class Displacements:
    """Candles with a body of at least ``displacement_atr`` average true ranges.

    The body reaches from open to close; equal to the minimum is enough, a candle without a body
    leads nowhere and is none. The average is that of the candles before, so a candle is never
    measured by itself; while it is unknown nothing is told. ``numbers`` hold ``body`` (in price),
    ``body_atr``, ``share`` (of the body in the whole range, 0 to 1) and ``atr``. Formed at its
    candle and known at its close. Cost O(1), no memory.
    """

    def __init__(self, setting: Setting) -> None:
        self._teller = setting.teller
        self._min_atr = setting.options.displacement_atr

    def read(self, bar: Bar) -> Sequence[Detection]:
        """The displacement that this candle is, if it is one."""
        body = abs(bar.close - bar.open)
        atr = bar.atr
        if not atr or not body or body < self._min_atr * atr:
            return ()
        return [
            self._teller.tell(
                "displacement",
                self._teller.name("displacement", bar.open_ns),
                bar,
                side="bullish" if bar.bullish else "bearish",
                formed_ns=bar.open_ns,
                low=bar.low,
                high=bar.high,
                numbers={
                    "body": body,
                    "body_atr": body / atr,
                    "share": body / (bar.high - bar.low),
                    "atr": atr,
                },
            )
        ]
