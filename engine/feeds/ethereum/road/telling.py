"""What a complete block makes known: what left the chain, what moved, and the block itself."""

from collections.abc import Sequence

from core.chain import Retraction, Transfer
from core.conversation import Step, Unreadable
from core.errors import BrokenInputError
from engine.feeds.ethereum.contents.blocks import RpcBlock, block_fact
from engine.feeds.ethereum.contents.reading import read_facts, with_inner
from engine.feeds.ethereum.contents.receipts import RpcReceipt
from engine.feeds.ethereum.networks.chains import Network
from engine.feeds.ethereum.networks.thresholds import Thresholds
from engine.feeds.ethereum.node.holes import Holes
from engine.feeds.ethereum.node.pulse import Pulse
from engine.feeds.ethereum.road.chain import HeaderChain, Placed
from engine.feeds.ethereum.road.internal import InternalMoves
from engine.feeds.ethereum.road.links import Link


class Teller:
    """Places complete blocks on the chain and tells them.

    Parameters
    ----------
    network, least
        The chain, and from which amounts on its moves are told.
    chain
        Knows where a block belongs.
    holes
        Where holes are told.
    internal
        Has read what moved inside of calls.
    """

    def __init__(
        self,
        network: Network,
        *,
        least: Thresholds,
        chain: HeaderChain,
        holes: Holes,
        internal: InternalMoves,
    ) -> None:
        self._network = network
        self._least = least
        self._chain = chain
        self._holes = holes
        self._internal = internal
        self.blocks = Pulse("blocks")
        self.tokens = Pulse("tokens")

    def tell(
        self,
        block: RpcBlock,
        receipts: Sequence[RpcReceipt] | None,
        *,
        backfill: bool,
        now_ns: int,
    ) -> tuple[Placed, list[Step]]:
        """Where a block belongs, and its facts behind the retractions of those it replaces.

        There are none while it cannot be placed.
        """
        placed = self._chain.offer(block)
        if not placed.kept:
            return placed, []
        steps: list[Step] = [self._retraction(link, now_ns) for link in placed.orphaned]
        if placed.lost is not None:
            healing = f"all that is remembered is taken back; read again from {block.height} on"
            gap = self._holes.told("newHeads", placed.lost, healing=healing, now_ns=now_ns)
            steps.append(gap)
        late_ns = max(0, self._chain.newest_ns - block.at_ns) if backfill else 0
        steps += self._facts(block, receipts, late_ns=late_ns, now_ns=now_ns)
        return placed, steps

    def _facts(
        self,
        block: RpcBlock,
        receipts: Sequence[RpcReceipt] | None,
        *,
        late_ns: int,
        now_ns: int,
    ) -> list[Step]:
        self.blocks.beat(now_ns, at_ns=block.at_ns)
        name = self._network.name
        whole = block_fact(block, chain=name, seen_ns=now_ns, late_ns=late_ns)
        inner = self._internal.tell(block.hash, now_ns, late_ns=late_ns)
        try:
            facts = read_facts(
                block,
                receipts,
                network=self._network,
                least=self._least,
                seen_ns=now_ns,
                late_ns=late_ns,
            )
        except BrokenInputError as error:
            return [*self._unreadable(block, error, now_ns), *inner, whole]
        if receipts:
            tokens = sum(isinstance(fact, Transfer) and fact.way == "token" for fact in facts)
            self.tokens.beat(now_ns, at_ns=block.at_ns, frames=tokens)
        moved = [step for step in inner if isinstance(step, Transfer)]
        gaps = [step for step in inner if not isinstance(step, Transfer)]
        return [*(with_inner(facts, moved) if moved else facts), *gaps, whole]

    def _unreadable(self, block: RpcBlock, error: BrokenInputError, now_ns: int) -> list[Step]:
        reason = f"block {block.height} cannot be read: {error}"
        gap = self._holes.told("blocks", reason, healing="none", now_ns=now_ns, lost="blocks")
        return [Unreadable(reason=str(error), frame=block.hash.encode()), gap]

    def _retraction(self, link: Link, now_ns: int) -> Retraction:
        return Retraction(
            chain=self._network.name,
            block_number=link.number,
            block_hash=link.hash,
            at_ns=now_ns,
            seen_ns=now_ns,
        )
