"""What is listed, and how it stands."""

from collections.abc import Mapping

from standins.bybit.contracts import delivery_ms
from standins.bybit.desk import Desk
from standins.bybit.faults import Listing
from standins.bybit.frames import CATEGORIES, LINEAR, SOCKETS, SPOT, SPOT_TICKER_FIELDS
from standins.bybit.query import Query
from standins.bybit.rest.room import MOST_ROWS, Result, Room
from standins.market.exchange.derivatives import FUNDING_HOURS

TRADING = "Trading"
STATUSES = (TRADING, "PreLaunch", "Delivering", "Closed")
TOUCH = ("bid1Price", "bid1Size", "ask1Price", "ask1Size")


class Contracts:
    """The endpoints that go over many symbols."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def instruments_info(self, query: Query) -> Result:
        """What is traded; linear is paged with a cursor, spot is not."""
        category = query.choice("category", SOCKETS)
        limit = query.limit(500, MOST_ROWS)
        rows = self._listed(query, category)
        if category != LINEAR:
            return {"category": category, "list": rows, "nextPageCursor": ""}
        first = int(query.whole("cursor") or 0)
        more = first + limit < len(rows)
        return {
            "category": category,
            "list": rows[first : first + limit],
            "nextPageCursor": str(first + limit) if more else "",
        }

    def tickers(self, query: Query) -> Result:
        """The last ticker of a symbol, or of all."""
        category = query.choice("category", SOCKETS)
        symbols = self._room.chosen(query, category)
        tickers = [self._room.hub.ticker(f"tickers.{symbol}") for symbol in symbols]
        shown = [_ticker(ticker.data, category) for ticker in tickers if ticker]
        return {"category": category, "list": shown}

    def _listed(self, query: Query, category: str) -> list[Result]:
        status = query.choice("status", STATUSES, TRADING)
        base = query.optional("baseCoin")
        if status != TRADING or category not in CATEGORIES:
            return []
        desks = [self._room.source.desks[symbol] for symbol in self._room.chosen(query, category)]
        rows = [_spot(desk) if category == SPOT else _linear(desk) for desk in desks]
        if category == LINEAR and query.optional("symbol") is None:
            rows += [{**rows[0], **row} for row in self._untraded()]
        return [row for row in rows if base in (None, row["baseCoin"])]

    def _untraded(self) -> list[Result]:
        """Contracts that are only listed, when that was ordered."""
        listing = self._room.hub.orders.standing(Listing)
        return [
            {"symbol": symbol, "baseCoin": symbol.removesuffix("USDT")}
            for symbol in (listing.symbols if listing else ())
        ]


def _ticker(fields: Mapping[str, str], category: str) -> dict[str, str]:
    if category == SPOT:
        names = (*SPOT_TICKER_FIELDS, *TOUCH)
        return {name: fields[name] for name in names if name in fields}
    delivery = delivery_ms(fields["symbol"])
    dates = {"deliveryFeeRate": "", "deliveryTime": str(delivery or 0)}
    return {"basis": "", "basisRate": "", **fields, **dates}


def _spot(desk: Desk) -> Result:
    instrument = desk.instrument
    return {
        "symbol": instrument.symbol,
        "baseCoin": instrument.base,
        "quoteCoin": "USDT",
        "status": TRADING,
        "marginTrading": "utaOnly",
        "priceFilter": {"tickSize": instrument.tick_size},
        "lotSizeFilter": {
            "basePrecision": instrument.lot_size,
            "quotePrecision": "0.0000001",
            "minOrderQty": instrument.lot_size,
            "maxOrderQty": "10000",
            "minOrderAmt": "5",
            "maxOrderAmt": "4000000",
        },
    }


def _linear(desk: Desk) -> Result:
    instrument = desk.instrument
    delivery = delivery_ms(instrument.symbol)
    return {
        "symbol": instrument.symbol,
        "contractType": "LinearFutures" if delivery else "LinearPerpetual",
        "status": TRADING,
        "baseCoin": instrument.base,
        "quoteCoin": "USDT",
        "settleCoin": "USDT",
        "launchTime": "1585526400000",
        "deliveryTime": str(delivery or 0),
        "deliveryFeeRate": "",
        "priceScale": str(instrument.price_decimals),
        "leverageFilter": {"minLeverage": "1", "maxLeverage": "100.00", "leverageStep": "0.01"},
        "priceFilter": {
            "minPrice": instrument.tick_size,
            "maxPrice": "1999999.98",
            "tickSize": instrument.tick_size,
        },
        "lotSizeFilter": {
            "minOrderQty": instrument.lot_size,
            "maxOrderQty": "100000",
            "qtyStep": instrument.lot_size,
            "minNotionalValue": "5",
        },
        "unifiedMarginTrade": True,
        "fundingInterval": 0 if delivery else FUNDING_HOURS * 60,
        "copyTrading": "both",
        "upperFundingRate": "" if delivery else "0.005",
        "lowerFundingRate": "" if delivery else "-0.005",
        "isPreListing": False,
        "preListingInfo": None,
    }
