"""The parts of one conversation with a node, and how they hang together."""

from dataclasses import dataclass
from typing import Protocol

import msgspec

from core.conversation import Step
from engine.feeds.ethereum.networks.chains import Network
from engine.feeds.ethereum.networks.thresholds import Thresholds
from engine.feeds.ethereum.node.holes import Holes
from engine.feeds.ethereum.node.identity import Identity
from engine.feeds.ethereum.node.rpc import Request, Requests, RpcError
from engine.feeds.ethereum.node.subscriptions import Subscriptions
from engine.feeds.ethereum.road.block_road import BlockRoad
from engine.feeds.ethereum.road.chain import HeaderChain
from engine.feeds.ethereum.road.finality import FinalityTags
from engine.feeds.ethereum.road.heads import Heads
from engine.feeds.ethereum.road.internal import InternalMode, InternalMoves
from engine.feeds.ethereum.road.watch import WatchLists


class Asker(Protocol):
    """A part that has asked the node, and hears what it says."""

    def answered(self, request: Request, raw: msgspec.Raw, now_ns: int) -> list[Step]:
        """The node gave a result."""

    def refused(self, request: Request, error: RpcError, now_ns: int) -> list[Step]:
        """The node said no, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Who does what.

    All share the numbered questions of one connection (``requests``), one ledger of what was missed
    (``holes``), and what is known of the chain.
    """

    chain: HeaderChain
    requests: Requests
    holes: Holes
    subscriptions: Subscriptions
    identity: Identity
    heads: Heads
    internal: InternalMoves
    road: BlockRoad
    finality: FinalityTags
    watch: WatchLists


def parts_of(
    network: Network,
    *,
    least: Thresholds,
    cursor: tuple[int, str] | None,
    max_backfill: int | None,
    subscribes: bool,
    poll_s: float | None,
    internal: InternalMode,
    watched: frozenset[str],
    setting: str,
) -> Parts:
    """The parts for a chain; the parameters are those of `EthereumFeed`."""
    chain = HeaderChain(cursor=cursor, max_backfill=max_backfill)
    requests, holes = Requests(), Holes(network.name)
    subscriptions = Subscriptions(requests, holes)
    heads = Heads(
        chain,
        requests=requests,
        subscriptions=subscriptions,
        holes=holes,
        subscribes=subscribes,
        poll_s=max(1.0, network.block_s / 2) if poll_s is None else poll_s,
        block_s=network.block_s,
        resumed=cursor is not None,
    )
    moves = InternalMoves(
        network,
        mode=internal,
        least_wei=least.wei,
        chain=chain,
        requests=requests,
        holes=holes,
    )
    road = BlockRoad(
        network, least=least, chain=chain, requests=requests, holes=holes, internal=moves
    )
    watch = WatchLists(
        network,
        watched=watched,
        least_wei=least.wei,
        chain=chain,
        subscriptions=subscriptions,
        holes=holes,
        ask_head=heads.ask,
    )
    return Parts(
        chain=chain,
        requests=requests,
        holes=holes,
        subscriptions=subscriptions,
        identity=Identity(network, requests, setting=setting),
        heads=heads,
        internal=moves,
        road=road,
        finality=FinalityTags(chain, requests, holes, name=network.name),
        watch=watch,
    )
