"""Whether a node gives receipts, learned from what it has given."""

from engine.feeds.ethereum.node import rpc
from engine.feeds.ethereum.node.refusals import is_unserved

_TRIES = 8
_UNSURE_TRIES = 2
_UNSURE_BLOCKS = 3


class ReceiptHabit:
    """How patiently receipts are asked for.

    A node that has given some will give these too; one that never has is not waited for: the
    transfers of its blocks are told with the status ``unknown``.
    """

    def __init__(self) -> None:
        self._gave = False
        self._without = 0
        self.refusal: rpc.RpcError | None = None

    @property
    def gives(self) -> bool:
        """Whether it has given the last ones it was asked for."""
        return self._gave and not self._without

    @property
    def none(self) -> bool:
        """Whether the node must be taken for one without receipts."""
        return self.refusal is not None or self._without >= _UNSURE_BLOCKS

    def tries(self) -> int:
        """How often to ask for the receipts of one block."""
        if self.gives:
            return _TRIES
        return _UNSURE_TRIES if self._without < _UNSURE_BLOCKS else 1

    def given(self) -> None:
        """It gave a block's receipts."""
        self._gave, self._without = True, 0

    def kept_back(self) -> bool:
        """It gave none for a block; whether that is against its habit."""
        unusual = self.gives
        self._without += 1
        return unusual

    def refused(self, error: rpc.RpcError) -> None:
        """It said no; a method it does not have is not asked for again on this connection."""
        if is_unserved(error):
            self.refusal = error
