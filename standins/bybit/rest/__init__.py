"""What the market REST endpoints answer: all numbers as text, lists newest first.

Source: bybit-exchange/docs, docs/v5/market/*.mdx (2026-07). The exact ``retMsg`` of a bad
parameter is not documented: a client keys on ``retCode``. Not served, because nothing here knows
them: ``full_orderbook``, ``insurance``, ``risk-limit``, ``delivery-price``, volatility.
"""

from collections.abc import Callable, Mapping

from standins.bybit.query import Query
from standins.bybit.rest.contracts import Contracts
from standins.bybit.rest.positions import Positions
from standins.bybit.rest.prices import Prices
from standins.bybit.rest.room import Result, Room

__all__ = ["Room", "endpoints"]


def endpoints(room: Room) -> Mapping[str, Callable[[Query], Result]]:
    """Every endpoint by the end of its path."""
    prices, contracts, positions = Prices(room), Contracts(room), Positions(room)
    return {
        "time": room.time,
        "kline": prices.kline,
        "mark-price-kline": prices.mark_kline,
        "index-price-kline": prices.index_kline,
        "premium-index-price-kline": prices.premium_kline,
        "orderbook": prices.orderbook,
        "recent-trade": prices.recent_trade,
        "instruments-info": contracts.instruments_info,
        "tickers": contracts.tickers,
        "funding/history": positions.funding_history,
        "open-interest": positions.open_interest,
        "account-ratio": positions.account_ratio,
    }
