"""All that a block tells, in one pass: what moved in it, and what it charged."""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from core.chain import GasPrice, Transfer, Way
from engine.feeds.ethereum.contents.blocks import RpcBlock
from engine.feeds.ethereum.contents.calls import value_transfers
from engine.feeds.ethereum.contents.gas import gas_price
from engine.feeds.ethereum.contents.origin import origin_of
from engine.feeds.ethereum.contents.receipts import RpcReceipt
from engine.feeds.ethereum.contents.tokens import token_transfers
from engine.feeds.ethereum.contents.withdrawals import withdrawal_transfers
from engine.feeds.ethereum.networks.chains import Network
from engine.feeds.ethereum.networks.thresholds import Thresholds

_in_block = attrgetter("index")
_TURNS: Mapping[Way, int] = {"transaction": 0, "internal": 1, "token": 2, "withdrawal": 3}


def read_facts(
    block: RpcBlock,
    receipts: Sequence[RpcReceipt] | None,
    *,
    network: Network,
    least: Thresholds,
    seen_ns: int,
    late_ns: int = 0,
) -> list[Transfer | GasPrice]:
    """What a block tells, in its order.

    Transaction by transaction, its own value and then its tokens by their logs; behind them the
    validators' withdrawals; at the end the price of gas. Without receipts the status of transfers
    is ``unknown`` and no tokens are seen. What moved inside of calls is not in a block: it is read
    from traces, and put in its place by `with_inner`.

    Raises
    ------
    BrokenInputError
        If a number is no hex quantity.
    """
    origin = origin_of(block, chain=network.name, seen_ns=seen_ns, late_ns=late_ns)
    found = receipts or ()
    values = value_transfers(
        block.transactions,
        {receipt.transaction_hash: receipt for receipt in found},
        coin=network.coin,
        least_wei=least.wei,
        origin=origin,
    )
    tokens = token_transfers(found, tokens=network.tokens, least=least.tokens, origin=origin)
    withdrawals = withdrawal_transfers(
        block.withdrawals or (),
        coin=network.coin,
        least_wei=least.wei,
        behind=len(block.transactions),
        origin=origin,
    )
    # The sort is stable: within one transaction its own value stays before its tokens.
    moved = sorted((*values, *tokens), key=_in_block)
    return [*moved, *withdrawals, gas_price(block, found, origin=origin)]


def with_inner(
    facts: Iterable[Transfer | GasPrice], inner: Iterable[Transfer]
) -> list[Transfer | GasPrice]:
    """A block's facts with what moved inside of calls, each behind its transaction's own value.

    So a move that passes on what came from inside a call is told behind what it passes on. How the
    tokens of a transaction lie between its calls is in no receipt: they come last.
    """
    moved = [fact for fact in facts if isinstance(fact, Transfer)]
    others = [fact for fact in facts if not isinstance(fact, Transfer)]
    return [*sorted((*moved, *inner), key=_in_transaction), *others]


def _in_transaction(transfer: Transfer) -> tuple[int, int]:
    return transfer.index, _TURNS[transfer.way]
