"""Who the node is, and what it will not do."""

from collections.abc import Mapping

from standins.ethereum.arguments import Params
from standins.ethereum.errors import UNKNOWN_METHOD, RpcError
from standins.ethereum.methods.method import Method
from standins.ethereum.view import View

CLIENT = "StandIn/v1.0.0/whale-tracker"


def _chain_id(view: View, params: Params) -> object:
    del params
    return hex(view.source.chain_id)


def _version(view: View, params: Params) -> object:
    del params
    return str(view.source.chain_id)


def _client(view: View, params: Params) -> object:
    del view, params
    return CLIENT


def _syncing(view: View, params: Params) -> object:
    """False at the head, otherwise how far there is to go; a lagging node says so."""
    del params
    if not view.behind:
        return False
    return {
        "startingBlock": hex(0),
        "currentBlock": hex(view.head),
        "highestBlock": hex(view.source.head),
    }


def _no_machine(view: View, params: Params) -> object:
    """Refuse what only a virtual machine could answer: nothing here runs contracts."""
    del view, params
    text = "this node runs no contracts: what they would answer is made up nowhere"
    raise RpcError(UNKNOWN_METHOD, text)


METHODS: Mapping[str, Method] = {
    "eth_chainId": _chain_id,
    "net_version": _version,
    "web3_clientVersion": _client,
    "eth_syncing": _syncing,
    "eth_call": _no_machine,
    "eth_estimateGas": _no_machine,
    "eth_getStorageAt": _no_machine,
    "eth_sendRawTransaction": _no_machine,
}
