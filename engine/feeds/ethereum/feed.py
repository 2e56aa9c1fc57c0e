"""The conversation with an Ethereum node: who of its parts hears which frame."""

from collections.abc import Mapping

import msgspec

from core.chain import WEI_PER_ETH
from core.conversation import Fetch, Reconnect, Reply, Standing, Step, Unreadable
from core.errors import BrokenInputError
from core.time_units import SECOND_NS
from engine.feeds.ethereum.networks.chains import NETWORKS, Network
from engine.feeds.ethereum.networks.thresholds import Thresholds
from engine.feeds.ethereum.node import identity, rpc, subscriptions
from engine.feeds.ethereum.node.envelopes import opened
from engine.feeds.ethereum.node.refusals import BUSY, is_timed_out, shut_door
from engine.feeds.ethereum.parts import Asker, parts_of
from engine.feeds.ethereum.road import block_road as road
from engine.feeds.ethereum.road import finality, heads, internal, receipt_desk
from engine.feeds.ethereum.road.chain import HeaderChain
from engine.feeds.ethereum.road.comparison import Comparison
from engine.feeds.ethereum.road.internal import InternalMode

_BLOCKS = "blocks"


class EthereumFeed:
    """Blocks and what moved in them, from any node, over a WebSocket or plain HTTP.

    Promises: nothing is told before the node has named the right chain; blocks come in the order of
    the chain, each after its parent and after its own transfers; gaps are filled; a block that
    leaves the chain is retracted before its replacement is told; each transfer carries its
    receipt's status, or ``unknown`` where the node gives no receipts; whatever was missed for a
    while, or for good, is told as a `Gap`.

    Parameters
    ----------
    network
        The chain.
    least
        Smaller moves are not told; by default those below one ether, or what corresponds to it.
    cursor, max_backfill
        See `HeaderChain`.
    subscribes
        False for an address that cannot notify (HTTP): the head is asked for every ``poll_s``.
    poll_s
        Seconds between those questions, also for a node that refuses to notify; by default half
        of the block time, at least one.
    internal
        Where moves inside of calls are looked for; see `InternalMoves`.
    watched
        Addresses whose pending transactions are told where the node has such a list.
    setting
        What the operator has to look at when the node serves nothing; by default
        ``WHALE_<CHAIN>_WS``.
    """

    def __init__(
        self,
        *,
        network: Network = NETWORKS["ethereum"],
        least: Thresholds | None = None,
        cursor: tuple[int, str] | None = None,
        max_backfill: int | None = None,
        subscribes: bool = True,
        poll_s: float | None = None,
        internal: InternalMode = "auto",
        watched: frozenset[str] = frozenset(),
        setting: str | None = None,
    ) -> None:
        self.name = network.name
        self.network = network
        self._setting = setting or f"WHALE_{network.name.upper()}_WS"
        self._parts = parts_of(
            network,
            least=least or Thresholds.of(network, ether_wei=WEI_PER_ETH),
            cursor=cursor,
            max_backfill=max_backfill,
            subscribes=subscribes,
            poll_s=poll_s,
            internal=internal,
            watched=watched,
            setting=self._setting,
        )
        self._subscribes = subscribes
        self._askers = self._by_purpose()
        self._heard_ns = 0

    @property
    def chain(self) -> HeaderChain:
        """The blocks that were read, to be compared with what others tell."""
        return self._parts.chain

    def connected(self, now_ns: int) -> list[Step]:
        """Ask whose chain this is, subscribe, and ask for the head that is there."""
        self._heard_ns = now_ns
        self._parts.requests.forget()
        self._parts.subscriptions.connected()
        self._parts.road.connected()
        self._parts.finality.connected()
        steps: list[Step] = [
            self._parts.identity.connected(now_ns),
            *self._parts.heads.connected(now_ns),
        ]
        if self._subscribes:
            steps += self._parts.watch.subscribe(now_ns)
        return [*steps, *self._parts.internal.connected(now_ns)]

    def lost(self, reason: str, now_ns: int) -> list[Step]:
        """No block is missed for good: the next connection fetches them from the last one on."""
        return [*self._parts.heads.lost(reason, now_ns), *self._parts.watch.lost(reason, now_ns)]

    def tick(self, now_ns: int) -> list[Step]:
        """Ask what is due, repeat what got no answer, give up a connection that says nothing."""
        silent_ns = now_ns - self._heard_ns
        if silent_ns > self._parts.heads.silence_ns:
            return [Reconnect(reason=f"no frame for {silent_ns // SECOND_NS} s")]
        steps: list[Step] = [*self._parts.requests.due(now_ns)]
        for request in self._parts.requests.overdue(now_ns):
            steps += self._refused(request, rpc.NO_ANSWER, now_ns)
        steps += self._parts.heads.due(now_ns)
        steps += self._parts.finality.due(now_ns)
        return [*steps, *self._go_on(now_ns)]

    def fetched(self, fetch: Fetch, reply: Reply | None, now_ns: int) -> list[Step]:
        """Nothing: all questions of this feed go over the connection."""
        del fetch, reply, now_ns
        return []

    def received(self, frame: bytes, now_ns: int) -> list[Step]:
        """Read one frame. What cannot be read is handed back with the reason."""
        self._heard_ns = now_ns
        try:
            answer = opened(frame)
            steps = self._heard(answer, now_ns)
        except (msgspec.MsgspecError, BrokenInputError, ValueError) as error:
            return [Unreadable(reason=str(error), frame=frame)]
        return [*steps, *self._go_on(now_ns)]

    def standings(self, now_ns: int) -> Mapping[str, Standing]:
        """How each topic does; lists of watched addresses only where they are subscribed."""
        watched = {topic: self._parts.watch.standing(topic) for topic in self._parts.watch.topics}
        return {
            heads.TOPIC: self._parts.heads.standing(now_ns),
            **self._parts.road.standings(),
            internal.TOPIC: self._parts.internal.standing(),
            finality.PURPOSE: self._parts.finality.standing(),
            **(watched if self._subscribes else {}),
        }

    def watch(self, addresses: frozenset[str], now_ns: int) -> list[Step]:
        """Watch these addresses from now on, on the connection that stands."""
        changed = self._parts.watch.change(addresses)
        return self._parts.watch.subscribe(now_ns) if changed and self._subscribes else []

    def witnessed(self, found: Comparison, now_ns: int) -> list[Step]:
        """A second provider was compared with what was read."""
        self._parts.heads.compared(found, now_ns)
        if found.proven:
            self._parts.road.proven(now_ns)
            return [*self._parts.holes.close(_BLOCKS, "both providers agree again", now_ns=now_ns)]
        if not found.disputed:
            return []
        reason = (
            f"block {found.height} is {found.ours} here and {found.theirs} at a second provider"
        )
        healing = "compared until they agree"
        return [*self._parts.holes.open(_BLOCKS, reason, healing=healing, now_ns=now_ns)]

    def _heard(self, answer: rpc.Answer, now_ns: int) -> list[Step]:
        if answer.params is not None:
            return self._notified(answer.params, now_ns)
        request = None if answer.id is None else self._parts.requests.answered(answer.id)
        if answer.error is not None and (request is not None or answer.id is None):
            return self._refused(request, answer.error, now_ns)
        if request is None or request.purpose not in self._askers:
            return []
        try:
            return self._askers[request.purpose].answered(request, answer.result, now_ns)
        except (msgspec.MsgspecError, BrokenInputError, ValueError) as error:
            # An answer that cannot be read is worth as much as none: the question is asked again.
            reason = f"{request.method}: {error}"
            unreadable = Unreadable(reason=reason, frame=bytes(answer.result))
            again = self._refused(request, rpc.RpcError(message="unreadable"), now_ns)
            return [unreadable, *again]

    def _notified(self, notification: rpc.Notification, now_ns: int) -> list[Step]:
        name = notification.subscription
        topic = self._parts.subscriptions.topic_of(name)
        if topic is not None and topic != heads.TOPIC:
            return self._parts.watch.notified(topic, notification.result, now_ns)
        steps: list[Step] = []
        goodbye = self._parts.subscriptions.stranger(name, now_ns) if topic is None else None
        if goodbye is not None:
            reason = "a notification came under an id that was never given"
            steps += [*goodbye, *self._subscribe_again(reason, now_ns)]
        self._parts.heads.announced(notification.result, now_ns, ours=topic is not None)
        return steps

    def _refused(self, request: rpc.Request | None, error: rpc.RpcError, now_ns: int) -> list[Step]:
        if door := shut_door(error, setting=self._setting):
            return [Reconnect(reason=door, elsewhere=True)]
        if is_timed_out(error):
            return self._subscribe_again("the node ended the subscription: timed out", now_ns)
        if error.code == BUSY or request is None:
            self._parts.requests.busy(request, now_ns)
            self._parts.road.busy()
            return []
        asker = self._askers.get(request.purpose)
        steps = asker.refused(request, error, now_ns) if asker else []
        if request.about == heads.TOPIC:
            steps += self._parts.heads.subscription_refused(now_ns)
        return steps

    def _subscribe_again(self, reason: str, now_ns: int) -> list[Step]:
        steps = self._parts.heads.subscribe_again(reason, now_ns)
        for topic in self._parts.watch.topics:
            steps += self._parts.subscriptions.again(topic, reason, now_ns)
        return steps

    def _go_on(self, now_ns: int) -> list[Step]:
        """Read on as far as can be, now that something has been heard or time has passed."""
        if not self._parts.identity.sure:
            return []
        steps = self._parts.road.next(now_ns)
        return [*steps, *self._parts.heads.mend(now_ns, idle=self._parts.road.idle)]

    def _by_purpose(self) -> Mapping[str, Asker]:
        return {
            identity.PURPOSE: self._parts.identity,
            heads.PURPOSE: self._parts.heads,
            subscriptions.PURPOSE: self._parts.subscriptions,
            road.BLOCK: self._parts.road,
            road.PAST: self._parts.road,
            receipt_desk.PURPOSE: self._parts.road,
            internal.PURPOSE: self._parts.internal,
            finality.PURPOSE: self._parts.finality,
        }
