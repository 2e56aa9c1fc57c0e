"""What is subscribed on this connection, and what is done when a subscription dies.

A subscription can die while its socket lives: a public node ends a quiet one, a balancer moves us
to a node that knows nothing of it. It is asked for again then, on the open socket, and the ledger
says so.
"""

from dataclasses import dataclass

import msgspec

from core.conversation import Reconnect, Step
from engine.feeds.ethereum.node import rpc
from engine.feeds.ethereum.node.holes import Holes
from engine.feeds.ethereum.node.refusals import is_unserved, quoted

PURPOSE = "subscription"
_GOODBYE = "unsubscription"
_TRIES = 4
_STRANGERS = 16
"""Ids nobody gave us that are borne with; with more of them, we are taken for somebody else."""


@dataclass(slots=True)
class Subscription:
    """One ``eth_subscribe``: what was asked for, the id it got, or the words it was refused with.

    ``mended`` is what the ledger says once it is subscribed again; it is "" where somebody else
    knows when the hole is over.
    """

    params: list[object]
    mended: str
    id: str | None = None
    refusal: rpc.RpcError | None = None


class Subscriptions:
    """The subscriptions of one connection, by topic.

    Parameters
    ----------
    requests
        Where questions are asked.
    holes
        Where holes are told.
    """

    def __init__(self, requests: rpc.Requests, holes: Holes) -> None:
        self._requests = requests
        self._holes = holes
        self._by_topic: dict[str, Subscription] = {}
        self._strangers: set[str] = set()
        self._retired: set[str] = set()

    def connected(self) -> None:
        """A fresh connection: nothing is subscribed, and no old id means anything."""
        self._by_topic.clear()
        self._strangers.clear()
        self._retired.clear()

    def want(self, topic: str, params: list[object], *, mended: str, now_ns: int) -> list[Step]:
        """Subscribe, or subscribe with another filter."""
        steps = self.drop(topic, now_ns)
        self._by_topic[topic] = Subscription(params=params, mended=mended)
        return [*steps, self._ask(topic, now_ns)]

    def drop(self, topic: str, now_ns: int) -> list[Step]:
        """Subscribe no more."""
        gone = self._by_topic.pop(topic, None)
        self._requests.drop(PURPOSE, about=topic)
        return self._goodbye(gone.id, now_ns) if gone and gone.id else []

    def topic_of(self, subscription: str) -> str | None:
        """Which topic a notification belongs to; None under an id that nobody was given."""
        named = (topic for topic, one in self._by_topic.items() if one.id == subscription)
        return next(named, None)

    def refusal(self, topic: str) -> rpc.RpcError | None:
        """Why a topic is not served, if it is refused."""
        found = self._by_topic.get(topic)
        return found.refusal if found else None

    def stands(self, topic: str) -> bool:
        """Whether the node has granted a topic."""
        found = self._by_topic.get(topic)
        return found is not None and found.id is not None

    def again(self, topic: str, reason: str, now_ns: int) -> list[Step]:
        """Subscribe once more: what stood has died on an open socket, and the ledger says so."""
        one = self._by_topic.get(topic)
        if one is None or one.id is None:
            return []
        steps: list[Step] = []
        steps += self._holes.open(topic, reason, healing="subscribed again", now_ns=now_ns)
        # The old one may live on after all, and would tell everything twice.
        steps += self._goodbye(one.id, now_ns)
        one.id = None
        return [*steps, self._ask(topic, now_ns)]

    def stranger(self, subscription: str, now_ns: int) -> list[Step] | None:
        """A notification came under an id nobody was given; None if that means nothing new.

        While an answer is awaited it is ours: a node may speak before it has acknowledged. Later it
        means that the node and we do not agree on what is subscribed.
        """
        known = self._strangers | self._retired
        if self._requests.asks(PURPOSE) or subscription in known:
            return None
        self._strangers.add(subscription)
        if len(self._strangers) > _STRANGERS:
            return [Reconnect(reason="the node notifies under ids it never gave", elsewhere=True)]
        return self._goodbye(subscription, now_ns)

    def answered(self, request: rpc.Request, raw: msgspec.Raw, now_ns: int) -> list[Step]:
        """The node has acknowledged."""
        topic = str(request.about)
        found = self._by_topic.get(topic)
        if found is None:
            return []
        found.id, found.refusal = rpc.texts.decode(raw), None
        return [*self._holes.close(topic, found.mended, now_ns=now_ns)] if found.mended else []

    def refused(self, request: rpc.Request, error: rpc.RpcError, now_ns: int) -> list[Step]:
        """The node said no: once more later, or never on this connection."""
        topic = str(request.about)
        found = self._by_topic.get(topic)
        if found is None:
            return []
        if not is_unserved(error) and request.tries < _TRIES:
            self._requests.later(request, now_ns)
            return []
        found.refusal = error
        if not found.mended:
            return []
        healing = "none: the node does not serve it any more"
        return [*self._holes.close(topic, healing, now_ns=now_ns, lost="pending transfers")]

    def words(self, topic: str) -> str:
        """The refusal of a topic in the node's words, "" if there is none."""
        refusal = self.refusal(topic)
        return f"the node refuses it: {quoted(refusal)}" if refusal else ""

    def _ask(self, topic: str, now_ns: int) -> Step:
        params = self._by_topic[topic].params
        return self._requests.ask(PURPOSE, "eth_subscribe", params, now_ns, about=topic)

    def _goodbye(self, subscription: str, now_ns: int) -> list[Step]:
        self._retired.add(subscription)
        return [self._requests.ask(_GOODBYE, "eth_unsubscribe", [subscription], now_ns)]
