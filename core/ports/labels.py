"""Who addresses belong to, as far as anybody said."""

from collections.abc import Sequence
from typing import Protocol

from core.labels import Label


class Labels(Protocol):
    """Labels of addresses, one for each source and owner.

    A label is known by (chain, address, owner, source): a source that says something else about an
    address later replaces what it said. ``version`` is given by the store and ignored in what it
    is handed. Methods that look up leave removed labels out; only ``changed_since`` tells them.
    """

    async def put(self, labels: Sequence[Label]) -> int:
        """Take in labels; how many of them were new or changed something.

        Raises
        ------
        BrokenInputError
            If an owner is no user; none of them is stored then.
        """

    async def remove(self, *, chain: str, address: str, source: str, owner: int = 0) -> bool:
        """Take one source's word back; False when there was none."""

    async def find(self, *, chain: str, addresses: Sequence[str], owner: int = 0) -> list[Label]:
        """What is said about these addresses: everybody's labels, and those of ``owner``.

        In the order of address, then a user's own first, then the better tier.
        """

    async def of_entity(self, entity: str, *, owner: int = 0, limit: int = 100) -> list[Label]:
        """The labels of an entity, whatever the case of its letters; by chain and name."""

    async def changed(self, wait_s: float) -> None:
        """Come back when a label may have changed, or after ``wait_s``."""

    async def changed_since(self, version: int, *, limit: int) -> list[Label]:
        """The next changes after ``version``, oldest first, removed labels and all owners' too."""
