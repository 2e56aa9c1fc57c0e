"""Who is let in: bans, limits of an address, and errors instead of answers."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from standins.bybit.faults import (
    Ban,
    ConnectionLimit,
    RequestLimit,
    RestError,
    TooManyVisits,
    TurnAway,
)
from standins.bybit.orders import Orders

TOO_OFTEN = 403
"""The HTTP status of a breached limit of an address."""

TOO_MANY_VISITS = 10_006


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is answered in an answer's place."""

    status: int
    code: int
    text: str
    headers: dict[str, str] = field(default_factory=dict)


class Door:
    """Decides whether a request or a connection is served; all times are the venue's.

    Parameters
    ----------
    orders
        What shall go wrong.
    now_s
        Seconds from any beginning.
    now_ms
        The venue's clock, which headers tell.
    """

    def __init__(
        self, orders: Orders, now_s: Callable[[], float], now_ms: Callable[[], int]
    ) -> None:
        self._orders = orders
        self._now_s = now_s
        self._now_ms = now_ms
        self._requests: dict[str, deque[float]] = {}
        self._connections: dict[str, deque[float]] = {}
        self._banned_until: dict[str, float] = {}

    def upgrade(self, address: str) -> int | None:
        """The HTTP status with which a WebSocket is refused; None when it is opened."""
        ordered = self._orders.take(TurnAway)
        if ordered is not None:
            return ordered.status
        limit = self._orders.standing(ConnectionLimit)
        if limit and self._over(self._connections, address, limit.most, limit.window_s):
            return TOO_OFTEN
        return None

    def banned(self, address: str) -> bool:
        """Whether an address gets ``403 access too frequent``; a request at the door counts."""
        if self._orders.standing(Ban):
            return True
        limit = self._orders.standing(RequestLimit)
        if limit is None:
            self._requests.clear()
            self._banned_until.clear()
            return False
        if self._over(self._requests, address, limit.most, limit.window_s):
            self._banned_until.setdefault(address, self._now_s() + limit.ban_s)
        until = self._banned_until.get(address)
        if until is not None and self._now_s() >= until:
            del self._banned_until[address]
            self._requests.pop(address, None)
            return False
        return until is not None

    def instead(self, path: str) -> Refusal | None:
        """What an endpoint answers instead of what it knows; None when it answers."""
        visits = self._orders.take(TooManyVisits, lambda fault: path.endswith(fault.path))
        if visits is not None:
            reset_ms = self._now_ms() + round(visits.reset_s * 1_000)
            headers = {
                "X-Bapi-Limit": "120",
                "X-Bapi-Limit-Status": "0",
                "X-Bapi-Limit-Reset-Timestamp": str(reset_ms),
            }
            return Refusal(200, TOO_MANY_VISITS, "Too many visits!", headers)
        error = self._orders.take(RestError, lambda fault: path.endswith(fault.path))
        return Refusal(error.status, error.code, error.text) if error else None

    def _over(
        self, counted: dict[str, deque[float]], address: str, most: int, window_s: float
    ) -> bool:
        """Count one more; whether it is more than the limit allows in its window."""
        now_s = self._now_s()
        times = counted.setdefault(address, deque())
        while times and times[0] <= now_s - window_s:
            times.popleft()
        times.append(now_s)
        return len(times) > most
