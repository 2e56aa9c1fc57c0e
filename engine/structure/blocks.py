"""Order blocks, and the breaker blocks that they become."""

from collections.abc import Sequence
from math import inf

from core.detection import Detection, Direction
from engine.structure.bar import Bar, Break
from engine.structure.concept import Setting
from engine.structure.leg import ExtremeLeg, Leg, OppositeLeg, zone_of
from engine.structure.options import StructureOptions
from engine.structure.zones import FLIPPED, OpenZones, Stage, Zone

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

    Cost O(1) amortised a candle; at most 500 open blocks a side and stage, and what ``Leg`` keeps.
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
        self._blocks = OpenZones(setting.teller, blocks)
        self._breakers = OpenZones(setting.teller, breakers)
        # Where the extreme candle is the block, every candle must be seen.
        self._extremes: dict[Direction, ExtremeLeg] = {}
        self._legs: dict[Direction, Leg] = {}
        for side in _SIDES:
            if setting.options.order_block == "extreme":
                self._legs[side] = self._extremes[side] = ExtremeLeg(side)
            else:
                self._legs[side] = OppositeLeg(side, setting.recent)
        self._newest: dict[Direction, int] = {"bullish": -1, "bearish": -1}
        self.below = self.above = inf

    def read(self, bar: Bar) -> Sequence[Detection]:
        """What this candle reaches and turns, then the blocks of the breaks that it makes."""
        found = [*self._breakers.read(bar), *self._blocks.read(bar)]
        found += [self._breaker(block, bar) for block in self._blocks.ended]
        for broken in bar.breaks:
            found += self._formed(broken, bar)
        if self._extremes:
            self._follow(bar)
        else:
            self.below = max(self._breakers.below, self._blocks.below)
            self.above = min(self._breakers.above, self._blocks.above)
        return found

    def _follow(self, bar: Bar) -> None:
        for leg in self._extremes.values():
            leg.take(bar)
        for swing in bar.swings:
            self._extremes["bullish" if swing.kind == "high" else "bearish"].forget(swing.index)

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
        self._blocks.add(Zone(name=name, side=broken.side, low=low, high=high))
        numbers = {
            "volume": block.volume,
            "size": high - low,
            "candles": float(bar.index - block.index),
            "displacement_atr": force,
            "atr": bar.atr,
        }
        return self._teller.tell(
            "order_block",
            name,
            bar,
            side=broken.side,
            formed_ns=block.open_ns,
            low=low,
            high=high,
            numbers={key: value for key, value in numbers.items() if value is not None},
            texts={"break": broken.kind},
        )

    def _breaker(self, block: Zone, bar: Bar) -> Detection:
        side = FLIPPED[block.side]
        name = self._teller.later("breaker_block", block.name)
        self._breakers.add(Zone(name=name, side=side, low=block.low, high=block.high))
        return self._teller.tell(
            "breaker_block",
            name,
            bar,
            side=side,
            formed_ns=bar.open_ns,
            low=block.low,
            high=block.high,
            of=block.name,
            numbers={"size": block.high - block.low},
        )
