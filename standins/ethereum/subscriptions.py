"""Who wants to hear of new blocks, logs, mined and pending transactions."""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import count
from typing import Protocol

import msgspec

from standins.ethereum.board import Board
from standins.ethereum.errors import (
    INVALID_PARAMS,
    SERVER,
    TIMED_OUT_TEXT,
    UNKNOWN_METHOD,
    RpcError,
)
from standins.ethereum.matching import (
    check_addresses,
    logs_in,
    mined_meets,
    pending_meets,
    rows,
)
from standins.ethereum.source import Json
from standins.ethereum.spelling import header
from standins.ethereum.view import View

HEADS, LOGS = "newHeads", "logs"
MINED, PENDING = "alchemy_minedTransactions", "alchemy_pendingTransactions"
PENDING_HASHES = "newPendingTransactions"
KINDS = (HEADS, LOGS, MINED, PENDING, PENDING_HASHES)

ALCHEMY_CHAINS = (1, 42161, 137, 10)
"""Ethereum, Arbitrum, Polygon and Optimism have subscriptions of Alchemy's own; Base has none."""

TIMED_OUT = msgspec.json.encode({"error": {"code": SERVER, "message": TIMED_OUT_TEXT}})


class Listener(Protocol):
    """Someone who takes notifications."""

    def push(self, payload: bytes) -> None:
        """Take one; must not wait."""


@dataclass(slots=True)
class Subscription:
    """One ``eth_subscribe`` that was granted, and when it last heard something."""

    listener: Listener
    kind: str
    heard_ns: int
    wanted: Json = field(default_factory=dict)


class Subscriptions:
    """All subscriptions of a node.

    Parameters
    ----------
    view
        Where the blocks are that are announced, and how much a client gets.
    board
        Faults that stand in the road of heads.
    """

    def __init__(self, view: View, board: Board) -> None:
        self._view = view
        self._board = board
        self._standing: dict[str, Subscription] = {}
        self._ids = count(1)
        self.sent: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._standing)

    def add(self, listener: Listener, params: list[object]) -> str:
        """Grant a subscription; its id, new each time.

        Raises
        ------
        RpcError
            The kind is unknown on this chain, its filter is none, or there are too many.
        """
        kind = params[0] if params else None
        if not isinstance(kind, str) or not self._offers(kind):
            raise RpcError(UNKNOWN_METHOD, f'no "{kind}" subscription in eth namespace')
        wanted = params[1] if len(params) > 1 else {}
        if not isinstance(wanted, dict):
            raise RpcError(INVALID_PARAMS, "invalid argument 1: an object is needed")
        check_addresses(wanted)
        most = self._view.limits.subscriptions
        if sum(held.listener is listener for held in self._standing.values()) >= most:
            raise RpcError(SERVER, f"too many subscriptions: a connection may hold {most}")
        name = self._name(kind)
        self._standing[name] = Subscription(listener, kind, self._view.clock(), wanted)
        return name

    def remove(self, listener: Listener, name: str) -> bool:
        """End a subscription of a listener; whether there was one."""
        found = self._standing.get(name)
        if found is None or found.listener is not listener:
            return False
        del self._standing[name]
        return True

    def leave(self, listener: Listener) -> None:
        """End all subscriptions of a listener."""
        mine = [name for name, held in self._standing.items() if held.listener is listener]
        for name in mine:
            del self._standing[name]

    def drop(self, *, told: bool, quiet_ns: int = 0) -> int:
        """Forget every subscription, with an error frame each or without; how many.

        With ``quiet_ns`` only those for logs that have heard nothing for so long.
        """
        since = self._view.clock() - quiet_ns
        gone = [
            (name, held)
            for name, held in self._standing.items()
            if not quiet_ns or (held.kind == LOGS and held.heard_ns <= since)
        ]
        for name, held in gone:
            del self._standing[name]
            if told:
                held.listener.push(TIMED_OUT)
        return len(gone)

    def announce(self, block_hash: str) -> None:
        """Tell of a block of the chain: its header, its logs, its transactions."""
        block = self._view.by_hash(block_hash)
        if block is None:
            return
        if self._wanted(HEADS):
            self._tell(HEADS, list(self._board.heads(header(block))))
        if self._wanted(LOGS):
            self._logs(block_hash, removed=False)
        self._mined(block, removed=False)

    def retract(self, block_hashes: list[str]) -> None:
        """Tell that blocks have left the chain: their logs and transactions again, removed."""
        for block_hash in reversed(block_hashes):
            block = self._view.by_hash(block_hash)
            if block is not None:
                self._logs(block_hash, removed=True)
                self._mined(block, removed=True)

    @property
    def await_gossip(self) -> bool:
        """Whether anybody wants to hear of transactions before they are mined."""
        return self._wanted(PENDING) or self._wanted(PENDING_HASHES)

    def gossip(self, transactions: list[Json]) -> None:
        """Tell of transactions that wait to be mined."""
        for name, held in list(self._standing.items()):
            if held.kind == PENDING:
                for transaction in transactions:
                    if pending_meets(transaction, held.wanted):
                        short = held.wanted.get("hashesOnly") is True
                        self._send(name, held, transaction["hash"] if short else transaction)
            elif held.kind == PENDING_HASHES:
                for transaction in transactions:
                    self._send(name, held, transaction["hash"])

    def ghost(self) -> int:
        """Repeat the head to all who want heads, under an id nobody was given; how many heard."""
        block = self._view.by_number(self._view.head)
        wanting = [held for held in self._standing.values() if held.kind == HEADS]
        for held in wanting if block else []:
            self._send(self._name("ghost"), held, header(block or {}))
        return len(wanting)

    def _offers(self, kind: str) -> bool:
        """Whether there is such a subscription on this chain."""
        return kind in KINDS and (
            not kind.startswith("alchemy_") or self._view.source.chain_id in ALCHEMY_CHAINS
        )

    def _name(self, kind: str) -> str:
        text = f"{next(self._ids)}:{kind}".encode()
        return "0x" + blake2b(text, digest_size=16).hexdigest()

    def _wanted(self, kind: str) -> bool:
        return any(held.kind == kind for held in self._standing.values())

    def _tell(self, kind: str, results: list[Json]) -> None:
        raws = [msgspec.Raw(msgspec.json.encode(result)) for result in results]
        for name, held in list(self._standing.items()):
            if held.kind == kind:
                for raw in raws:
                    self._send(name, held, raw)

    def _logs(self, block_hash: str, *, removed: bool) -> None:
        receipts = self._view.receipts(block_hash)
        for name, held in list(self._standing.items()):
            if held.kind == LOGS:
                for log in logs_in(receipts, held.wanted):
                    self._send(name, held, {**log, "removed": removed})

    def _mined(self, block: Json, *, removed: bool) -> None:
        for name, held in list(self._standing.items()):
            if held.kind != MINED or (removed and not held.wanted.get("includeRemoved")):
                continue
            for transaction in rows(block.get("transactions")):
                if mined_meets(transaction, held.wanted):
                    short = held.wanted.get("hashesOnly") is True
                    shown = {"hash": transaction["hash"]} if short else transaction
                    self._send(name, held, {"removed": removed, "transaction": shown})

    def _send(self, name: str, held: Subscription, result: object) -> None:
        self.sent[held.kind] += 1
        held.heard_ns = self._view.clock()
        notification = {
            "jsonrpc": "2.0",
            "method": "eth_subscription",
            "params": {"subscription": name, "result": result},
        }
        held.listener.push(msgspec.json.encode(notification))
