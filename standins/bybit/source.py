"""What the Bybit stand-in needs from whatever feeds it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol

from standins.bybit.desk import Desk
from standins.bybit.frames import Frame
from standins.bybit.wire import Message
from standins.market.exchange.truth import Record
from standins.stage import Source


class FrameSource(Source, Protocol):
    """A source of frames in the order of their time."""

    @property
    def desks(self) -> Mapping[str, Desk]:
        """One desk for each symbol that is traded."""

    @property
    def books(self) -> Collection[str]:
        """The order book topics it feeds."""

    def advance(self, wants: Callable[[str], bool]) -> Iterable[Frame]:
        """Give the frames that are due now and move on to the next moment.

        ``wants`` says whether anybody listens to a topic; what nobody wants need not be made, if
        the source can tell all of it later (`whole`) or it is of the moment (candles).
        """

    def whole(self, topic: str, *, asleep: bool) -> Message | None:
        """What brings a memory of a topic up to date: all it has said, or what is missing.

        ``asleep`` says that nobody has listened, so that there may be news that were not told.
        None when the source keeps no memory itself, or nothing has happened yet.
        """

    def funding(self, symbol: str, until_ms: int, limit: int) -> list[tuple[int, str]]:
        """Funding rates up to a moment, newest first: time in ms and rate."""

    def open_interest(self, symbol: str, times: list[int]) -> list[str]:
        """Open interest of both sides, in coins, at past moments; empty when it is not known."""

    def troubles(self) -> Sequence[Mapping[str, object]]:
        """Faults that are due now, as ``POST /control/faults`` takes them; each is given once."""

    def ledger(self) -> Sequence[Record]:
        """What is true of what it feeds, as far as it is known; empty for a recording."""
