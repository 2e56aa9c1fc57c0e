"""Who addresses belong to, in memory."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from core.errors import BrokenInputError
from core.labels import Label
from db.memory.tables import Tables
from db.text import storable_label


class MemoryLabels:
    """``Labels`` over a dictionary."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def put(self, labels: Sequence[Label]) -> int:
        for label in labels:
            if label.owner and label.owner not in self._tables.users:
                raise BrokenInputError(f"the owner of a label is no user: {label.owner}")
        return keep_labels(self._tables, labels)

    async def remove(self, *, chain: str, address: str, source: str, owner: int = 0) -> bool:
        known = self._tables.labels.get((chain, address, owner, source))
        return bool(known and keep_labels(self._tables, [replace(known, removed=True)]))

    async def find(self, *, chain: str, addresses: Sequence[str], owner: int = 0) -> list[Label]:
        wanted = set(addresses)
        found = [
            label
            for label in self._seen_by(owner)
            if label.chain == chain and label.address in wanted
        ]
        return sorted(
            found, key=lambda each: (each.address, not each.owner, each.tier, each.source)
        )

    async def of_entity(self, entity: str, *, owner: int = 0, limit: int = 100) -> list[Label]:
        wanted = entity.lower()
        found = [label for label in self._seen_by(owner) if label.entity.lower() == wanted]
        return sorted(found, key=lambda each: (each.chain, each.name, each.address, each.source))[
            :limit
        ]

    async def changed(self, wait_s: float) -> None:
        await self._tables.labels_bell.wait(wait_s)

    async def changed_since(self, version: int, *, limit: int) -> list[Label]:
        newer = [label for label in self._tables.labels.values() if label.version > version]
        return sorted(newer, key=lambda label: label.version)[:limit]

    def _seen_by(self, owner: int) -> Iterable[Label]:
        labels = self._tables.labels.values()
        return (each for each in labels if each.owner in {0, owner} and not each.removed)


def keep_labels(tables: Tables, labels: Iterable[Label]) -> int:
    """Take in labels; how many of them were new or changed something."""
    clean = map(storable_label, labels)
    latest = {(each.chain, each.address, each.owner, each.source): each for each in clean}
    changed = 0
    for key, label in latest.items():
        known = tables.labels.get(key)
        if known is not None and replace(label, version=known.version) == known:
            continue
        tables.labels_version += 1
        tables.labels[key] = replace(label, version=tables.labels_version)
        changed += 1
    if changed:
        tables.labels_bell.ring()
    return changed


def _precedence(label: Label) -> tuple[str, bool, str, str]:
    return label.address, not label.owner, label.tier, label.source
