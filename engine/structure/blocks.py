"""Order blocks, and the breaker blocks that they become."""

from collections.abc import Mapping, Sequence
from math import inf

from typing_extensions import override

from core.detection import Detection, Direction
from engine.structure.bar import Bar, Break
from engine.structure.concept import Alarm, Concept, Setting
from engine.structure.course import Course, Stage, Zone
from engine.structure.leg import ExtremeLeg, Leg, OppositeLeg, zone_of
from engine.structure.options import StructureOptions

_SIDES: tuple[Direction, Direction] = ("bullish", "bearish")


def ended(kind: str, options: StructureOptions) -> Stage:
    """The stage at which a block of any kind is over: beyond its far edge."""
    return Stage(kind=kind, depth="beyond", by=options.block_break_by)


class OrderBlocks:
    """The last candle against a move that broke structure, where price may find orders again.

    At each break the leg is searched for its block (see ``Leg``, option ``order_block``); its full
    candle or body is the zone. An ``order_block`` is formed at the block's candle and known at the
    close of the breaking one. One candle is the block of one side only once. ``numbers`` hold
    ``volume`` (of the block's candle, base coins), ``size`` (high less low), ``candles`` (from the
    block to the break) and, where known, ``displacement_atr`` (largest body of the leg after the
    block) and ``atr`` (at the break); ``texts`` the ``break`` (``bos`` or ``choch``). With
    ``order_block_displacement`` that body must be at least ``displacement_atr``.

    From the next candle on, each once and naming the block in ``of``: a wick at or beyond the near
    edge (``order_block_touched``) and the middle (``order_block_mitigated``); a close, or by option
    a wick, strictly beyond the far edge (``order_block_invalidated``). The same candle then makes
    it a ``breaker_block`` of the other side (``of`` names the order block), whose own life is
    ``breaker_block_touched`` and ``breaker_block_invalidated``; these name the breaker.

    Cost O(1) amortised a candle, memory the open blocks (see ``Zones``) and what ``Leg`` keeps.
    """

    def __init__(self, setting: Setting) -> None:
        self._teller = setting.teller
        self._options = setting.options
        blocks = (
            Stage(kind="order_block_touched", depth="near"),
            Stage(kind="order_block_mitigated", depth="half"),
            ended("order_block_invalidated", setting.options),
        )
        breakers = (
            Stage(kind="breaker_block_touched", depth="near"),
            ended("breaker_block_invalidated", setting.options),
        )
        self._zones = setting.zones
        breaker = Course(setting.teller, "breaker_block", breakers)
        self._course = Course(setting.teller, "order_block", blocks, heir=breaker)
        self._legs: Mapping[Direction, Leg] = {
            side: OppositeLeg(side, setting.recent) for side in _SIDES
        }
        self._newest: dict[Direction, int] = {"bullish": -1, "bearish": -1}

    def read(self, bar: Bar) -> Sequence[Detection]:
        """The blocks of the breaks that this candle makes."""
        if not bar.breaks:
            return ()
        return [block for broken in bar.breaks for block in self._formed(broken, bar)]

    def _formed(self, broken: Break, bar: Bar) -> Sequence[Detection]:
        side = broken.side
        leg = self._legs[side]
        block = leg.block(broken, bar)
        if block is None or block.index <= self._newest[side]:
            return ()
        force = leg.displacement(block, bar)
        if self._options.order_block_displacement and (
            force is None or force < self._options.displacement_atr
        ):
            return ()
        self._newest[side] = block.index
        return [self._told(broken, block, bar, force)]

    def _told(self, broken: Break, block: Bar, bar: Bar, force: float | None) -> Detection:
        low, high = zone_of(block, self._options)
        name = self._teller.name("order_block", block.open_ns, broken.side)
        self._zones.add(Zone(name=name, side=broken.side, low=low, high=high), self._course)
        numbers = {
            "volume": block.volume,
            "size": high - low,
            "candles": float(bar.index - block.index),
        }
        if force is not None:
            numbers["displacement_atr"] = force
        if bar.atr is not None:
            numbers["atr"] = bar.atr
        return self._teller.tell(
            "order_block",
            name,
            bar,
            side=broken.side,
            formed_ns=block.open_ns,
            low=low,
            high=high,
            numbers=numbers,
            texts={"break": broken.kind},
        )


class ExtremeOrderBlocks(OrderBlocks):
    """Order blocks of extreme candles: for these every candle must be seen."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.alarm = Alarm(below=inf)
        self._legs = self._extremes = {side: ExtremeLeg(side) for side in _SIDES}

    @override
    def read(self, bar: Bar) -> Sequence[Detection]:
        """The blocks of the breaks that this candle makes; then it belongs to the legs."""
        found = super().read(bar)
        for leg in self._extremes.values():
            leg.take(bar)
        for swing in bar.swings:
            self._extremes["bullish" if swing.kind == "high" else "bearish"].forget(swing.index)
        return found


def order_blocks(setting: Setting) -> Concept:
    """The order blocks of the chosen rule."""
    extreme = setting.options.order_block == "extreme"
    return ExtremeOrderBlocks(setting) if extreme else OrderBlocks(setting)
