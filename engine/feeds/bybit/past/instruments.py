"""What the venue lists: which symbols there are, how their prices and sizes step."""

import difflib

import msgspec

from core.conversation import Step
from core.time_units import SECOND_NS
from engine.feeds.bybit.past.rows import MS
from engine.feeds.bybit.past.words import clock
from engine.feeds.bybit.rest import RestDesk, Result, requests
from engine.feeds.bybit.topics import Category

_REFRESH_NS = 3_600 * SECOND_NS
_SOONEST_NS = 60 * SECOND_NS
_REFUSAL_STANDS_NS = 300 * SECOND_NS
_MOST_PAGES = 50
_TRADING, _PRE_LAUNCH = "Trading", "PreLaunch"


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    """One listed symbol.

    ``tick_size`` and ``lot_step`` are the venue's decimal text. ``launch_ns`` and
    ``funding_interval_ns`` are None where there is none (spot; dated futures pay no funding).
    """

    symbol: str
    status: str
    tick_size: str
    lot_step: str
    launch_ns: int | None
    funding_interval_ns: int | None


class _Filters(msgspec.Struct):
    tickSize: str = ""  # noqa: N815  the venue's own spelling
    qtyStep: str = ""  # noqa: N815
    basePrecision: str = ""  # noqa: N815


class _Row(msgspec.Struct):
    symbol: str
    status: str = _TRADING
    launchTime: str = ""  # noqa: N815
    fundingInterval: int = 0  # noqa: N815  minutes
    priceFilter: _Filters = msgspec.field(default_factory=_Filters)  # noqa: N815
    lotSizeFilter: _Filters = msgspec.field(default_factory=_Filters)  # noqa: N815


class _List(msgspec.Struct):
    list: list[_Row]
    nextPageCursor: str = ""  # noqa: N815


_lists = msgspec.json.Decoder(_List)


class Instruments:
    """The venue's list of one market, read whole every hour, and sooner after a doubt.

    ``version`` grows by one with every list that was read whole: what was refused may be tried
    again then. Contracts before their launch are listed and have no feed until they trade.
    """

    purpose = "instruments"

    def __init__(self, desk: RestDesk, *, category: Category) -> None:
        self.version = 0
        self._desk = desk
        self._category = category
        self._listed: dict[str, Instrument] = {}
        self._reading: dict[str, Instrument] = {}
        self._pages = 0
        self._status = _TRADING
        self._due_ns = 0
        self._begun_ns = -_SOONEST_NS
        self._doubted = False

    def known(self, symbol: str) -> bool | None:
        """Whether the venue lists a symbol; None as long as no list was read."""
        return symbol in self._listed if self.version else None

    def get(self, symbol: str) -> Instrument | None:
        """What is known of a symbol."""
        return self._listed.get(symbol)

    def why_not(self, symbol: str) -> str:
        """Why the venue has no feed for a symbol, in words; "" where it has one, or nobody knows.

        A symbol that is not listed is answered with the listed one that is spelled most like it.
        """
        instrument = self._listed.get(symbol)
        if self.version == 0 or (instrument is not None and instrument.status == _TRADING):
            return ""
        if instrument is not None:
            when = clock(instrument.launch_ns) if instrument.launch_ns else "a later time"
            return f"Bybit {self._category} lists {symbol}, but it trades only from {when}"
        like = difflib.get_close_matches(symbol.upper(), self._listed, n=1)
        hint = f"; did you mean {like[0]}?" if like else ""
        return f"Bybit {self._category} has no instrument {symbol}{hint}"

    def recheck(self) -> None:
        """Something was refused: read the list again, at most once a minute."""
        self._doubted = True

    def tick(self, now_ns: int) -> list[Step]:
        """Begin to read when it is time."""
        if self._doubted and now_ns - self._begun_ns >= _SOONEST_NS:
            self._due_ns = now_ns
        if now_ns >= self._due_ns:
            self._doubted = False
            self._begun_ns = now_ns
            self._due_ns = now_ns + _REFRESH_NS
            self._begin(_TRADING)
        return []

    def answered(self, result: Result, now_ns: int) -> list[Step]:
        """Take a page in and ask for the next; after the last, the list is the new one."""
        del now_ns
        page = _lists.decode(result.raw)
        self._reading |= {row.symbol: _instrument(row) for row in page.list}
        self._pages += 1
        if page.nextPageCursor and page.list and self._pages < _MOST_PAGES:
            self._ask(page.nextPageCursor)
        elif self._status == _TRADING and self._category != "spot":
            self._begin(_PRE_LAUNCH, keep=self._reading)
        else:
            self._complete()
        return []

    def refused(self, reason: str, now_ns: int) -> list[Step]:
        """The list stays as it was for now; contracts before their launch are no loss."""
        del reason
        if self._status == _PRE_LAUNCH:
            self._complete()
        else:
            self._due_ns = now_ns + _REFUSAL_STANDS_NS
        return []

    def _begin(self, status: str, keep: dict[str, Instrument] | None = None) -> None:
        self._status = status
        self._reading = keep or {}
        self._pages = 0
        self._ask("")

    def _ask(self, cursor: str) -> None:
        path = requests.instruments(self._category, status=self._status, cursor=cursor)
        self._desk.ask(self.purpose, path)

    def _complete(self) -> None:
        self._listed, self._reading = self._reading, {}
        self.version += 1


def _instrument(row: _Row) -> Instrument:
    return Instrument(
        symbol=row.symbol,
        status=row.status,
        tick_size=row.priceFilter.tickSize,
        lot_step=row.lotSizeFilter.qtyStep or row.lotSizeFilter.basePrecision,
        launch_ns=int(row.launchTime or 0) * MS or None,
        funding_interval_ns=row.fundingInterval * 60 * SECOND_NS or None,
    )
