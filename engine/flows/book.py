"""Whose address it is: every label of a process, in memory."""

from collections.abc import Iterable

from core.labels import BY_HAND, Label

_Key = tuple[int, str, str]


class LabelBook:
    """Finds the best label of an address; a look-up costs the same however many there are.

    A user's own label stands above everybody's. Of everybody's one that was set by hand comes
    first, then the better tier; of one tier a label that says what the address is for stands above
    one that does not (``other``), then the source whose name comes first in the alphabet, so that
    the answer never depends on the order in which labels came.

    Parameters
    ----------
    labels
        What is known from the start, such as ``engine.flows.known_labels()``.
    """

    def __init__(self, labels: Iterable[Label] = ()) -> None:
        # Nearly every address has one label: tuples of one cost a fifth of what dictionaries would.
        self._labels: dict[_Key, tuple[Label, ...]] = {}
        for label in labels:
            self.put(label)

    def __len__(self) -> int:
        """How many addresses have a label, each user's own counted apart."""
        return len(self._labels)

    def put(self, label: Label) -> None:
        """Take in a new or changed label; a removed one leaves."""
        key = (label.owner, label.chain, label.address)
        others = [each for each in self._labels.get(key, ()) if each.source != label.source]
        kept = others if label.removed else sorted([*others, label], key=_rank)
        if kept:
            self._labels[key] = tuple(kept)
        else:
            self._labels.pop(key, None)

    @staticmethod
    def in_turn(labels: Iterable[Label]) -> list[Label]:
        """What is said of one address, as it counts for one user: the first is the best."""
        return sorted(labels, key=lambda label: (not label.owner, *_rank(label)))

    def best(self, chain: str, address: str | None, *, owner: int = 0) -> Label | None:
        """The label to show and to reckon with, for everybody or for one user.

        >>> from core.labels import Entity
        >>> hot = Label(chain="ethereum", address="0x1", entity=Entity("Binance"),
        ...             name="Binance 14", category="exchange", source="a list", tier="A")
        >>> book = LabelBook([hot])
        >>> book.best("ethereum", "0x1").name, book.best("ethereum", "0x2")
        ('Binance 14', None)
        """
        if address is None:
            return None
        own = self._labels.get((owner, chain, address)) if owner else None
        found = own or self._labels.get((0, chain, address))
        return found[0] if found else None


def _rank(label: Label) -> tuple[bool, str, bool, str]:
    return label.source != BY_HAND, label.tier, label.category == "other", label.source
