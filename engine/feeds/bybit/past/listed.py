"""Questions about symbols wait until the venue's list has the symbol."""

from typing import Protocol

from engine.feeds.bybit.past.instruments import Instruments
from engine.feeds.bybit.rest import RestDesk
from engine.feeds.bybit.topics import symbol_of

# The list is a page or two. Without it the questions are worth a try: most symbols do exist.
_PATIENCE_NS = 3 * 1_000_000_000


class Desk(Protocol):
    """Where questions are put."""

    def ask(self, purpose: str, path: str) -> None: ...
    def trouble(self, purpose: str, now_ns: int) -> str: ...


class ListedDesk:
    """The desk, for questions whose purpose ends with a symbol.

    A symbol that the venue does not list would be refused once for each of its histories. Where
    the list cannot be had within three seconds, everything is asked.

    Parameters
    ----------
    desk
        Where the questions go in the end.
    instruments
        The venue's list.
    """

    def __init__(self, desk: RestDesk, instruments: Instruments) -> None:
        self._desk = desk
        self._instruments = instruments
        self._waiting: dict[str, str] = {}
        self._until_ns: int | None = None

    def ask(self, purpose: str, path: str) -> None:
        """Put a question, or keep it until the list has its symbol."""
        if self._instruments.known(symbol_of(purpose)):
            self._desk.ask(purpose, path)
        else:
            self._waiting[purpose] = path

    def trouble(self, purpose: str, now_ns: int) -> str:
        """Why a question has no answer yet, in words; "" when it is not waited for."""
        if purpose not in self._waiting:
            return self._desk.trouble(purpose, now_ns)
        why_not = self._instruments.why_not(symbol_of(purpose))
        return why_not or self._desk.trouble(self._instruments.purpose, now_ns)

    def tick(self, now_ns: int) -> None:
        """Time has passed, or the list was read: put what need not wait any more."""
        if self._until_ns is None:
            self._until_ns = now_ns + _PATIENCE_NS
        for purpose in list(self._waiting):
            known = self._instruments.known(symbol_of(purpose))
            if known or (known is None and now_ns >= self._until_ns):
                self._desk.ask(purpose, self._waiting.pop(purpose))
