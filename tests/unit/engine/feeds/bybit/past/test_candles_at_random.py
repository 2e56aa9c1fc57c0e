"""Specification of a candle series in random trouble: each candle once, disorder only in holes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.conversation import Fetch, Reply, Step
from core.gaps import Gap
from core.market import Candle
from engine.feeds.bybit.past import Past
from engine.feeds.bybit.rest import Pace, RestDesk
from tests.support.bybit_rest import a_closed_minute, klines, told
from tests.support.facts import SECOND

_MINUTE = 60 * SECOND
_NOON = 1_750_000_000 * SECOND // _MINUTE * _MINUTE
_BUSY = Reply(status=503, body=b"")
_MOVES = st.lists(
    st.tuples(
        st.sampled_from(["close", "close", "deaf close", "lose", "connect", "answer", "fail"]),
        st.integers(1, 12),
    ),
    max_size=40,
)


class World:
    """A market whose candles close one after the other, heard or not, and our end of the line."""

    def __init__(self) -> None:
        self.past = Past(RestDesk(Pace()), ["ETHUSDT"], ["1m"], category="spot", candles=60)
        self.now_ns = _NOON + SECOND
        self.steps: list[Step] = []
        self.questions: list[Fetch] = []
        self.up = False

    def move(self, kind: str, number: int) -> None:
        match kind:
            case "close" | "deaf close":
                self.until_the_next_close(heard=self.up and kind == "close")
                self.seconds(number)
            case "lose" if self.up:
                self.up = False
                self.questions.clear()
                self.take(self.past.lost(self.now_ns))
            case "connect" if not self.up:
                self.up = True
                self.take(self.past.connected(self.now_ns))
            case "answer" if self.up and self.questions:
                fetch = self.questions.pop(0)
                self.take(self.past.fetched(fetch, klines(fetch, now_ns=self.now_ns), self.now_ns))
            case "fail" if self.up and self.questions:
                self.take(self.past.fetched(self.questions.pop(0), _BUSY, self.now_ns))
            case _:
                pass

    def until_the_next_close(self, *, heard: bool) -> None:
        open_ns = self.now_ns // _MINUTE * _MINUTE
        while self.now_ns < open_ns + _MINUTE:
            self.seconds(1)
        self.now_ns = open_ns + _MINUTE
        if heard:
            self.take(self.past.live_candles([a_closed_minute(open_ns)], self.now_ns))

    def seconds(self, count: int) -> None:
        for _ in range(count):
            self.now_ns += SECOND
            if self.up:
                self.take(self.past.tick(self.now_ns))

    def settle(self) -> None:
        """At last the line is good, a candle closes, and every question has its answer."""
        self.move("connect", 1)
        for _ in range(8):
            self.until_the_next_close(heard=True)
            self.seconds(5)
            self.move("answer", 1)

    def take(self, steps: list[Step]) -> None:
        self.steps += steps
        found = [step for step in steps if isinstance(step, Fetch)]
        self.questions += [fetch for fetch in found if fetch.purpose.startswith("candles")]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(moves=_MOVES)
def test_every_candle_is_told_as_closed_once_and_out_of_order_only_while_a_hole_is_open(
    moves: list[tuple[str, int]],
) -> None:
    world = World()
    world.move("connect", 1)
    for kind, number in moves:
        world.move(kind, number)
    world.settle()

    candles = [candle for candle in told(world.steps, Candle) if candle.closed]
    opens = [candle.open_ns for candle in candles]
    assert len(opens) == len(set(opens))
    assert set(opens) >= set(range(_NOON, max(opens) + 1, _MINUTE))
    disordered = [
        candle
        for place, candle in enumerate(world.steps)
        if isinstance(candle, Candle)
        and candle.closed
        and candle.open_ns < newest_before(world.steps[:place])
        and not holes_open(world.steps[:place])
    ]
    assert disordered == []
    assert holes_open(world.steps) == set()


def newest_before(steps: list[Step]) -> int:
    return max((candle.open_ns for candle in told(steps, Candle) if candle.closed), default=-1)


def holes_open(steps: list[Step]) -> set[int]:
    rows = told(steps, Gap)
    closed = {gap.since_ns for gap in rows if gap.until_ns is not None}
    return {gap.since_ns for gap in rows} - closed
