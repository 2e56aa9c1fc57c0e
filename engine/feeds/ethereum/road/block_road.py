"""The road of blocks: fetched several at a time, told one after another."""

import msgspec

from core.conversation import Condition, Reconnect, Send, Standing, Step
from core.gaps import Gap
from engine.feeds.ethereum.contents.blocks import RpcBlock
from engine.feeds.ethereum.networks.chains import Network
from engine.feeds.ethereum.networks.thresholds import Thresholds
from engine.feeds.ethereum.node import rpc
from engine.feeds.ethereum.node.holes import Holes
from engine.feeds.ethereum.road.chain import HeaderChain, Wanted
from engine.feeds.ethereum.road.internal import InternalMoves
from engine.feeds.ethereum.road.orders import Order
from engine.feeds.ethereum.road.receipt_desk import PURPOSE as RECEIPTS
from engine.feeds.ethereum.road.receipt_desk import ReceiptDesk
from engine.feeds.ethereum.road.telling import Teller

BLOCK, PAST = "block", "past"
MOST_AHEAD = 8
"""Blocks under way at once: a free account may wait for ten answers, and a head is one of them."""

# A node that answers for another one may be a second or two behind it; after eight tries, about
# half a minute, the block does not exist.
_TRIES = 8
_PAST_TRIES = 3
_LATE_BLOCKS = 3
_PATIENT = 16
"""After so many blocks without a complaint a node that was too busy is asked for one more."""
_POOR = 3
"""So many blocks in a row that a node names and does not have: another one may have them."""

_blocks: msgspec.json.Decoder[RpcBlock | None] = msgspec.json.Decoder(RpcBlock | None)


