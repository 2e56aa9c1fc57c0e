"""Specification of the refill under random trouble: nothing twice, nothing lost without a word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.conversation import Fetch, Reply, Step
from core.gaps import Gap
from core.market import Trade
from engine.feeds.bybit.past import Past
from engine.feeds.bybit.rest import Pace, RestDesk
from tests.support.bybit_rest import recent_trades, told
from tests.support.facts import NOON, SECOND, a_trade

_MEMORY = 12
_BUSY = Reply(status=503, body=b"")

_MOVES = st.lists(
    st.tuples(
        st.sampled_from(
            ["trade", "trade", "deaf trade", "wait", "lose", "connect", "answer", "answer", "fail"]
        ),
        st.integers(0, 5),
    ),
    max_size=40,
)


class World:
    """A venue that numbers its trades, a line to it that comes and goes, and our end."""

    def __init__(self) -> None:
        self.past = Past(RestDesk(Pace()), ["ETHUSDT"], [], category="spot")
        self.now_ns = NOON
        self.all: list[Trade] = []
        self.steps: list[Step] = []
        self.questions: list[Fetch] = []
        self.up = True
        # A fresh connection may be deaf at first: the venue sends only once it has subscribed us.
        self.hears = True

    def move(self, kind: str, number: int) -> None:
        match kind:
            case "trade":
                self.trade(number + 1, heard=self.up)
            case "deaf trade":
                self.trade(number + 1, heard=self.hears)
            case "wait":
                self.later(number)
            case "lose" if self.up:
                self.up = self.hears = False
                self.questions.clear()
                self.take(self.past.lost(self.now_ns))
            case "connect" if not self.up:
                self.up = True
                self.take(self.past.connected(self.now_ns))
            case "answer" if self.up and self.questions:
                seen = self.all[: len(self.all) - number]
                reply = recent_trades(seen[-_MEMORY:], now_ns=self.now_ns)
                self.take(self.past.fetched(self.questions.pop(0), reply, self.now_ns))
            case "fail" if self.up and self.questions:
                self.take(self.past.fetched(self.questions.pop(0), _BUSY, self.now_ns))
            case _:
                pass

    def trade(self, count: int, *, heard: bool) -> None:
        # An even number of trades shares the millisecond of the trade before.
        self.now_ns += SECOND // 1_000 * (count % 2)
        at_s = (self.now_ns - NOON) / SECOND
        frame = [a_trade(at_s=at_s, name=f"t{len(self.all) + more}") for more in range(count)]
        self.all += frame
        if heard:
            self.hears = True
            self.take(self.past.live_trades(frame, self.now_ns))

    def later(self, seconds: int) -> None:
        for _ in range(seconds * 4):
            self.now_ns += SECOND // 4
            if self.up:
                self.take(self.past.tick(self.now_ns))

    def settle(self) -> None:
        """At last the line is good, a trade comes, and every question has its answer."""
        self.move("connect", 0)
        self.trade(1, heard=True)
        for _ in range(150):
            self.later(1)
            self.move("answer", 0)

    def take(self, steps: list[Step]) -> None:
        self.steps += steps
        found = [step for step in steps if isinstance(step, Fetch)]
        self.questions += [fetch for fetch in found if fetch.purpose.startswith("trades")]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(moves=_MOVES)
def test_every_trade_is_told_once_or_lies_in_a_hole_that_the_ledger_names(
    moves: list[tuple[str, int]],
) -> None:
    world = World()
    world.trade(1, heard=True)
    for kind, number in moves:
        world.move(kind, number)
    world.settle()

    names = [trade.id for trade in told(world.steps, Trade)]
    rows = [gap for gap in told(world.steps, Gap) if gap.until_ns is not None]
    forgotten = [
        trade
        for trade in world.all
        if trade.id not in set(names)
        and not any(
            "memory" in row.healing and row.since_ns <= trade.at_ns <= (row.until_ns or 0)
            for row in rows
        )
    ]
    assert len(names) == len(set(names))
    assert forgotten == []
    opened = {gap.since_ns for gap in told(world.steps, Gap)}
    assert opened == {gap.since_ns for gap in rows}
