"""Two nodes of one chain, the faults that were ordered, and the clients in their doors."""

from collections import Counter
from dataclasses import dataclass

from standins.ethereum.board import Board
from standins.ethereum.clients import Clients
from standins.ethereum.faults import Fault
from standins.ethereum.faults.kinds import Standing
from standins.ethereum.limits import Limits
from standins.ethereum.node import Node
from standins.ethereum.rpc import Rpc, too_many
from standins.ethereum.source import BlockSource, Json
from standins.ethereum.view import View
from standins.session import Session, calmed
from standins.stage import Clock, Stage

LAGGING_BEHIND = 2
"""Blocks the second node is behind the first."""


@dataclass(frozen=True, slots=True)
class Rival:
    """A head that will not stay: its hash, and the number and hash of the one that will."""

    hash: str
    number: int
    first: str


class House:
    """What one port serves.

    Parameters
    ----------
    source
        The chain.
    stage
        Plays it.
    clock
        Nanoseconds since the epoch.
    """

    def __init__(self, source: BlockSource, stage: Stage, clock: Clock) -> None:
        self.source = source
        self.stage = stage
        front, behind = View(source, clock), View(source, clock, behind=LAGGING_BEHIND)
        # Each node has a board of its own: what happens at one does not spare the other.
        self.board, self._other_board = Board(clock), Board(clock)
        self.front = Rpc(Node(front, self.board))
        self.lagging = Rpc(Node(behind, self._other_board))
        self.clients = Clients()
        self._rival: Rival | None = None

    @property
    def nodes(self) -> tuple[Node, Node]:
        """The node at the head, and the one behind it."""
        return self.front.node, self.lagging.node

    @property
    def limits(self) -> Limits:
        """What clients get."""
        return self.front.node.view.limits

    async def play(self) -> None:
        """Let blocks come until there are no more."""
        await self.stage.play(self._act, lambda: calmed(self.clients.sessions))

    def order(self, fault: Fault) -> object:
        """Let a fault happen or stand; what can be told about it."""
        if not isinstance(fault, Standing):
            return fault.strike(self)
        for board in (self.board, self._other_board):
            board.post(fault)
        return self.board.standing()

    def forgive(self) -> None:
        """End all faults that stand, give back the usual limits, let dead lines speak again."""
        for board in (self.board, self._other_board):
            board.clear()
        self.limit(Limits())
        self.clients.wake()

    def stats(self) -> Json:
        """What ``GET /control/stats`` says."""
        return {
            "connections": self.clients.connections,
            "open": len(self.clients.sessions),
            "subscriptions": sum(len(node.subscriptions) for node in self.nodes),
            "sent": dict(sum((node.subscriptions.sent for node in self.nodes), Counter())),
            "answered": self.front.answered + self.lagging.answered,
            "head": self.source.head,
        }

    def hear(self, rpc: Rpc, session: Session, text: str) -> None:
        """A client says something over its socket."""
        if self.board.too_many() or not self.clients.may_ask(session, self.limits.concurrent):
            session.push(too_many())
            return
        late_s = self.board.delay_s()
        reply = rpc.answer(text, session)
        if reply is not None:
            self.clients.answer(session, reply.body, late_s=late_s)
        if len(rpc.node.subscriptions):
            self.stage.listened()

    def enter(self, session: Session) -> None:
        """A client connects."""
        self.clients.enter(session, buffered=self.limits.buffered)

    def leave(self, session: Session) -> None:
        """A client is gone."""
        for node in self.nodes:
            node.subscriptions.leave(session)
        self.clients.leave(session)

    def grow(self) -> str:
        """The next block comes; its hash."""
        if self.source.due() is None:
            message = "the recording is over: there are no more blocks"
            raise ValueError(message)
        if self._rival is not None:
            self._restore(self._rival)
        self.stage.published["blocks"] += 1
        block_hash = self.source.advance()
        for node in self.nodes:
            node.grown()
        self.front.node.gossiped()
        return block_hash

    def cut(self) -> None:
        """Cut every connection."""
        self.close(None)

    # What faults do: see `standins.ethereum.faults.kinds.Scene`.

    def mine(self, blocks: int) -> list[str]:
        """Let blocks come at once."""
        return [self.grow() for _ in range(blocks)]

    def reorganise(self, depth: int, longer: int, *, tip_only: bool) -> Json:
        """Replace the newest blocks."""
        self._rival = None
        gone, come = self.source.reorganise(depth, longer)
        for node in self.nodes:
            node.reorganised(gone, come, tip_only=tip_only)
        return {"gone": gone, "come": come}

    def rival(self) -> Json:
        """Announce another block of the head's height, until the next one comes."""
        number = self.source.head
        told = self.reorganise(1, 0, tip_only=False)
        (first,), (rival,) = self._hashes(told, "gone"), self._hashes(told, "come")
        self._rival = Rival(hash=rival, number=number, first=first)
        return {"first": first, "rival": rival}

    def say(self, frame: bytes) -> int:
        """Send a frame to every client."""
        return self.clients.say(frame)

    def close(self, code: int | None) -> int:
        """End every connection."""
        return self.clients.close(code)

    def silence(self, seconds: float | None) -> int:
        """Let every open connection go dead."""
        return self.clients.silence(seconds)

    def drop(self, *, told: bool) -> int:
        """Forget every subscription."""
        return sum(node.subscriptions.drop(told=told) for node in self.nodes)

    def ghost(self) -> int:
        """Repeat the head under an id nobody was given."""
        return self.front.node.subscriptions.ghost()

    def limit(self, limits: Limits) -> None:
        """Give clients more or less."""
        for node in self.nodes:
            node.view.limits = limits
        self.clients.buffer(limits.buffered)

    def _act(self) -> None:
        self.grow()

    def _restore(self, rival: Rival) -> None:
        """The first block of a height is the chain again, and its rival is gone."""
        self._rival = None
        self.source.restore(rival.number)
        for node in self.nodes:
            node.reorganised([rival.hash], [rival.first])

    @staticmethod
    def _hashes(told: Json, name: str) -> list[str]:
        hashes = told[name]
        return [str(one) for one in hashes] if isinstance(hashes, list) else []
