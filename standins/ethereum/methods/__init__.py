"""What a node answers; one file a subject, and the list of them all.

A method is a function of what the node knows and the request's ``params``. To add one: the function
in the file of its subject, its name in that file's ``METHODS``, its test. Two subjects remember
something between calls (polling filters, balances) and are objects of their own beside these.
"""

from collections.abc import Mapping

from standins.ethereum.methods import blocks, fees, identity, logs, traces, transfers
from standins.ethereum.methods.method import Method

__all__ = ["METHODS", "Method"]

METHODS: Mapping[str, Method] = {
    **identity.METHODS,
    **blocks.METHODS,
    **logs.METHODS,
    **fees.METHODS,
    **transfers.METHODS,
    **traces.METHODS,
}
