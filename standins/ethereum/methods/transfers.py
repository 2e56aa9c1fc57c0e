"""``alchemy_getAssetTransfers``: who sent what to whom, over many blocks, page by page.

Source: Alchemy's page on the method (2025-06). Failed transactions moved nothing and are left out;
so are the value of a delegatecall and, unless asked otherwise, zero values.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from standins.ethereum.arguments import Params, mapping, quantity
from standins.ethereum.errors import INVALID_PARAMS, RpcError
from standins.ethereum.methods.method import Method
from standins.ethereum.movements import movements
from standins.ethereum.source import Json
from standins.ethereum.view import View

CATEGORIES = ("external", "internal", "erc20", "erc721", "erc1155", "specialnft")
INTERNAL_CHAINS = (1, 137)
"""Internal transfers are told on Ethereum and Polygon alone."""

MOST_ON_PAGE = 0x3E8
MOST_SEARCHED = 200
"""Blocks one call looks through; it ends early with a page key rather than take seconds."""

USUAL_BLOCKS = 7_200
"""Without ``fromBlock`` a day is searched: the made-up chain has no end in the past."""

KEY_LIFE_S = 600
_SECOND_NS = 1_000_000_000
_KEY = re.compile(r"([0-9a-f]+)-([0-9a-f]+)-([0-9a-f]+)")


def _transfers(view: View, params: Params) -> object:
    wanted = mapping(params, 0)
    categories, most = _categories(view, wanted), _most(wanted)
    numbers = _numbers(view, wanted)
    block_at, skip = _begin(view, wanted, numbers)
    found: list[Json] = []
    searched = numbers[numbers.index(block_at) :] if block_at in numbers else numbers[:0]
    for looked, number in enumerate(searched):
        if looked == MOST_SEARCHED:
            return _page(found, _key(view, number, 0))
        rising = list(_of_block(view, number, categories, wanted))
        listed = rising if searched.step > 0 else rising[::-1]
        for place, one in enumerate(listed):
            if number == block_at and place < skip:
                continue
            if len(found) == most:
                return _page(found, _key(view, number, place))
            found.append(one)
    return _page(found, None)


def _of_block(view: View, number: int, categories: list[str], wanted: Json) -> Iterator[Json]:
    """The block's transfers that are wanted, in its order."""
    block = view.by_number(number)
    if block is None:
        return
    dated = wanted.get("withMetadata") is True
    for one in movements(view, block, categories):
        if _meets(one, wanted):
            yield {**one, "metadata": {"blockTimestamp": _date(block)}} if dated else one


def _meets(one: Json, wanted: Json) -> bool:
    contracts = wanted.get("contractAddresses")
    raw = one["rawContract"]
    contract = raw["address"] if isinstance(raw, dict) else None
    if isinstance(contracts, list) and contracts:
        named = {str(address).lower() for address in contracts}
        if contract is not None and contract not in named:
            return False
    if wanted.get("excludeZeroValue", True) is not False and one["value"] == 0:
        return False
    ends = (("fromAddress", "from"), ("toAddress", "to"))
    return all(name not in wanted or str(wanted[name]).lower() == one[end] for name, end in ends)


def _categories(view: View, wanted: Json) -> list[str]:
    given = wanted.get("category")
    if not isinstance(given, list) or not given or not set(map(str, given)) <= set(CATEGORIES):
        raise RpcError(INVALID_PARAMS, f"category must name some of {', '.join(CATEGORIES)}")
    if "internal" in given and view.source.chain_id not in INTERNAL_CHAINS:
        raise RpcError(
            INVALID_PARAMS, "category internal is only supported on Ethereum and Polygon"
        )
    return [str(one) for one in given]


def _most(wanted: Json) -> int:
    most = quantity(wanted.get("maxCount", hex(MOST_ON_PAGE)))
    if not 1 <= most <= MOST_ON_PAGE:
        raise RpcError(INVALID_PARAMS, f"maxCount must lie between 0x1 and {hex(MOST_ON_PAGE)}")
    return most


def _numbers(view: View, wanted: Json) -> range:
    """The blocks to search, in the order in which they are told."""
    last = min(view.number(wanted.get("toBlock", "latest")), view.head)
    oldest = max(1, last - USUAL_BLOCKS + 1)
    first = view.number(wanted["fromBlock"]) if "fromBlock" in wanted else oldest
    order = wanted.get("order", "asc")
    if order not in {"asc", "desc"}:
        raise RpcError(INVALID_PARAMS, "order must be asc or desc")
    return range(first, last + 1) if order == "asc" else range(last, first - 1, -1)


def _begin(view: View, wanted: Json, numbers: range) -> tuple[int, int]:
    """Where a page begins: a block, and how many of its transfers were told already."""
    if "pageKey" not in wanted:
        return (numbers[0], 0) if numbers else (0, 0)
    parts = _KEY.fullmatch(str(wanted["pageKey"]))
    number, place, until_s = (int(part, 16) for part in parts.groups()) if parts else (0, 0, 0)
    if number not in numbers:
        raise RpcError(INVALID_PARAMS, "pageKey is not one of this query")
    if view.clock() // _SECOND_NS > until_s:
        raise RpcError(INVALID_PARAMS, "pageKey has expired: it lives ten minutes")
    return number, place


def _key(view: View, number: int, place: int) -> str:
    return f"{number:x}-{place:x}-{view.clock() // _SECOND_NS + KEY_LIFE_S:x}"


def _page(found: list[Json], key: str | None) -> Json:
    return {"transfers": found} if key is None else {"transfers": found, "pageKey": key}


def _date(block: Json) -> str:
    moment = datetime.fromtimestamp(quantity(block["timestamp"]), UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


METHODS: Mapping[str, Method] = {"alchemy_getAssetTransfers": _transfers}
