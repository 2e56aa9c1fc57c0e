"""Mitigation blocks: a swing that failed to take what lay beyond the one before it."""

from collections.abc import Sequence

from core.detection import Detection, Direction
from engine.structure.bar import Bar, Break, Swing
from engine.structure.blocks import ended
from engine.structure.concept import Setting
from engine.structure.course import FLIPPED, Course, Stage, Zone
from engine.structure.leg import zone_of


class MitigationBlocks:
    """The last push of a failed swing, told when structure breaks the other way.

    A bearish ``mitigation_block``: price turns at a lower high (it took no liquidity above the high
    before it) and then breaks the swing low that lies before that lower high. The block is the last
    candle that closed above its open between the broken low and the lower high, its own candle
    included; its full candle or body is the zone (``order_block_zone``). Had the high taken the one
    before it, the move would be a breaker's. A bullish block is the mirror: a higher low, then a
    break of the high before it. The failed swing must be confirmed at the latest by the breaking
    candle and be the newest of its kind.

    It is formed at the block's candle and known at the close of the breaking one. ``numbers`` hold
    ``swing`` (price of the failed swing), ``size`` (high less low), ``volume`` (of the block's
    candle), ``candles`` (from it to the break) and, where known, ``atr`` (at the break).

    From the next candle on, each once and naming the block in ``of``: a wick at or beyond the near
    edge (``mitigation_block_touched``), and a close, or by option a wick, strictly beyond the far
    one (``mitigation_block_invalidated``). Cost O(1) amortised a candle; memory two failed
    swings and the open blocks (see ``Zones``).
    """

    def __init__(self, setting: Setting) -> None:
        self._teller = setting.teller
        self._options = setting.options
        stages = (
            Stage(kind="mitigation_block_touched", depth="near"),
            ended("mitigation_block_invalidated", setting.options),
        )
        self._zones = setting.zones
        self._course = Course(setting.teller, "mitigation_block", stages)
        self._recent = setting.recent
        self._failed: dict[Direction, tuple[Swing, Bar] | None] = {"bullish": None, "bearish": None}

    def read(self, bar: Bar) -> Sequence[Detection]:
        """The blocks of the breaks that this candle makes."""
        found: list[Detection] = []
        for swing in bar.swings:
            self._turned(swing)
        for broken in bar.breaks:
            found += self._formed(broken, bar)
        return found

    def _turned(self, swing: Swing) -> None:
        high = swing.kind == "high"
        side: Direction = "bearish" if high else "bullish"
        self._failed[side] = None
        if swing.label == ("LH" if high else "HL"):
            # A push goes against the side of the block that it may become.
            push = self._recent.last(FLIPPED[side], swing.index)
            self._failed[side] = (swing, push) if push else None

    def _formed(self, broken: Break, bar: Bar) -> Sequence[Detection]:
        side = broken.side
        failed = self._failed[side]
        if failed is None or failed[1].index <= broken.swing.index:
            return ()
        # One failed swing makes one block.
        self._failed[side] = None
        return [self._told(side, *failed, bar)]

    def _told(self, side: Direction, swing: Swing, push: Bar, bar: Bar) -> Detection:
        low, high = zone_of(push, self._options)
        name = self._teller.later("mitigation_block", swing.name)
        self._zones.add(Zone(name=name, side=side, low=low, high=high), self._course)
        numbers = {
            "swing": swing.price,
            "size": high - low,
            "volume": push.volume,
            "candles": float(bar.index - push.index),
        }
        if bar.atr is not None:
            numbers["atr"] = bar.atr
        return self._teller.tell(
            "mitigation_block",
            name,
            bar,
            side=side,
            formed_ns=push.open_ns,
            low=low,
            high=high,
            numbers=numbers,
        )
