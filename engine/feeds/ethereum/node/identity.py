"""Whose chain a node serves: asked on every connection, before anything of it is told."""

import msgspec

from core.conversation import Reconnect, Send, Step
from engine.feeds.ethereum.networks.chains import NETWORKS, Network
from engine.feeds.ethereum.node import rpc
from engine.feeds.ethereum.node.refusals import is_unknown, quoted

PURPOSE = "identity"
_TRIES = 6


class Identity:
    """Compares ``eth_chainId`` with the chain that is to be followed.

    Parameters
    ----------
    network
        The chain that is to be followed.
    requests
        Where questions are asked.
    setting
        What the operator has to look at when it is another one.
    """

    def __init__(self, network: Network, requests: rpc.Requests, *, setting: str) -> None:
        self._network = network
        self._requests = requests
        self._setting = setting
        self.sure = False

    def connected(self, now_ns: int) -> Send:
        """Another node may have answered this time: ask."""
        self.sure = False
        return self._requests.ask(PURPOSE, "eth_chainId", [], now_ns)

    def answered(self, request: rpc.Request, raw: msgspec.Raw, now_ns: int) -> list[Step]:
        """The node's chain; another one than ours ends the connection."""
        del request, now_ns
        found = int(rpc.texts.decode(raw), 16)
        if found == self._network.chain_id:
            self.sure = True
            return []
        named = {network.chain_id: network.title for network in NETWORKS.values()}
        theirs = f"chain {found} ({named[found]})" if found in named else f"chain {found}"
        reason = (
            f"this node is {theirs}, {self._network.title} is {self._network.chain_id}: "
            f"check {self._setting}"
        )
        return [Reconnect(reason=reason, elsewhere=True)]

    def refused(self, request: rpc.Request, error: rpc.RpcError, now_ns: int) -> list[Step]:
        """A node that has no such method is believed; one that is in trouble is asked again."""
        if is_unknown(error):
            self.sure = True
            return []
        if request.tries >= _TRIES:
            reason = f"the node does not say which chain it is: {quoted(error)}"
            return [Reconnect(reason=reason, elsewhere=True)]
        self._requests.later(request, now_ns)
        return []
