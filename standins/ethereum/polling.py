"""Filters that are asked again and again, for clients without a WebSocket."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count

from standins.ethereum.arguments import Params, mapping, text
from standins.ethereum.errors import SERVER, RpcError
from standins.ethereum.matching import logs_in
from standins.ethereum.methods.logs import get_logs
from standins.ethereum.source import Json
from standins.ethereum.view import View

LIFE_S = 300
"""A filter nobody asks for so long is forgotten (geth, five minutes)."""

_SECOND_NS = 1_000_000_000


@dataclass(slots=True)
class Filter:
    """What has happened since it was last asked; ``wanted`` is None for blocks."""

    asked_ns: int
    wanted: Json | None = None
    news: list[object] = field(default_factory=list)


class Polling:
    """The polling filters of a node.

    Parameters
    ----------
    view
        The chain.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._filters: dict[str, Filter] = {}
        self._ids = count(1)
        self.methods: Mapping[str, Callable[[Params], object]] = {
            "eth_newBlockFilter": lambda _: self._new(None),
            "eth_newFilter": lambda params: self._new(mapping(params, 0)),
            "eth_getFilterChanges": self._changes,
            "eth_getFilterLogs": self._logs,
            "eth_uninstallFilter": self._end,
        }

    def __len__(self) -> int:
        return len(self._filters)

    def come(self, block_hash: str) -> None:
        """A block of the chain has come."""
        for one in self._alive():
            if one.wanted is None:
                one.news.append(block_hash)
            else:
                one.news += logs_in(self._view.receipts(block_hash), one.wanted)

    def gone(self, block_hashes: list[str]) -> None:
        """Blocks have left the chain: their logs come again, removed."""
        for one in self._alive():
            for block_hash in reversed(block_hashes if one.wanted is not None else []):
                logs = logs_in(self._view.receipts(block_hash), one.wanted or {})
                one.news += [{**log, "removed": True} for log in logs]

    def _new(self, wanted: Json | None) -> str:
        name = hex(next(self._ids))
        self._filters[name] = Filter(asked_ns=self._view.clock(), wanted=wanted)
        return name

    def _changes(self, params: Params) -> object:
        found = self._find(params)
        news, found.news = found.news, []
        return news

    def _logs(self, params: Params) -> object:
        wanted = self._find(params).wanted
        if wanted is None:
            raise RpcError(SERVER, "filter not found")
        return get_logs(self._view, wanted)

    def _end(self, params: Params) -> object:
        return self._filters.pop(text(params, 0), None) is not None

    def _find(self, params: Params) -> Filter:
        self._alive()
        found = self._filters.get(text(params, 0))
        if found is None:
            raise RpcError(SERVER, "filter not found")
        found.asked_ns = self._view.clock()
        return found

    def _alive(self) -> list[Filter]:
        since = self._view.clock() - LIFE_S * _SECOND_NS
        self._filters = {name: one for name, one in self._filters.items() if one.asked_ns >= since}
        return list(self._filters.values())
