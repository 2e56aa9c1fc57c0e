"""Internal moves as Alchemy tells them: ``alchemy_getAssetTransfers``, category ``internal``.

The last resort where a node has no traces. Served on Ethereum and Polygon; at most 1,000 moves a
page, whose key is good for ten minutes. It is asked by number, so that an answer may speak of a
block that has been replaced (see ``internal_transfers``). Source: the provider's page of the
method, 2025-06.
"""

import re
from collections import Counter

import msgspec

from core.errors import BrokenInputError
from engine.feeds.ethereum.contents.moves import InternalMove
from engine.feeds.ethereum.contents.quantities import quantity

METHOD = "alchemy_getAssetTransfers"
_MOST = "0x3e8"
_NUMBER = re.compile(r"\d+")


class _Contract(msgspec.Struct):
    value: str | None = None


class _Moved(msgspec.Struct, rename="camel", kw_only=True):
    block_num: str
    hash: str
    sender: str = msgspec.field(name="from")
    to: str | None = None
    unique_id: str = ""
    category: str = "internal"
    raw_contract: _Contract = msgspec.field(default_factory=_Contract)


class _Page(msgspec.Struct, rename="camel", kw_only=True):
    transfers: list[_Moved]
    page_key: str | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Moves, and the key of the page behind them; None on the last one."""

    moves: list[InternalMove]
    next_key: str | None


_pages = msgspec.json.Decoder(_Page)


def params_of(number: int, page_key: str | None = None) -> list[object]:
    """Parameters of the request for a block's internal moves, or for one of its further pages.

    >>> params_of(255)[0]["fromBlock"]
    '0xff'
    """
    wanted: dict[str, object] = {
        "fromBlock": hex(number),
        "toBlock": hex(number),
        "category": ["internal"],
        "order": "asc",
        "excludeZeroValue": True,
        "withMetadata": False,
        "maxCount": _MOST,
    }
    if page_key is not None:
        wanted["pageKey"] = page_key
    return [wanted]


def internal_of(result: bytes | msgspec.Raw, *, min_wei: int) -> Page:
    """The moves of at least ``min_wei`` on a page.

    ``step`` is the number that ``uniqueId`` ends in, as the provider counts; where it names none,
    the how-manieth of its transaction. How the ether moved is not told: all count as calls.

    Raises
    ------
    BrokenInputError
        If it is no page of transfers; the message names the field that is wrong.
    """
    try:
        page = _pages.decode(result)
    except msgspec.MsgspecError as error:
        raise BrokenInputError(f"not a page of {METHOD}: {error}") from error
    seen: Counter[str] = Counter()
    moves = []
    for moved in page.transfers:
        seen[moved.hash] += 1
        move = _move(moved, seen[moved.hash] - 1)
        if move is not None and move.value_wei >= min_wei:
            moves.append(move)
    return Page(moves=moves, next_key=page.page_key or None)


def _move(moved: _Moved, before: int) -> InternalMove | None:
    """None for what is no ether that changed its owner."""
    text = moved.raw_contract.value
    if moved.category != "internal" or text is None or moved.to is None or moved.to == moved.sender:
        return None
    return InternalMove(
        block_number=quantity(moved.block_num, "blockNum"),
        tx_hash=moved.hash,
        index=0,
        step=_step(moved.unique_id) or (before,),
        way="call",
        sender=moved.sender.lower(),
        recipient=moved.to.lower(),
        value_wei=quantity(text, f"value in {moved.hash}"),
    )


def _step(unique_id: str) -> tuple[int, ...]:
    """``0x…:internal:0_1`` is step (0, 1)."""
    return tuple(map(int, _NUMBER.findall(unique_id.partition(":internal")[2])))
