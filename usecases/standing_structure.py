"""From everything a chart told to what stands now: each life is followed to its end."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from core.detection import Detection, DetectionId
from core.kinds import INTERNAL
from core.market import TIMEFRAME_NS, Candle
from usecases.chart_marks import (
    DealingRange,
    EqualExtremes,
    Extreme,
    KeyKind,
    KeyPrice,
    LiquiditySweep,
    OpenZone,
    Standing,
    StructureBreak,
    ZoneKind,
)
from usecases.dealing_range import dealing_range

_EXTREMES: Final[tuple[Extreme, Extreme]] = ("high", "low")
_PERIODS: Final[tuple[KeyKind, ...]] = ("day", "week", "month")
_STRENGTHS: Final = ("strong", "weak")
_ZONES: Final[dict[str, tuple[ZoneKind, str, str]]] = {
    "fvg": ("fvg", "fvg_filled", "fvg_half"),
    "order_block": ("order_block", "order_block_invalidated", "order_block_mitigated"),
    "breaker_block": ("breaker", "breaker_block_invalidated", ""),
}
"""Of each kind of zone: what it is here, what ends it, and what has been at its middle."""
_LEVELS: Final = tuple(f"previous_{period}_{end}" for period in _PERIODS for end in _EXTREMES)
_SWEPT: Final = {"sweep", "pool_swept", *(f"{level}_swept" for level in _LEVELS)}
_OF_A_TRACK: Final = (
    *("swing_high", "swing_low", "bos", "choch", "sweep"),
    *("order_block", "order_block_mitigated", "order_block_invalidated"),
    *("breaker_block", "breaker_block_invalidated"),
    *("equal_highs", "equal_lows", "pool_swept", "pool_run"),
)
KINDS: Final[tuple[str, ...]] = (
    *_OF_A_TRACK,
    *(INTERNAL + kind for kind in _OF_A_TRACK),
    *("fvg", "fvg_half", "fvg_filled", "ote_entered"),
    *(f"{strength}_{end}" for strength in _STRENGTHS for end in _EXTREMES),
    *_LEVELS,
    *(f"{level}_{end}" for level in _LEVELS for end in ("swept", "broken")),
)
"""What must be known of a chart to say what stands."""


def standing(found: Sequence[Detection], candles: Sequence[Candle]) -> Standing:
    """What stands at the close of the newest of ``candles`` (at least one).

    ``found`` are the chart's detections of ``KINDS``, oldest first. What became of something is
    found by ``of``; what began before ``found`` does is not there. The answer depends on nothing
    else, and costs one walk through what was found.
    """
    lives = _Lives(found, TIMEFRAME_NS[candles[-1].timeframe])
    span = dealing_range(found, candles)
    return Standing(
        zones=[*lives.zones(), *_entry(found, span)],
        breaks=list(lives.breaks()),
        pools=list(lives.pools()),
        sweeps=list(_sweeps(found)),
        keys=[*lives.strengths(), *lives.periods()],
        range=span,
    )


class _Lives:
    """Findings by name, and what became of each."""

    def __init__(self, found: Sequence[Detection], step_ns: int) -> None:
        self._found = found
        self._step_ns = step_ns
        self._by_id = {each.id: each for each in found}
        self._became: defaultdict[DetectionId, set[str]] = defaultdict(set)
        for each in found:
            if each.of is not None:
                self._became[each.of].add(each.kind.removeprefix(INTERNAL))

    def zones(self) -> Iterator[OpenZone]:
        """Gaps until they are filled, blocks until they are invalidated."""
        for each in self._found:
            rule = _ZONES.get(each.kind.removeprefix(INTERNAL))
            if rule is None or each.side is None or each.low is None or each.high is None:
                continue
            kind, end, middle = rule
            became = self._became[each.id]
            if end not in became:
                yield OpenZone(
                    kind=kind,
                    side=each.side,
                    low=each.low,
                    high=each.high,
                    from_ns=each.formed_ns,
                    inner=_inner(each),
                    tested=middle in became,
                )

    def breaks(self) -> Iterator[StructureBreak]:
        """Every break, from the swing that it broke."""
        for each in self._found:
            kind = each.kind.removeprefix(INTERNAL)
            if kind in {"bos", "choch"} and each.side and each.level is not None:
                yield StructureBreak(
                    kind="bos" if kind == "bos" else "choch",
                    side=each.side,
                    level=each.level,
                    from_ns=self._swing_ns(each),
                    to_ns=each.formed_ns,
                    inner=_inner(each),
                )

    def pools(self) -> Iterator[EqualExtremes]:
        """Pairs of equal swings; those whose older swing is not known any more are left out."""
        for each in self._found:
            kind = each.kind.removeprefix(INTERNAL)
            if kind not in {"equal_highs", "equal_lows"}:
                continue
            extreme: Extreme = "high" if kind == "equal_highs" else "low"
            pair = self._pair(each)
            if pair is not None:
                (from_ns, from_price), (to_ns, to_price) = pair
                yield EqualExtremes(
                    extreme=extreme,
                    from_price=from_price,
                    from_ns=from_ns,
                    to_price=to_price,
                    to_ns=to_ns,
                    inner=_inner(each),
                    gone=bool(self._became[each.id] & {"pool_swept", "pool_run"}),
                )

    def strengths(self) -> Iterator[KeyPrice]:
        """The newest strong or weak high and low, unless structure has broken it."""
        for extreme in _EXTREMES:
            newest = self._newest(f"strong_{extreme}", f"weak_{extreme}")
            if newest is None or newest.of is None or newest.level is None:
                continue
            if not self._became[newest.of] & {"bos", "choch"}:
                kind: Literal["strong", "weak"] = (
                    "strong" if newest.kind.startswith("strong") else "weak"
                )
                at_ns = self._swing_ns(newest)
                yield KeyPrice(kind=kind, extreme=extreme, price=newest.level, from_ns=at_ns)

    def periods(self) -> Iterator[KeyPrice]:
        """High and low of the day, week and month before, until a candle has closed beyond."""
        for period in _PERIODS:
            for extreme in _EXTREMES:
                kind = f"previous_{period}_{extreme}"
                newest = self._newest(kind)
                if newest is None or newest.level is None:
                    continue
                if f"{kind}_broken" not in self._became[newest.id]:
                    at_ns = newest.formed_ns
                    yield KeyPrice(kind=period, extreme=extreme, price=newest.level, from_ns=at_ns)

    def _newest(self, *kinds: str) -> Detection | None:
        return next((each for each in reversed(self._found) if each.kind in kinds), None)

    def _swing_ns(self, each: Detection) -> int:
        """When the swing was; counted back in candles where it is too old to be at hand."""
        swing = self._by_id.get(each.of) if each.of else None
        if swing is not None:
            return swing.formed_ns
        return each.formed_ns - round(each.numbers.get("candles", 0)) * self._step_ns

    def _pair(self, pool: Detection) -> tuple[tuple[int, float], tuple[int, float]] | None:
        """Time and price of both swings of a pool; its band reaches from one to the other."""
        newer = self._by_id.get(DetectionId(pool.texts.get("swing", "")))
        if newer is None or newer.level is None or pool.low is None or pool.high is None:
            return None
        price = pool.low if newer.level == pool.high else pool.high
        older = [
            each.formed_ns
            for each in self._found
            if each.kind == newer.kind and each.level == price and each.formed_ns < newer.formed_ns
        ]
        return ((older[-1], price), (newer.formed_ns, newer.level)) if older else None


def _sweeps(found: Sequence[Detection]) -> Iterator[LiquiditySweep]:
    """Wicks that took what rested behind a swing, a pool or a period's extreme, and came back."""
    for each in found:
        if each.kind.removeprefix(INTERNAL) in _SWEPT and each.side and each.level is not None:
            beyond = each.numbers.get("beyond", 0.0)
            yield LiquiditySweep(
                side=each.side,
                price=each.level + (beyond if each.side == "bearish" else -beyond),
                at_ns=each.formed_ns,
                inner=_inner(each),
            )


def _entry(found: Sequence[Detection], span: DealingRange | None) -> Iterator[OpenZone]:
    """The zone of the optimal trade entry, once price was in it, while its range stands."""
    newest = next((each for each in reversed(found) if each.kind == "ote_entered"), None)
    if newest is None or newest.side is None or span is None:
        return
    if (newest.low, newest.high) == (span.low, span.high):
        low, high = newest.numbers["zone_low"], newest.numbers["zone_high"]
        at_ns = newest.formed_ns
        yield OpenZone(kind="ote", side=newest.side, low=low, high=high, from_ns=at_ns)


def _inner(each: Detection) -> bool:
    return each.kind.startswith(INTERNAL)