class BlockRoad:
    """Fetches what the header chain plans and tells it in that order.

    Parameters
    ----------
    network, least
        The chain, and from which amounts on its moves are told.
    chain
        Knows which block comes next.
    requests, holes
        Where questions are asked and holes are told.
    internal
        Reads what moved inside of calls.
    """

    def __init__(
        self,
        network: Network,
        *,
        least: Thresholds,
        chain: HeaderChain,
        requests: rpc.Requests,
        holes: Holes,
        internal: InternalMoves,
    ) -> None:
        self._chain = chain
        self._requests = requests
        self._holes = holes
        self._internal = internal
        self._orders: list[Order] = []
        self._ahead = MOST_AHEAD
        self._smooth = 0
        self._absent = 0
        self._receipts = ReceiptDesk(requests, holes)
        self._teller = Teller(network, least=least, chain=chain, holes=holes, internal=internal)

    @property
    def idle(self) -> bool:
        """Whether all that is known of has been read."""
        return not self._orders

    def connected(self) -> None:
        """Nobody will answer what was asked on the last connection."""
        self._orders.clear()
        self._ahead = MOST_AHEAD
        self._absent = 0
        self._receipts.connected()

    def busy(self) -> None:
        """The node has too much to do: fewer at a time, until it keeps up."""
        self._ahead = max(1, self._ahead // 2)
        self._smooth = 0

    def proven(self, now_ns: int) -> None:
        """Another source tells the same blocks."""
        self._teller.blocks.proven_ns = now_ns

    def next(self, now_ns: int) -> list[Step]:
        """Ask for what is wanted now, and tell what is complete."""
        steps: list[Step] = []
        while True:
            if lost := self._chain.jump():
                steps.append(self._never_told(lost, now_ns))
            steps += self._follow_plan(now_ns)
            if not self._orders or not self._complete(self._orders[0], now_ns):
                return steps
            if self._requests.asks(PAST):
                return steps
            steps += self._tell(self._orders.pop(0), now_ns)

    def answered(self, request: rpc.Request, raw: msgspec.Raw, now_ns: int) -> list[Step]:
        """A block, its receipts, or the header of one that may have left the chain."""
        if request.purpose == PAST:
            self._chain.extend(rpc.headers.decode(raw))
            return []
        order = self._order(request)
        if order is None:
            return []
        if request.purpose == BLOCK:
            return self._block_came(order, request, raw, now_ns)
        return self._receipts.answered(order, request, raw, now_ns)

    def refused(self, request: rpc.Request, error: rpc.RpcError, now_ns: int) -> list[Step]:
        """The node has none, or is in trouble: again later, and not for ever."""
        if request.purpose == PAST:
            return self._past_refused(request, now_ns)
        order = self._order(request)
        if order is None:
            return []
        if request.purpose == RECEIPTS:
            return self._receipts.refused(order, request, error, now_ns)
        if request.tries < _TRIES:
            self._requests.later(request, now_ns)
        else:
            order.absent = True
        return []

    def standings(self) -> dict[str, Standing]:
        """How blocks, receipts and tokens do."""
        blocks, tokens = self._teller.blocks, self._teller.tokens
        left = self._chain.newest - self._chain.tip.number if self._chain.tip else 0
        why = f"{left} blocks are still to be read" if left > _LATE_BLOCKS else ""
        condition: Condition = "late" if why else "live" if blocks.frames else "waiting"
        return {
            "blocks": blocks.standing(self._holes, condition, why),
            "receipts": self._receipts.standing(),
            "tokens": self._receipts.standing_of(tokens, without="tokens are not seen"),
        }

    def _follow_plan(self, now_ns: int) -> list[Step]:
        """Keep the orders that are still planned, forget the others, place the new ones."""
        # What is under way when the node becomes busy is not thrown away.
        plan = self._chain.plan(max(self._ahead, len(self._orders)))
        placed = {order.wanted: order for order in self._orders}
        steps: list[Step] = []
        self._orders = []
        for wanted in plan:
            order = placed.pop(wanted, None)
            if order is None:
                order = Order(wanted, first=not self._orders)
                steps.append(self._ask_block(wanted, now_ns))
            self._orders.append(order)
        for gone in placed.values():
            self._forget(gone)
        return steps

    def _ask_block(self, wanted: Wanted, now_ns: int) -> Send:
        if wanted.hash is None:
            method, key = "eth_getBlockByNumber", hex(wanted.number)
        else:
            method, key = "eth_getBlockByHash", wanted.hash
        return self._requests.ask(BLOCK, method, [key, True], now_ns, about=wanted)

    def _ask_past(self, block_hash: str, now_ns: int) -> Send:
        params: list[object] = [block_hash, False]
        return self._requests.ask(PAST, "eth_getBlockByHash", params, now_ns)

    def _past_refused(self, request: rpc.Request, now_ns: int) -> list[Step]:
        if request.tries < _PAST_TRIES:
            self._requests.later(request, now_ns)
        else:
            self._chain.extend(None)
        return []

    def _forget(self, order: Order) -> None:
        self._requests.drop(BLOCK, RECEIPTS, about=order.wanted)
        if order.block is not None:
            self._internal.drop(order.block.hash)

    def _order(self, request: rpc.Request) -> Order | None:
        return next((order for order in self._orders if order.wanted == request.about), None)

    def _block_came(
        self, order: Order, request: rpc.Request, raw: msgspec.Raw, now_ns: int
    ) -> list[Step]:
        block = _blocks.decode(raw)
        if block is None or not _is(block, order.wanted):
            return self.refused(request, rpc.NO_ANSWER, now_ns)
        order.block = block
        return [*self._receipts.begin(order, now_ns), *self._internal.begin(block, now_ns)]

    def _complete(self, order: Order, now_ns: int) -> bool:
        if order.absent or order.block is None:
            return order.absent
        return order.whole and self._internal.ready(order.block.hash, now_ns)

    def _tell(self, order: Order, now_ns: int) -> list[Step]:
        block = order.block
        if block is None:
            return self._gave_up(order.wanted, now_ns)
        if not order.first and order.wanted.hash is None and not self._chain.fits(block):
            # Asked for ahead, by its number, and overtaken by a reorganisation: it is asked again.
            self._forget(order)
            return []
        backfill = order.wanted.backfill
        placed, steps = self._teller.tell(block, order.receipts, backfill=backfill, now_ns=now_ns)
        if not placed.kept:
            # Its parents come first; then it is planned again, and is here already.
            self._orders.insert(0, order)
            return [] if placed.past is None else [self._ask_past(placed.past, now_ns)]
        self._smooth += 1
        if self._smooth % _PATIENT == 0:
            self._ahead = min(MOST_AHEAD, self._ahead + 1)
        self._absent = 0
        return steps

    def _never_told(self, reason: str, now_ns: int) -> Gap:
        return self._holes.told("newHeads", reason, healing="none", now_ns=now_ns, lost="blocks")

    def _gave_up(self, wanted: Wanted, now_ns: int) -> list[Step]:
        lost = self._chain.give_up(wanted)
        gap = self._never_told(lost, now_ns)
        self._absent += 1
        if self._absent < _POOR:
            return [gap]
        reason = f"{self._absent} blocks in a row are not to be had from this node"
        return [gap, Reconnect(reason=reason, elsewhere=True)]


def _is(block: RpcBlock, wanted: Wanted) -> bool:
    """Whether a node gave what it was asked for, and not what a balancer had at hand.

    Raises
    ------
    ValueError
        If the block's number or time is no hex quantity.
    """
    right = block.height == wanted.number and wanted.hash in {None, block.hash}
    return right and block.at_ns >= 0
