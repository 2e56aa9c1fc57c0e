"""Watched addresses: an earlier word of their transactions, where the node has such lists.

Source: Alchemy's pages on ``alchemy_minedTransactions`` and ``alchemy_pendingTransactions``
(2025-06). A notice of a mined transaction has no receipt, so that a failed one looks like a good
one, and it comes besides the block, which is read whole anyway: it hastens the question for the
head and tells nothing by itself. For the same reason nothing of these lists is fetched afterwards:
the blocks have it all. What waited in the mempool while nobody listened cannot be had again; what
became of it is in a block. Nobody says of a transaction that it will never be mined: its sender has
replaced it, or the mempools have forgotten it. It stays ``pending`` and meets no rule, and the
store drops it a day after it was seen (``db.retention``).
"""

from collections import OrderedDict
from collections.abc import Callable

import msgspec

from core.chain import Transfer
from core.conversation import Condition, Send, Standing, Step
from engine.feeds.ethereum.contents.blocks import RpcTransaction
from engine.feeds.ethereum.contents.calls import selector_of
from engine.feeds.ethereum.contents.quantities import quantity
from engine.feeds.ethereum.networks.chains import Network
from engine.feeds.ethereum.node.holes import Holes
from engine.feeds.ethereum.node.pulse import Pulse
from engine.feeds.ethereum.node.subscriptions import Subscriptions
from engine.feeds.ethereum.road.chain import HeaderChain

MINED, PENDING = "mined", "pending"
TOPICS = (MINED, PENDING)
MOST_ADDRESSES = 1_000
_REMEMBERED = 10_000
_MENDED = "subscribed again; what is mined is in the blocks"

AskHead = Callable[[int], Send]


class _Mined(msgspec.Struct, rename="camel"):
    block_hash: str | None = None


class _Notice(msgspec.Struct):
    transaction: _Mined


_notice = msgspec.json.Decoder(_Notice)
_transaction = msgspec.json.Decoder(RpcTransaction)


class WatchLists:
    """Both lists of one connection.

    Parameters
    ----------
    network
        Which of them this chain has.
    watched
        Addresses; their first thousand in alphabetical order are subscribed.
    least_wei
        Smaller pending transactions are not told.
    chain, subscriptions, holes
        The blocks that were read, what is subscribed, and where holes are told.
    ask_head
        Asks for the head.
    """

    def __init__(
        self,
        network: Network,
        *,
        watched: frozenset[str],
        least_wei: int,
        chain: HeaderChain,
        subscriptions: Subscriptions,
        holes: Holes,
        ask_head: AskHead,
    ) -> None:
        self._network = network
        self._watched = _lower(watched)
        self._least_wei = least_wei
        self._chain = chain
        self._subscriptions = subscriptions
        self._holes = holes
        self._ask_head = ask_head
        self._pulses = {topic: Pulse(topic) for topic in TOPICS}
        self._told: OrderedDict[str, None] = OrderedDict()
        self._hastened: str | None = None

    @property
    def topics(self) -> tuple[str, ...]:
        """The lists that are wanted here."""
        served = self._network.watch_lists
        return tuple(topic for topic in TOPICS if self._watched and topic in served)

    def subscribe(self, now_ns: int) -> list[Step]:
        """Subscribe to what is wanted, and to nothing else."""
        steps: list[Step] = []
        for topic in TOPICS:
            if topic in self.topics:
                params = self._params(topic)
                steps += self._subscriptions.want(topic, params, mended=_MENDED, now_ns=now_ns)
            else:
                steps += self._subscriptions.drop(topic, now_ns)
                steps += self._holes.close(topic, "not watched any more", now_ns=now_ns)
        return steps

    def change(self, watched: frozenset[str]) -> bool:
        """Watch these from now on; whether they are others than before."""
        before, self._watched = self._watched, _lower(watched)
        return before != self._watched

    def lost(self, reason: str, now_ns: int) -> list[Step]:
        """What waits from here on is not seen."""
        if not self._subscriptions.stands(PENDING):
            return []
        healing = "none: what waits meanwhile is told when it is mined"
        return [*self._holes.open(PENDING, reason, healing=healing, now_ns=now_ns)]

    def notified(self, topic: str, raw: msgspec.Raw, now_ns: int) -> list[Step]:
        """A notice of either list."""
        self._pulses[topic].beat(now_ns)
        return self._mined(raw, now_ns) if topic == MINED else self._pending(raw, now_ns)

    def standing(self, topic: str) -> Standing:
        """How one of the lists does."""
        pulse = self._pulses[topic]
        if refusal := self._subscriptions.words(topic):
            return pulse.standing(self._holes, "refused", refusal)
        extra = len(self._watched) - MOST_ADDRESSES
        why = f"the first {MOST_ADDRESSES} addresses; {extra} more are seen in blocks alone"
        stands = self._subscriptions.stands(topic)
        condition: Condition = "waiting" if not stands else "live" if pulse.frames else "quiet"
        return pulse.standing(self._holes, condition, why if extra > 0 else "")

    def _params(self, topic: str) -> list[object]:
        listed = sorted(self._watched)[:MOST_ADDRESSES]
        if topic == PENDING:
            wanted = {"toAddress": listed, "fromAddress": listed, "hashesOnly": False}
            return ["alchemy_pendingTransactions", wanted]
        # Within one object both ends must fit: two objects a wallet, so that either does.
        ends = [{end: address} for address in listed for end in ("to", "from")]
        return [
            "alchemy_minedTransactions",
            {"addresses": ends, "includeRemoved": True, "hashesOnly": False},
        ]

    def _mined(self, raw: msgspec.Raw, now_ns: int) -> list[Step]:
        block = _notice.decode(raw).transaction.block_hash
        if block is None or block == self._hastened or self._chain.holds(block):
            return []
        self._hastened = block
        return [self._ask_head(now_ns)]

    def _pending(self, raw: msgspec.Raw, now_ns: int) -> list[Step]:
        transaction = _transaction.decode(raw)
        wei = quantity(transaction.value, f"value of {transaction.hash}")
        if wei < self._least_wei or transaction.hash in self._told:
            return []
        self._told[transaction.hash] = None
        if len(self._told) > _REMEMBERED:
            self._told.popitem(last=False)
        return [self._transfer(transaction, wei, now_ns)]

    def _transfer(self, transaction: RpcTransaction, wei: int, now_ns: int) -> Transfer:
        return Transfer(
            chain=self._network.name,
            block_number=0,
            block_hash="",
            at_ns=now_ns,
            seen_ns=now_ns,
            tx_hash=transaction.hash,
            index=0,
            sender=transaction.sender.lower(),
            recipient=transaction.to.lower() if transaction.to else None,
            amount=str(wei),
            status="pending",
            coin=self._network.coin,
            selector=selector_of(transaction.input) if transaction.to else None,
        )


def _lower(addresses: frozenset[str]) -> frozenset[str]:
    return frozenset(address.lower() for address in addresses)
