"""Specification of the list of instruments: what is listed, what steps it has, what was meant."""

from core.conversation import Fetch, Reply
from engine.feeds.bybit.past import Past
from engine.feeds.bybit.rest import Pace, RestDesk
from engine.feeds.bybit.topics import Category
from tests.support.bybit_rest import MS, a_reply, fetches, the_query
from tests.support.facts import NOON, SECOND


def a_row(symbol: str, **more: object) -> dict[str, object]:
    """As the venue lists a perpetual contract."""
    return {
        "symbol": symbol,
        "contractType": "LinearPerpetual",
        "status": "Trading",
        "launchTime": "1585526400000",
        "priceFilter": {"minPrice": "0.01", "tickSize": "0.01"},
        "lotSizeFilter": {"qtyStep": "0.001", "minNotionalValue": "5"},
        "fundingInterval": 480,
        "preListingInfo": None,
        **more,
    }


class Reading:
    """A market's list, read page by page."""

    def __init__(self, *symbols: str, category: Category = "linear", page: int = 500) -> None:
        self.rows: dict[str, list[dict[str, object]]] = {
            "Trading": [a_row(symbol) for symbol in symbols],
            "PreLaunch": [],
        }
        self.page = page
        self.now_ns = NOON
        self.pages: list[Fetch] = []
        self.past = Past(RestDesk(Pace()), [], [], category=category)

    def read(self, seconds: float = 0) -> None:
        """Time passes; what is asked is answered."""
        self.now_ns += int(seconds * SECOND)
        steps = self.past.tick(self.now_ns)
        while found := fetches(steps):
            self.pages += found
            steps = self.past.fetched(found[0], self._answer(found[0]), self.now_ns)

    def _answer(self, fetch: Fetch) -> Reply:
        query = the_query(fetch)
        rows, first = self.rows[query["status"]], int(query.get("cursor", 0))
        more = first + self.page < len(rows)
        cursor = str(first + self.page) if more else ""
        return a_reply({"list": rows[first : first + self.page], "nextPageCursor": cursor})


def test_before_the_first_list_nobody_knows() -> None:
    reading = Reading("ETHUSDT")

    instruments = reading.past.instruments

    assert instruments.known("ETHUSDT") is None
    assert instruments.why_not("NOPEUSDT") == ""
    assert instruments.version == 0


def test_all_pages_are_read_before_the_list_counts() -> None:
    reading = Reading(*(f"ALT{number:04d}USDT" for number in range(1_234)), "ETHUSDT")

    reading.read()

    instruments = reading.past.instruments
    assert len(reading.pages) == 3 + 1
    assert instruments.version == 1
    assert instruments.known("ALT0000USDT") is True
    assert instruments.known("ETHUSDT") is True
    assert instruments.known("NOPEUSDT") is False


def test_an_instrument_tells_its_steps_in_the_venues_text() -> None:
    reading = Reading("ETHUSDT")
    reading.read()

    instrument = reading.past.instruments.get("ETHUSDT")

    assert instrument is not None
    assert (instrument.tick_size, instrument.lot_step) == ("0.01", "0.001")
    assert instrument.launch_ns == 1_585_526_400_000 * MS
    assert instrument.funding_interval_ns == 8 * 3_600 * SECOND


def test_a_dated_future_pays_no_funding_and_spot_names_its_step_otherwise() -> None:
    reading = Reading(category="spot")
    filters = {"basePrecision": "0.00001", "quotePrecision": "0.0000001"}
    spot = {"symbol": "ETHUSDT", "status": "Trading", "lotSizeFilter": filters}
    reading.rows["Trading"] = [{**spot, "priceFilter": {"tickSize": "0.01"}}]
    reading.read()

    instrument = reading.past.instruments.get("ETHUSDT")

    assert instrument is not None
    assert instrument.lot_step == "0.00001"
    assert (instrument.launch_ns, instrument.funding_interval_ns) == (None, None)
    assert len(reading.pages) == 1


def test_a_misspelled_symbol_is_answered_with_the_one_that_was_meant() -> None:
    reading = Reading("BTCUSDT", "ETHUSDT", "ETCUSDT")
    reading.read()

    why_not = reading.past.instruments.why_not

    assert why_not("ETHUSTD") == "Bybit linear has no instrument ETHUSTD; did you mean ETHUSDT?"
    assert why_not("btcusdt") == "Bybit linear has no instrument btcusdt; did you mean BTCUSDT?"
    assert why_not("ZZZ") == "Bybit linear has no instrument ZZZ"
    assert why_not("ETHUSDT") == ""


def test_a_contract_before_its_launch_is_listed_and_says_from_when_it_trades() -> None:
    reading = Reading("ETHUSDT")
    reading.rows["PreLaunch"] = [a_row("NEWUSDT", status="PreLaunch", launchTime="1790134712000")]
    reading.read()

    instruments = reading.past.instruments

    assert instruments.known("NEWUSDT") is True
    assert instruments.why_not("NEWUSDT") == (
        "Bybit linear lists NEWUSDT, but it trades only from 2026-09-23 03:38:32 UTC"
    )


def test_the_list_is_read_again_every_hour_and_its_version_grows() -> None:
    reading = Reading("ETHUSDT")
    reading.read()
    reading.rows["Trading"].append(a_row("NEWUSDT"))

    reading.read(3_599)
    before = reading.past.instruments.version
    reading.read(1)

    assert before == 1
    assert reading.past.instruments.version == 2
    assert reading.past.instruments.known("NEWUSDT") is True


def test_a_refusal_makes_it_read_sooner_but_not_more_than_once_a_minute() -> None:
    reading = Reading("ETHUSDT")
    reading.read()

    reading.past.instruments.recheck()
    reading.read(59)
    too_soon = reading.past.instruments.version
    reading.read(1)
    reading.read(60)

    assert too_soon == 1
    assert reading.past.instruments.version == 2


def test_a_list_that_is_refused_is_asked_for_again_and_the_old_one_stands() -> None:
    reading = Reading("ETHUSDT")
    reading.read()
    (fetch,) = fetches(reading.past.tick(NOON + 3_600 * SECOND))
    no = a_reply(code=10_001, text="params error")

    reading.past.fetched(fetch, no, NOON + 3_600 * SECOND)

    assert reading.past.instruments.known("ETHUSDT") is True
    reading.read(3_900)
    assert reading.past.instruments.version == 2
