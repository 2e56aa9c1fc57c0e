"""Which heads there are: announced by the node, or asked for; and the hole while none come."""

from typing import Literal

import msgspec

from core.conversation import Condition, Reconnect, Send, Standing, Step
from core.time_units import SECOND_NS
from engine.feeds.ethereum.contents.blocks import RpcHeader
from engine.feeds.ethereum.node import rpc
from engine.feeds.ethereum.node.holes import Holes
from engine.feeds.ethereum.node.polling import HeadPoll
from engine.feeds.ethereum.node.pulse import Pulse
from engine.feeds.ethereum.node.refusals import is_unserved, quoted
from engine.feeds.ethereum.node.subscriptions import Subscriptions
from engine.feeds.ethereum.road.chain import HeaderChain
from engine.feeds.ethereum.road.comparison import Comparison

PURPOSE = "head"
TOPIC = "newHeads"
_LATE_BLOCKS = 5
_LATE_NS = 60 * SECOND_NS
_MENDED = "subscribed again; blocks fetched"
_Needs = Literal["nothing", "head", "announcement"]
"""What has to come before an open hole can be closed."""
_VAIN = 3
"""So many subscriptions in a row that brought nothing: this node announces to others."""


class Heads:
    """Hands every head to the header chain, wherever it comes from.

    Parameters
    ----------
    chain, requests, subscriptions, holes
        Who takes the heads, where questions are asked, what is subscribed, where holes are told.
    subscribes
        Whether heads can be announced at all; they cannot over HTTP.
    poll_s
        Seconds between questions where they are not.
    block_s
        Seconds between blocks, about.
    resumed
        Whether an earlier run has read this chain.
    """

    def __init__(
        self,
        chain: HeaderChain,
        *,
        requests: rpc.Requests,
        subscriptions: Subscriptions,
        holes: Holes,
        subscribes: bool,
        poll_s: float,
        block_s: float,
        resumed: bool,
    ) -> None:
        self._chain = chain
        self._requests = requests
        self._subscriptions = subscriptions
        self._holes = holes
        self._subscribes = subscribes
        self._poll_s = poll_s
        self._block_ns = int(block_s * SECOND_NS)
        self._late_ns = max(_LATE_NS, _LATE_BLOCKS * self._block_ns)
        self._behind = 0
        self._poll = HeadPoll(poll_s=poll_s)
        self._resumed = resumed
        self._pulse = Pulse(TOPIC)
        self._from = 0
        self._needs: _Needs = "nothing"
        self._vain = 0
        self._alone = ""
        self._lost = "not connected yet"

    @property
    def silence_ns(self) -> int:
        """How long the connection may say nothing at all before it is given up."""
        return self._poll.silence_ns

    def connected(self, now_ns: int) -> list[Step]:
        """Subscribe, and ask for the head that is there."""
        self._alone = "" if self._subscribes else "this address has no subscriptions"
        self._lost, self._vain = "", 0
        self._poll.connected(now_ns, alone=not self._subscribes)
        if self._subscribes:
            wanted = self._subscriptions.want(TOPIC, [TOPIC], mended="", now_ns=now_ns)
            return [*wanted, self.ask(now_ns)]
        return [self.ask(now_ns)]

    def lost(self, reason: str, now_ns: int) -> list[Step]:
        """Heads are missed from here on; the next connection fetches their blocks."""
        self._lost = reason
        self._needs = "head"
        healing = "blocks are fetched with the next connection"
        return self._open(f"connection lost: {reason}", healing, now_ns)

    def ask(self, now_ns: int) -> Send:
        """Ask for the head."""
        params: list[object] = ["latest", False]
        return self._requests.ask(PURPOSE, "eth_getBlockByNumber", params, now_ns)

    def due(self, now_ns: int) -> list[Step]:
        """The question for the head, when it is time for it."""
        if not self._poll.due(now_ns) or self._requests.asks(PURPOSE):
            return []
        return [self.ask(now_ns)]

    def announced(self, raw: msgspec.Raw, now_ns: int, *, ours: bool) -> None:
        """A head was announced; ``ours`` if it came under the subscription that stands."""
        header = rpc.headers.decode(raw)
        if header is None:
            return
        self._take(header, now_ns)
        if ours:
            self._poll.announced()
            self._vain, self._needs = 0, "nothing"

    def answered(self, request: rpc.Request, raw: msgspec.Raw, now_ns: int) -> list[Step]:
        """Our own question was answered: a head, and whether it should have been announced."""
        del request
        header = rpc.headers.decode(raw)
        if header is None:
            return []
        if self._needs == "head":
            self._needs = "nothing"
        if not self._poll.answered(news=self._take(header, now_ns)):
            return []
        self._vain += 1
        if self._vain > _VAIN:
            reason = f"subscribed {_VAIN} times, and the node announces no head"
            return [Reconnect(reason=reason, elsewhere=True)]
        reason = "new heads were not announced, they were found by asking"
        return self.subscribe_again(reason, now_ns)

    def refused(self, request: rpc.Request, error: rpc.RpcError, now_ns: int) -> list[Step]:
        """The head is asked for again with the next turn anyway."""
        del request, error, now_ns
        return []

    def subscribe_again(self, reason: str, now_ns: int) -> list[Step]:
        """The subscription has died on an open socket."""
        if self._poll.alone:
            return []
        steps = self._open(reason, _MENDED, now_ns)
        self._needs = "announcement"
        return [*steps, *self._subscriptions.again(TOPIC, reason, now_ns)]

    def subscription_refused(self, now_ns: int) -> list[Step]:
        """A node that announces nothing is asked for each head; one in trouble is left."""
        refusal = self._subscriptions.refusal(TOPIC)
        if refusal is None:
            return []
        if not is_unserved(refusal):
            reason = f"newHeads refused: {quoted(refusal)}"
            return [Reconnect(reason=reason, elsewhere=True)]
        self._alone = f"this node has no subscriptions ({quoted(refusal)})"
        self._needs = "nothing"
        self._poll.connected(now_ns, alone=True)
        return []

    def mend(self, now_ns: int, *, idle: bool) -> list[Step]:
        """Tell a hole where heads are missing, and that it is closed when all blocks are read."""
        hole = self._chain.hole()
        if hole is not None and (self._resumed or not self._poll.alone):
            # Who asks for heads is told some and not others; that is no hole.
            return self._open(self._missing(hole), "fetched by their numbers", now_ns)
        if not idle or not self._pulse.frames:
            return []
        self._resumed = False
        if self._holes.of(TOPIC) is None or self._needs != "nothing" or self._lost:
            return []
        tip = self._chain.tip
        count = tip.number - self._from if tip else 0
        words = f"{count} blocks fetched" if count > 0 else "no block was missed"
        return [*self._holes.close(TOPIC, words, now_ns=now_ns)]

    def standing(self, now_ns: int) -> Standing:
        """How the head does."""
        condition, why = self._condition(now_ns)
        if self._poll.alone and condition == "live":
            why = f"{self._alone}: the head is asked for every {self._poll_s:g} s"
        return self._pulse.standing(self._holes, condition, why)

    def compared(self, found: Comparison, now_ns: int) -> None:
        """Another source was asked for its heads."""
        self._behind = found.behind
        if found.proven:
            self._pulse.proven_ns = now_ns

    def _condition(self, now_ns: int) -> tuple[Condition, str]:
        if not self._pulse.frames:
            return "waiting", self._lost
        if self._lost:
            return "late", self._lost
        if self._chain.lags:
            return "late", "this node is behind the blocks that were read before"
        silent_ns = now_ns - self._pulse.seen_ns
        if silent_ns > self._late_ns:
            return "late", f"no new head for {silent_ns // SECOND_NS} s"
        if self._behind * self._block_ns > self._late_ns:
            return "late", f"{self._behind} blocks behind the second provider"
        return "live", ""

    def _take(self, header: RpcHeader, now_ns: int) -> bool:
        news = self._chain.head(header, now_ns)
        if news or not self._pulse.frames:
            self._pulse.beat(now_ns, at_ns=header.at_ns)
        return news

    def _missing(self, hole: range) -> str:
        first, last = hole.start, hole.stop - 1
        if self._resumed:
            blocks = f"block {first}" if first == last else f"blocks {first} to {last}"
            return f"{blocks} came while nobody read"
        named = f"head {first}" if first == last else f"heads {first} to {last}"
        return f"{named} came unannounced"

    def _open(self, reason: str, healing: str, now_ns: int) -> list[Step]:
        tip = self._chain.tip
        if tip is None or self._holes.of(TOPIC) is not None:
            return []
        self._from = tip.number
        return [*self._holes.open(TOPIC, reason, healing=healing, now_ns=now_ns)]
