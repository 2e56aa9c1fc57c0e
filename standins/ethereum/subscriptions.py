"""Who wants to hear of new blocks, logs and mined transactions."""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import count
from typing import Protocol

import msgspec

from standins.ethereum.errors import INVALID_PARAMS, UNKNOWN_METHOD, RpcError
from standins.ethereum.source import BlockSource, Json
from standins.ethereum.spelling import header

KINDS = ("newHeads", "logs", "alchemy_minedTransactions")
MOST_ADDRESSES = 1_000


class Listener(Protocol):
    """Someone who takes notifications."""

    def push(self, payload: bytes) -> None:
        """Take one; must not wait."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One ``eth_subscribe`` that was granted."""

    listener: Listener
    kind: str
    wanted: Json = field(default_factory=dict)


class Subscriptions:
    """All subscriptions of a node.

    Parameters
    ----------
    source
        Where the blocks are that are announced.
    """

    def __init__(self, source: BlockSource) -> None:
        self._source = source
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
            The kind is unknown, or its filter is not one.
        """
        kind = params[0] if params else None
        if not isinstance(kind, str) or kind not in KINDS:
            raise RpcError(UNKNOWN_METHOD, f'no "{kind}" subscription in eth namespace')
        wanted = params[1] if len(params) > 1 else {}
        if not isinstance(wanted, dict):
            raise RpcError(INVALID_PARAMS, "invalid argument 1: an object is needed")
        addresses = wanted.get("addresses", [])
        if isinstance(addresses, list) and len(addresses) > MOST_ADDRESSES:
            raise RpcError(INVALID_PARAMS, f"more than {MOST_ADDRESSES} addresses")
        text = f"{next(self._ids)}:{kind}".encode()
        name = "0x" + blake2b(text, digest_size=16).hexdigest()
        self._standing[name] = Subscription(listener, kind, wanted)
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

    def drop_all(self) -> int:
        """Forget every subscription without telling anyone; how many there were."""
        dropped = len(self._standing)
        self._standing.clear()
        return dropped

    def announce(self, block_hash: str) -> None:
        """Tell of a block of the chain: its header, its logs, its transactions."""
        block = self._source.by_hash(block_hash)
        if block is None:
            return
        for name, held in list(self._standing.items()):
            match held.kind:
                case "newHeads":
                    self._send(name, held, header(block))
                case "logs":
                    for log in self.logs_of(block_hash, held.wanted):
                        self._send(name, held, log)
                case _:
                    self._send_mined(name, held, block, removed=False)

    def retract(self, block_hashes: list[str]) -> None:
        """Tell that blocks have left the chain: their logs and transactions again, removed."""
        for block_hash in reversed(block_hashes):
            block = self._source.by_hash(block_hash)
            for name, held in list(self._standing.items()):
                if held.kind == "logs":
                    for log in self.logs_of(block_hash, held.wanted):
                        self._send(name, held, {**log, "removed": True})
                elif held.kind == "alchemy_minedTransactions" and held.wanted.get("includeRemoved"):
                    self._send_mined(name, held, block or {}, removed=True)

    def logs_of(self, block_hash: str, wanted: Json) -> list[Json]:
        """Logs of a block that meet a filter of addresses and topics."""
        receipts = self._source.receipts(block_hash) or []
        logs = [log for receipt in receipts for log in _rows(receipt.get("logs"))]
        return [log for log in logs if _log_meets(log, wanted)]

    def _send_mined(self, name: str, held: Subscription, block: Json, *, removed: bool) -> None:
        for transaction in _rows(block.get("transactions")):
            if _transaction_meets(transaction, held.wanted):
                hashes_only = held.wanted.get("hashesOnly") is True
                shown = {"hash": transaction["hash"]} if hashes_only else transaction
                self._send(name, held, {"removed": removed, "transaction": shown})

    def _send(self, name: str, held: Subscription, result: Json) -> None:
        self.sent[held.kind] += 1
        notification = {
            "jsonrpc": "2.0",
            "method": "eth_subscription",
            "params": {"subscription": name, "result": result},
        }
        held.listener.push(msgspec.json.encode(notification))


def _rows(rows: object) -> list[Json]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _log_meets(log: Json, wanted: Json) -> bool:
    """Addresses are alternatives; topics are positions, null is any, a list is alternatives."""
    addresses = _alternatives(wanted.get("address"))
    if addresses and str(log["address"]).lower() not in addresses:
        return False
    topics = log["topics"]
    given = wanted.get("topics")
    if not isinstance(given, list) or not isinstance(topics, list):
        return True
    if len(given) > len(topics):
        return False
    positions = [
        (_alternatives(one), str(topic)) for one, topic in zip(given, topics, strict=False)
    ]
    return all(not alternatives or topic in alternatives for alternatives, topic in positions)


def _transaction_meets(transaction: Json, wanted: Json) -> bool:
    """Any of the address objects; within one, sender and receiver must both fit."""
    objects = _rows(wanted.get("addresses"))
    return not objects or any(
        all(str(transaction.get(end)).lower() == str(one[end]).lower() for end in one)
        for one in objects
    )


def _alternatives(given: object) -> set[str]:
    if given is None:
        return set()
    return {str(one).lower() for one in given} if isinstance(given, list) else {str(given).lower()}
