"""Rejection blocks: the long wick of a turning point."""

from collections.abc import Sequence

from core.detection import Detection, Direction
from engine.structure.bar import Bar, Swing
from engine.structure.blocks import ended
from engine.structure.concept import Setting
from engine.structure.course import Course, Stage, Zone


class RejectionBlocks:
    """The wick of a confirmed swing, where price was turned away at once.

    A swing high whose candle has an upper wick of at least ``rejection_wick`` of its range leaves a
    bearish ``rejection_block`` from the top of its body to its high; a swing low the mirror. A
    candle without a wick leaves none. It is formed at the swing's candle and known, as the swing
    is, when that is confirmed. ``numbers`` hold ``size`` (the wick, in price), ``share`` (of the
    wick in the range, 0 to 1), ``volume`` (of the candle) and, where known, ``atr`` (at the
    confirmation).

    From the next candle on, each once and naming the block in ``of``: a wick at or beyond the near
    edge, the body's end (``rejection_block_touched``), and a close, or by option a wick, strictly
    beyond the far one (``rejection_block_invalidated``). Cost O(1) amortised a candle; memory
    the open blocks (see ``Zones``).
    """

    def __init__(self, setting: Setting) -> None:
        self._teller = setting.teller
        self._share = setting.options.rejection_wick
        self._recent = setting.recent
        stages = (
            Stage(kind="rejection_block_touched", depth="near"),
            ended("rejection_block_invalidated", setting.options),
        )
        self._zones = setting.zones
        self._course = Course(setting.teller, "rejection_block", stages)

    def read(self, bar: Bar) -> Sequence[Detection]:
        """The blocks of the swings that this candle confirms."""
        found: list[Detection] = []
        for swing in bar.swings:
            found += self._formed(swing, self._recent.at(swing.index), bar)
        return found

    def _formed(self, swing: Swing, turn: Bar, bar: Bar) -> Sequence[Detection]:
        high = swing.kind == "high"
        body = max(turn.open, turn.close) if high else min(turn.open, turn.close)
        wick = abs(swing.price - body)
        if not wick or wick < self._share * (turn.high - turn.low):
            return ()
        side: Direction = "bearish" if high else "bullish"
        name = self._teller.later("rejection_block", swing.name)
        zone = Zone(name=name, side=side, low=min(body, swing.price), high=max(body, swing.price))
        self._zones.add(zone, self._course)
        numbers = {"size": wick, "share": wick / (turn.high - turn.low), "volume": turn.volume}
        if bar.atr is not None:
            numbers["atr"] = bar.atr
        return [
            self._teller.tell(
                "rejection_block",
                name,
                bar,
                side=side,
                formed_ns=turn.open_ns,
                low=zone.low,
                high=zone.high,
                numbers=numbers,
            )
        ]
