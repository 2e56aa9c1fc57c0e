"""A node without a socket: its methods, and what its subscribers hear of the chain."""

from collections.abc import Callable, Mapping

from standins.ethereum.arguments import Params
from standins.ethereum.board import Board
from standins.ethereum.errors import UNKNOWN_METHOD, RpcError
from standins.ethereum.methods import METHODS
from standins.ethereum.polling import Polling
from standins.ethereum.states import States
from standins.ethereum.subscriptions import Listener, Subscriptions
from standins.ethereum.view import View

_SECOND_NS = 1_000_000_000


class Node:
    """One node.

    Parameters
    ----------
    view
        What it knows.
    board
        Faults that stand in its roads.
    """

    def __init__(self, view: View, board: Board) -> None:
        self.view = view
        self.subscriptions = Subscriptions(view, board)
        self._board = board
        self._polling = Polling(view)
        self._own: Mapping[str, Callable[[Params], object]] = {
            **self._polling.methods,
            **States(view).methods,
        }

    def call(self, method: str, params: Params, listener: Listener | None) -> object:
        """Answer a request.

        Parameters
        ----------
        listener
            Where notifications go; None over HTTP, where nothing can be subscribed.

        Raises
        ------
        RpcError, SwallowedError
            There is another answer, or none.
        """
        return self._board.answer(method, params, lambda: self._ask(method, params, listener))

    def grown(self) -> None:
        """The chain has one more block: this node's newest is announced."""
        quiet_s = self.view.limits.quiet_s
        if quiet_s is not None:
            self.subscriptions.drop(told=True, quiet_ns=int(quiet_s * _SECOND_NS))
        if not self.subscriptions and not self._polling:
            return
        block = self.view.by_number(self.view.head)
        if block is not None:
            self._announce(str(block["hash"]))

    def reorganised(self, gone: list[str], come: list[str], *, tip_only: bool = False) -> None:
        """Blocks were replaced: those this node had are taken back, those it has are announced."""
        self.subscriptions.retract(gone)
        self._polling.gone(gone)
        seen = [block_hash for block_hash in come if self.view.by_hash(block_hash)]
        for block_hash in seen[-1:] if tip_only else seen:
            self._announce(block_hash)

    def gossiped(self) -> None:
        """Transactions wait to be mined."""
        if self.subscriptions.await_gossip:
            self.subscriptions.gossip(self.view.source.pending(new=True))

    def _announce(self, block_hash: str) -> None:
        self.subscriptions.announce(block_hash)
        self._polling.come(block_hash)

    def _ask(self, method: str, params: Params, listener: Listener | None) -> object:
        if method == "eth_subscribe":
            if listener is None:
                raise RpcError(UNKNOWN_METHOD, "notifications not supported")
            return self.subscriptions.add(listener, params)
        if method == "eth_unsubscribe":
            return self._unsubscribe(listener, params)
        if method in self._own:
            return self._own[method](params)
        if method in METHODS:
            return METHODS[method](self.view, params)
        text = f"the method {method} does not exist/is not available"
        raise RpcError(UNKNOWN_METHOD, text)

    def _unsubscribe(self, listener: Listener | None, params: Params) -> bool:
        if listener is None or not params:
            return False
        return self.subscriptions.remove(listener, str(params[0]))
