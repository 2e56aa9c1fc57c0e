"""The tape, second by second: what aggressors bought and sold."""

from collections.abc import Iterable

import msgspec

from core.market import Trade
from core.time_units import SECOND_NS


class TapeSecond(msgspec.Struct, frozen=True, kw_only=True):
    """All trades of one subject within one second of venue time.

    ``*_usd`` is quote currency, ``*_size`` base coins, each by the taker's side; ``last`` is the
    price of the newest trade and ``last_ns`` the venue's time of it (0: not known). Two of the same
    second add up, which is how batches of one second are joined; a trade that was learned late
    counts in its sums, and gives the last price only where it is the newest.
    """

    subject: str
    at_ns: int
    buy_usd: float
    buy_size: float
    sell_usd: float
    sell_size: float
    last: float
    last_ns: int = 0


def tape_of(trades: Iterable[Trade]) -> list[TapeSecond]:
    """The seconds that a run of trades makes, in the order in which they were first seen."""
    seconds: dict[tuple[str, int], TapeSecond] = {}
    for trade in trades:
        key = (trade.subject, trade.at_ns - trade.at_ns % SECOND_NS)
        before = seconds.get(key)
        usd, size = trade.price * trade.size, trade.size
        bought = trade.side == "buy"
        last, last_ns = trade.price, trade.at_ns
        if before is not None and before.last_ns > trade.at_ns:
            last, last_ns = before.last, before.last_ns
        seconds[key] = TapeSecond(
            subject=key[0],
            at_ns=key[1],
            buy_usd=(before.buy_usd if before else 0.0) + usd * bought,
            buy_size=(before.buy_size if before else 0.0) + size * bought,
            sell_usd=(before.sell_usd if before else 0.0) + usd * (not bought),
            sell_size=(before.sell_size if before else 0.0) + size * (not bought),
            last=last,
            last_ns=last_ns,
        )
    return list(seconds.values())
