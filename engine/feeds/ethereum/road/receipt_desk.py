"""Receipts: asked for with every block, and as patiently as the node's habit deserves."""

import msgspec

from core.conversation import Standing, Step
from engine.feeds.ethereum.contents.receipts import RpcReceipt
from engine.feeds.ethereum.node import rpc
from engine.feeds.ethereum.node.habits import ReceiptHabit
from engine.feeds.ethereum.node.holes import Holes
from engine.feeds.ethereum.node.pulse import Pulse
from engine.feeds.ethereum.node.refusals import quoted
from engine.feeds.ethereum.road.orders import Order

PURPOSE = TOPIC = "receipts"

_receipts: msgspec.json.Decoder[list[RpcReceipt] | None] = msgspec.json.Decoder(
    list[RpcReceipt] | None
)


class ReceiptDesk:
    """Completes blocks with their receipts.

    Parameters
    ----------
    requests, holes
        Where questions are asked and holes are told.
    """

    def __init__(self, requests: rpc.Requests, holes: Holes) -> None:
        self._requests = requests
        self._holes = holes
        self._habit = ReceiptHabit()
        self._pulse = Pulse(TOPIC)

    def connected(self) -> None:
        """Another node may have other habits."""
        self._habit = ReceiptHabit()

    def begin(self, order: Order, now_ns: int) -> list[Step]:
        """A block is there: ask for its receipts, where there are any to be had."""
        block = order.block
        if block is None or self._habit.refusal is not None or not block.transactions:
            order.whole = True
            return []
        params: list[object] = [block.hash]
        method = "eth_getBlockReceipts"
        return [self._requests.ask(PURPOSE, method, params, now_ns, about=order.wanted)]

    def answered(
        self, order: Order, request: rpc.Request, raw: msgspec.Raw, now_ns: int
    ) -> list[Step]:
        """A block's receipts; none at all for a block with transactions are no answer."""
        receipts = _receipts.decode(raw)
        if not receipts:
            return self._missing(order, request, now_ns)
        self._habit.given()
        self._pulse.beat(now_ns, at_ns=order.block.at_ns if order.block else None)
        order.receipts, order.whole = receipts, True
        return []

    def refused(
        self, order: Order, request: rpc.Request, error: rpc.RpcError, now_ns: int
    ) -> list[Step]:
        """The node said no, or nothing."""
        self._habit.refused(error)
        return self._missing(order, request, now_ns)

    def standing(self) -> Standing:
        """How receipts do."""
        return self.standing_of(self._pulse, without="the status of transfers is unknown")

    def standing_of(self, pulse: Pulse, *, without: str) -> Standing:
        """How something that is read from receipts does; what it means when there are none."""
        if not self._habit.none:
            return pulse.standing(self._holes, "live" if pulse.seen_ns else "waiting")
        refusal = self._habit.refusal
        said = f" ({quoted(refusal)})" if refusal else ""
        why = f"this node gives no receipts{said}: {without}"
        return pulse.standing(self._holes, "refused", why)

    def _missing(self, order: Order, request: rpc.Request, now_ns: int) -> list[Step]:
        if self._habit.refusal is None and request.tries < self._habit.tries():
            self._requests.later(request, now_ns)
            return []
        order.whole = True
        if not self._habit.kept_back():
            return []
        reason = f"the receipts of block {order.wanted.number} did not come"
        healing = "none: its transfers have the status unknown"
        return [self._holes.told(TOPIC, reason, healing=healing, now_ns=now_ns, lost="receipts")]
