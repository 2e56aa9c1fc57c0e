"""The market's ledger: what was made to happen, when, where, and when it could be known.

One family of records for everything, so that precision and recall of any detector are a matter
of matching two lists. What only looks like something is in it too, with ``report`` false and the
reason: whoever reports it is wrong.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field

KEPT = 20_000
"""Records in memory; a long run forgets the oldest (the file keeps them all)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One true thing.

    Attributes
    ----------
    kind
        ``wall``, ``fair_value_gap``, ``sweep``, ``cascade`` … (``docs/adding/a-scenario.md``).
    id
        The same from the same seed and scenario.
    symbol
        ``ETHUSDT``.
    at_ms, known_ms
        When it happened, and the earliest moment at which an observer could know it.
    planted
        Whether it was made on purpose; what the ordinary noise brought forth is true all the same.
    report
        False for a look-alike: it must not be reported, and ``reason`` says why.
    numbers, texts
        Prices, sizes in coins, times; sides and names.
    """

    kind: str
    id: str
    symbol: str
    at_ms: int
    known_ms: int
    planted: bool = False
    report: bool = True
    reason: str = ""
    numbers: Mapping[str, float] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The record as it is written and shown."""
        return asdict(self)


class Truth:
    """Everything that is true of a market, in the order in which it became known.

    Parameters
    ----------
    open_ms
        When the market opened; part of every id, because one file holds many openings.
    """

    def __init__(self, open_ms: int = 0) -> None:
        self._opened = open_ms // 1_000
        self._records: deque[Record] = deque(maxlen=KEPT)
        self._unwritten: list[Record] = []
        self._count = 0

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def name(self, kind: str, symbol: str) -> str:
        """An id nobody has yet."""
        self._count += 1
        return f"{kind}:{symbol}:{self._opened}:{self._count}"

    def tell(self, record: Record) -> None:
        """Write a record down."""
        self._records.append(record)
        self._unwritten.append(record)
        if len(self._unwritten) > KEPT:
            del self._unwritten[0]

    def unwritten(self) -> list[Record]:
        """Records told since the last time somebody asked."""
        fresh, self._unwritten = self._unwritten, []
        return fresh


def selected(
    records: Iterable[Record],
    *,
    kind: str | None = None,
    symbol: str | None = None,
    since_ms: int = 0,
    report: bool = False,
) -> Iterator[Record]:
    """Records of a kind, of a symbol, known at or after a moment; all when nothing is said.

    Parameters
    ----------
    report
        Only what must be reported: no look-alikes.
    """
    for record in records:
        if (
            kind in (None, record.kind)
            and symbol in (None, record.symbol)
            and record.known_ms >= since_ms
            and record.report >= report
        ):
            yield record
