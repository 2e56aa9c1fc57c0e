"""Specification of the one promise: whatever a node does, what stands in the end is the chain."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.gaps import Gap
from engine.feeds.ethereum import EthereumFeed
from tests.support.ethereum import Node, a_block

HELD = {"eth_getBlockByHash", "eth_getBlockByNumber", "eth_getBlockReceipts"}
BUSY = {"jsonrpc": "2.0", "error": {"code": 429, "message": "slow down"}}

orders = st.one_of(
    st.tuples(st.just("mine"), st.booleans()),
    st.tuples(st.just("replace"), st.integers(1, 6), st.integers(0, 2), st.sampled_from("ant")),
    st.tuples(st.just("cut")),
    st.tuples(st.just("restart")),
    st.tuples(st.just("hold")),
    st.tuples(st.just("release"), st.booleans()),
    st.tuples(st.just("pass"), st.sampled_from([0.3, 1.1, 4.0, 11.0])),
    st.tuples(st.just("complain")),
    st.tuples(st.just("end subscriptions")),
)


class World:
    """A chain that lives through orders, and the node that tells of it.

    A ``forgetful`` node has thrown away whatever is not the chain now.
    """

    def __init__(self, *, forgetful: bool) -> None:
        self._forgetful = forgetful
        self.node = Node(EthereumFeed(internal="off"))
        self.chain = [a_block(1)]
        self._branches = 0
        self.node.has(self.chain[0])
        self.node.connect()

    def obey(self, name: str, *details: Any) -> None:  # noqa: ANN401  as drawn
        orders: dict[str, Callable[..., object]] = {
            "mine": self.mine,
            "replace": self.replace,
            "cut": self.cut,
            "restart": self.restart,
            "hold": lambda: self.node.mute.update(HELD),
            "release": self.release,
            "pass": self.node.later,
            "complain": lambda: self.node.says(BUSY),
            "end subscriptions": self.end_subscriptions,
        }
        orders[name](*details)

    def mine(self, told: bool = True) -> None:  # noqa: FBT001, FBT002  as drawn
        self._grow("a" if told else "n", 1)

    def replace(self, depth: int, longer: int, told: str) -> None:
        """Another branch; told head by head (a), by its tip alone (t), or not at all (n)."""
        depth = min(depth, len(self.chain) - 1)
        self.chain = self.chain[: len(self.chain) - depth]
        self._branches += 1
        self._grow(told, depth + longer)

    def cut(self) -> None:
        self.node.disconnect("1006")
        self.node.kept.clear()
        self.node.connect()

    def restart(self) -> None:
        """Another run goes on behind the last block; it can only ask the node for those before."""
        if not self._forgetful:
            last = self.node.standing[-1]
            cursor = int(self.node.blocks[last]["number"], 16), last
            self.node.feed = self.node.peer = EthereumFeed(internal="off", cursor=cursor)
            self.node.kept.clear()
            self.node.facts = [one for one in self.node.facts if not isinstance(one, Gap)]
            self.node.connect()

    def release(self, backwards: bool) -> None:  # noqa: FBT001  as drawn
        if backwards:
            self.node.kept.reverse()
        self.node.answers_now()

    def end_subscriptions(self) -> None:
        self.node.says({"error": {"code": -32000, "message": "Subscription timed out"}})

    def calm(self) -> None:
        """The node behaves again, and the chain goes on."""
        self.node.answers_now()
        for _ in range(40):
            self.node.later(4)
        self.mine()
        for _ in range(10):
            self.node.later(4)
        self.mine()

    def _grow(self, told: str, blocks: int) -> None:
        for _ in range(blocks):
            number = len(self.chain) + 1
            parent = self.chain[-1]["hash"]
            self.chain.append(a_block(number, branch=f"{self._branches}x", parent=parent))
        self.node.canonical = {at: block["hash"] for at, block in enumerate(self.chain, 1)}
        new = self.chain[len(self.chain) - blocks :]
        if self._forgetful:
            self.node.blocks.clear()
        self.node.blocks |= {block["hash"]: block for block in self.chain}
        for block in {"a": new, "t": new[-1:], "n": []}[told]:
            self.node.notifies(block)


@settings(max_examples=150, deadline=None)
@given(st.lists(orders, max_size=40), st.booleans())
def test_what_stands_in_the_end_is_the_chain(
    lived: list[tuple[Any, ...]],
    forgetful: bool,  # noqa: FBT001  as drawn
) -> None:
    world = World(forgetful=forgetful)

    for order in lived:
        world.obey(*order)
    world.calm()

    assert world.node.standing == [block["hash"] for block in world.chain]
    assert world.node.opened == []
