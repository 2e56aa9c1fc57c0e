"""An Ethereum node's JSON-RPC as a conversation without a socket.

Written from the execution API's documents and those of its largest provider (stand of 2025-06 to
2026-09). The primary path works on any node: new heads, the block by its hash, its receipts.
"""

from engine.feeds.ethereum.blocks import RpcBlock, read_block, statuses_of, transfers_of
from engine.feeds.ethereum.feed import EthereumFeed

__all__ = ["EthereumFeed", "RpcBlock", "read_block", "statuses_of", "transfers_of"]
