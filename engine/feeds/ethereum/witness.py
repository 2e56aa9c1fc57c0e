"""A second provider of the same chain, asked now and then whether it tells the same blocks.

What it says of a block some way below its head is compared with what was read. Equal hashes prove
all blocks up to there, since a hash covers its parent's. Different ones mean that one of the two
follows a chain that the rest has left.
"""

from collections import OrderedDict
from collections.abc import Mapping

import msgspec

from core.conversation import Condition, Fetch, Reconnect, Reply, Send, Standing, Step, Unreadable
from core.time_units import SECOND_NS
from engine.feeds.ethereum.feed import EthereumFeed
from engine.feeds.ethereum.node import rpc
from engine.feeds.ethereum.node.identity import PURPOSE as IDENTITY
from engine.feeds.ethereum.node.identity import Identity
from engine.feeds.ethereum.node.refusals import BUSY, shut_door
from engine.feeds.ethereum.road.comparison import Comparison, compare

_REMEMBERED = 128
_SETTLED = 4
"""So many blocks below its head is asked for: the newest may still be replaced on either side."""
_SILENT_ROUNDS = 4


class Witness:
    """The conversation with the second provider; a feed of its own that tells no blocks.

    What it finds goes into the standings and the ledger of the feed it stands beside.

    Parameters
    ----------
    feed
        The feed whose blocks are compared.
    interval_s
        Seconds between comparisons.
    setting
        What the operator has to look at when this provider serves nothing.
    """

    def __init__(
        self,
        feed: EthereumFeed,
        *,
        interval_s: float = 15.0,
        setting: str = "WHALE_ETHEREUM_WITNESS",
    ) -> None:
        self.name = f"{feed.name} witness"
        self._feed = feed
        self._interval_ns = int(interval_s * SECOND_NS)
        self._setting = setting
        self._requests = rpc.Requests()
        self._identity = Identity(feed.network, self._requests, setting=setting)
        self._hashes: OrderedDict[int, str] = OrderedDict()
        self._head = 0
        self._head_ns = 0
        self._asked_ns = 0
        self._heard_ns = 0
        self._proven_ns = 0
        self._frames = 0
        self._compared = Comparison(height=0)
        self._lost = "not connected yet"

    def connected(self, now_ns: int) -> list[Step]:
        """Ask whose chain this is, and for its head."""
        self._heard_ns = now_ns
        self._lost = ""
        self._requests.forget()
        return [self._identity.connected(now_ns), self._ask_head(now_ns)]

    def lost(self, reason: str, now_ns: int) -> list[Step]:
        """Nothing is compared meanwhile; no block is missed by that."""
        del now_ns
        self._lost = reason
        return []

    def fetched(self, fetch: Fetch, reply: Reply | None, now_ns: int) -> list[Step]:
        """Nothing: all questions go over the connection."""
        del fetch, reply, now_ns
        return []

    def tick(self, now_ns: int) -> list[Step]:
        """The next comparison, when it is due."""
        if now_ns - self._heard_ns > max(30 * SECOND_NS, _SILENT_ROUNDS * self._interval_ns):
            return [Reconnect(reason="the second provider says nothing")]
        steps: list[Step] = [*self._requests.due(now_ns)]
        for request in self._requests.overdue(now_ns):
            steps += self._refused(request, rpc.NO_ANSWER, now_ns)
        if now_ns - self._asked_ns >= self._interval_ns:
            steps.append(self._ask_head(now_ns))
        return steps

    def received(self, frame: bytes, now_ns: int) -> list[Step]:
        """An answer."""
        self._heard_ns = now_ns
        self._frames += 1
        try:
            answer = rpc.answers.decode(frame)
            request = None if answer.id is None else self._requests.answered(answer.id)
            if answer.error is not None and (request is not None or answer.id is None):
                return self._refused(request, answer.error, now_ns)
            return [] if request is None else self._answered(request, answer.result, now_ns)
        except (msgspec.MsgspecError, ValueError) as error:
            return [Unreadable(reason=str(error), frame=frame)]

    def standings(self, now_ns: int) -> Mapping[str, Standing]:
        """How the comparison goes."""
        del now_ns
        found = self._compared
        condition: Condition = "waiting"
        if self._lost:
            why = self._lost
        elif found.disputed:
            condition = "broken"
            why = f"block {found.height} is {found.theirs} there and {found.ours} here"
        elif found.proven:
            condition, why = "live", f"equal up to block {found.height}"
        else:
            why = "no settled block that both have told yet"
        times = {"at_ns": self._head_ns, "seen_ns": self._heard_ns, "proven_ns": self._proven_ns}
        return {"head": Standing(condition=condition, why=why, frames=self._frames, **times)}

    def _ask_head(self, now_ns: int) -> Send:
        self._asked_ns = now_ns
        return self._requests.ask("head", "eth_getBlockByNumber", ["latest", False], now_ns)

    def _answered(self, request: rpc.Request, raw: msgspec.Raw, now_ns: int) -> list[Step]:
        if request.purpose == IDENTITY:
            return self._identity.answered(request, raw, now_ns)
        header = rpc.headers.decode(raw)
        if header is None or not self._identity.sure:
            return []
        if request.purpose == "head":
            self._head, self._head_ns = header.height, header.at_ns
            settled: list[object] = [hex(max(0, header.height - _SETTLED)), False]
            return [self._requests.ask("settled", "eth_getBlockByNumber", settled, now_ns)]
        self._remember(header.height, header.hash)
        self._compared = compare(self._feed.chain, self._hashes, head=self._head)
        if self._compared.proven:
            self._proven_ns = now_ns
        return self._feed.witnessed(self._compared, now_ns)

    def _remember(self, number: int, block_hash: str) -> None:
        self._hashes.pop(number, None)
        self._hashes[number] = block_hash
        while len(self._hashes) > _REMEMBERED:
            self._hashes.popitem(last=False)

    def _refused(self, request: rpc.Request | None, error: rpc.RpcError, now_ns: int) -> list[Step]:
        if door := shut_door(error, setting=self._setting):
            return [Reconnect(reason=door, elsewhere=True)]
        if error.code == BUSY or request is None:
            self._requests.busy(request, now_ns)
            return []
        if request.purpose == IDENTITY:
            return self._identity.refused(request, error, now_ns)
        return []
