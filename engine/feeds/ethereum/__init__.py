"""An Ethereum node's JSON-RPC as a conversation without a socket.

Written from the execution API's documents and those of its largest provider (stand of 2025-06 to
2026-09). The primary path works on any node: new heads, the block by its hash, its receipts.
"""

from engine.feeds.ethereum.contents.blocks import RpcBlock, read_block
from engine.feeds.ethereum.contents.reading import read_facts
from engine.feeds.ethereum.feed import EthereumFeed
from engine.feeds.ethereum.networks.chains import NETWORKS, Network, network_of
from engine.feeds.ethereum.networks.thresholds import Thresholds
from engine.feeds.ethereum.networks.tokens import Token, token_of
from engine.feeds.ethereum.road.comparison import Comparison, compare
from engine.feeds.ethereum.road.internal import InternalMode
from engine.feeds.ethereum.witness import Witness

__all__ = [
    "NETWORKS",
    "Comparison",
    "EthereumFeed",
    "InternalMode",
    "Network",
    "RpcBlock",
    "Thresholds",
    "Token",
    "Witness",
    "compare",
    "network_of",
    "read_block",
    "read_facts",
    "token_of",
]
