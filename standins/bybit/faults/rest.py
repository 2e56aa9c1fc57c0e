"""Faults of the market REST paths. Durations are in the venue's own time."""

from standins.bybit.faults.ordered import Ordered


class RequestLimit(Ordered, tag="request-limit"):
    """Ban an address that asks more than 600 times in 5 s: HTTP 403 for ten minutes.

    So the venue does always; here it is off until ordered, because tests ask fast.
    """

    times: int | None = 0
    most: int = 600
    window_s: float = 5.0
    ban_s: float = 600.0


class Ban(Ordered, tag="ban"):
    """Answer ``403 access too frequent`` to everything, for ten minutes or as long as ordered."""

    seconds: float = 600.0


class TooManyVisits(Ordered, tag="too-many-visits"):
    """Answer ``retCode`` 10006, with headers that say when the limit is reset."""

    path: str = ""
    reset_s: float = 1.0


class RestError(Ordered, tag="rest-error"):
    """Answer a path (``kline``, or empty for all) with an HTTP status or a ``retCode``."""

    path: str = ""
    status: int = 200
    code: int = 10_016
    text: str = "Internal System Error."


class LaggingBook(Ordered, tag="lagging-book"):
    """Let ``/v5/market/orderbook`` lie up to ``behind_s`` behind the stream."""

    times: int | None = 0
    behind_s: float = 5.0


class Listing(Ordered, tag="listing"):
    """List so many more linear contracts, which nobody trades: enough of them make pages.

    Their topics exist and stay silent, as those of contracts that are listed and not yet open.
    """

    times: int | None = 0
    more: int = 700

    @property
    def symbols(self) -> list[str]:
        """Their names."""
        return [f"ALT{number:04d}USDT" for number in range(self.more)]
