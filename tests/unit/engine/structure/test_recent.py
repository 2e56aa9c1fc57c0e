"""Specification of the newest candles: who stands out, and who pushed last."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection import Direction
from engine.structure.bar import Bar
from engine.structure.recent import Recent


def a_bar(index: int, open_: float, close: float, *, after_hole: bool = False) -> Bar:
    return Bar(
        index=index,
        open_ns=index,
        close_ns=index + 1,
        seen_ns=index + 1,
        late_ns=0,
        open=open_,
        high=max(open_, close),
        low=min(open_, close),
        close=close,
        volume=1,
        atr=None,
        after_hole=after_hole,
    )


def highs(*prices: float) -> list[Bar]:
    return [a_bar(index, price, price) for index, price in enumerate(prices)]


def turned(recent: Recent, length: int) -> bool:
    """Whether the candle so many ago has no rival among as many before and after it."""
    turn = recent.bars[-1 - length]
    oldest = turn.index - length
    return turn.high_rival < oldest or turn.low_rival < oldest


def test_a_high_turns_above_those_before_and_not_below_those_after() -> None:
    recent = Recent(2)

    turns = []
    for bar in highs(1, 2, 5, 5, 4, 3, 3, 3):
        recent.take(bar)
        turns.append(turned(recent, 2))

    # The first of the two fives, when two candles after it are known; then no low stands out.
    assert turns == [False, False, False, False, True, False, False, True]


def test_candles_before_a_hole_have_no_neighbours_after_it() -> None:
    recent = Recent(1)

    for bar in (*highs(1, 5), a_bar(2, 4, 4, after_hole=True), a_bar(3, 3, 3)):
        recent.take(bar)
        assert not turned(recent, 1)


def test_the_last_push_is_known_however_long_ago_it_was() -> None:
    recent = Recent(1)
    rising, *flat = [a_bar(0, 1, 2), *(a_bar(index, 2, 2) for index in range(1, 300))]

    for bar in (rising, *flat):
        recent.take(bar)

    assert recent.last("bullish", 299) is rising
    assert recent.last("bearish", 299) is None


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=200),
    st.integers(1, 4),
)
def test_what_turns_and_what_pushed_is_what_a_look_at_all_candles_says(
    moves: list[tuple[int, int]], length: int
) -> None:
    recent = Recent(4)
    bars = [a_bar(index, open_, close) for index, (open_, close) in enumerate(moves)]

    for bar in bars:
        recent.take(bar)
        seen = bars[: bar.index + 1]

        assert turned(recent, length) is turns(seen, length)
        for side in ("bullish", "bearish"):
            assert recent.last(side, bar.index) is last(seen, side)


def turns(seen: list[Bar], length: int) -> bool:
    middle = len(seen) - 1 - length
    if middle < length:
        return False
    turn, before, after = seen[middle], seen[middle - length : middle], seen[middle + 1 :]
    top = all(bar.high < turn.high for bar in before) and all(b.high <= turn.high for b in after)
    bottom = all(bar.low > turn.low for bar in before) and all(b.low >= turn.low for b in after)
    return top or bottom


def last(seen: list[Bar], side: Direction) -> Bar | None:
    up = side == "bullish"
    return next((b for b in reversed(seen) if (b.close > b.open if up else b.close < b.open)), None)
