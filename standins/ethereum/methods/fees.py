"""What gas costs: the base fee of each block, and the tips its transactions paid."""

from collections.abc import Mapping
from itertools import pairwise

from standins.ethereum.arguments import Params, parameter, quantity
from standins.ethereum.errors import INVALID_PARAMS, RpcError
from standins.ethereum.matching import rows
from standins.ethereum.methods.method import Method
from standins.ethereum.source import Json
from standins.ethereum.view import View

MOST_BLOCKS = 1_024
USUAL_PERCENTILE, USUAL_BLOCKS = 60, 20
"""geth suggests the 60th percentile of the tips of the last 20 blocks."""

Paid = tuple[int, int]
"""A tip in wei a unit of gas, and the gas it was paid for."""


def tips(block: Json, receipts: list[Json] | None) -> list[Paid]:
    """What each transaction paid above the base fee, the smallest first.

    Examples
    --------
    >>> tips({"baseFeePerGas": "0x5", "transactions": [{"gasPrice": "0x7", "gas": "0x10"}]}, None)
    [(2, 16)]
    """
    base = quantity(_base(block))
    transactions = rows(block["transactions"])
    used = [quantity(row["gasUsed"]) for row in receipts or []]
    if len(used) != len(transactions):
        used = [quantity(row.get("gas", "0x5208")) for row in transactions]
    prices = (quantity(row.get("gasPrice", "0x0")) for row in transactions)
    return sorted((max(0, price - base), gas) for price, gas in zip(prices, used, strict=True))


def rewards(paid: list[Paid], percentiles: list[float]) -> list[int]:
    """Tips at percentiles of the gas used, as ``eth_feeHistory`` defines them.

    A percentile's tip is that of the transaction at which so much of the block's gas is reached.

    Examples
    --------
    >>> rewards([(1, 50), (2, 30), (9, 20)], [0, 50, 51, 100])
    [1, 1, 2, 9]
    """
    if not paid:
        return [0 for _ in percentiles]
    total = sum(gas for _, gas in paid)
    found, place, reached = [], 0, paid[0][1]
    for percentile in percentiles:
        while reached < total * percentile / 100 and place < len(paid) - 1:
            place += 1
            reached += paid[place][1]
        found.append(paid[place][0])
    return found


def _history(view: View, params: Params) -> object:
    blocks = quantity(parameter(params, 0))
    newest = min(view.number(parameter(params, 1)), view.head)
    percentiles = _percentiles(parameter(params, 2, default=[]))
    if not 1 <= blocks <= MOST_BLOCKS:
        raise RpcError(INVALID_PARAMS, f"1 to {MOST_BLOCKS} blocks can be asked for")
    found = list(view.blocks(range(max(0, newest - blocks + 1), newest + 1)))
    if not found:
        raise RpcError(INVALID_PARAMS, "none of these blocks is known")
    history: Json = {
        "oldestBlock": found[0]["number"],
        "baseFeePerGas": [*(_base(block) for block in found), _next(view, found)],
        "gasUsedRatio": [_ratio(block) for block in found],
    }
    if percentiles:
        history["reward"] = [
            [hex(tip) for tip in rewards(_paid(view, block), percentiles)] for block in found
        ]
    return history


def _next(view: View, found: list[Json]) -> object:
    """Base fee of the block behind these: known, or what the last one's gas makes it (EIP-1559)."""
    last = found[-1]
    following = view.by_number(quantity(last["number"]) + 1)
    if following is not None:
        return _base(following)
    base = quantity(_base(last))
    return hex(base + round(base * (2 * _ratio(last) - 1) / 8))


def _base(block: Json) -> object:
    """What a block says of its base fee; before 2021 it says nothing."""
    return block.get("baseFeePerGas", "0x0")


def _ratio(block: Json) -> float:
    return quantity(block["gasUsed"]) / max(1, quantity(block["gasLimit"]))


def _paid(view: View, block: Json) -> list[Paid]:
    return tips(block, view.receipts(str(block["hash"])))


def _percentiles(given: object) -> list[float]:
    asked = given if isinstance(given, list) else [None]
    numbers = [float(one) for one in asked if isinstance(one, int | float)]
    rising = all(low <= high for low, high in pairwise([0.0, *numbers, 100.0]))
    if len(numbers) != len(asked) or not rising:
        raise RpcError(INVALID_PARAMS, "percentiles must rise from 0 to 100")
    return numbers


def _price(view: View, params: Params) -> object:
    """The head's base fee and a usual tip."""
    del params
    head = view.by_number(view.head)
    base = quantity(_base(head)) if head else 0
    return hex(base + _usual_tip(view))


def _tip(view: View, params: Params) -> object:
    del params
    return hex(_usual_tip(view))


def _usual_tip(view: View) -> int:
    """What geth's oracle suggests: a percentile of the last blocks' tips at that percentile."""
    newest = range(max(0, view.head - USUAL_BLOCKS + 1), view.head + 1)
    middling = sorted(
        rewards(_paid(view, block), [USUAL_PERCENTILE])[0] for block in view.blocks(newest)
    )
    return middling[len(middling) * USUAL_PERCENTILE // 100] if middling else 0


METHODS: Mapping[str, Method] = {
    "eth_feeHistory": _history,
    "eth_gasPrice": _price,
    "eth_maxPriorityFeePerGas": _tip,
}
