"""How many connections may be opened to one host, whoever of us opens them."""

from collections import deque

from core.time_units import SECOND_NS


class ConnectionBudget:
    """At most so many new connections to a host in a window of time.

    Bybit closes its door to an address that opens more than 500 connections in 5 minutes (its
    WebSocket connect page). All sockets of a process share one budget below that: whatever goes
    wrong with one of them, the others keep their right to come back.

    Parameters
    ----------
    most
        Connections to one host within the window.
    window_s
        Its length, in seconds.
    """

    def __init__(self, *, most: int = 400, window_s: float = 300.0) -> None:
        self._most = most
        self._window_ns = round(window_s * SECOND_NS)
        self._opened: dict[str, deque[int]] = {}

    def take(self, host: str, now_ns: int) -> float:
        """Count a connection to ``host``; seconds to wait first, 0 when it may be opened now.

        Nothing is counted when there is something to wait for.
        """
        opened = self._opened.setdefault(host, deque())
        # A clock that was set back would otherwise leave connections of the future in the window.
        while opened and not now_ns - self._window_ns < opened[0] <= now_ns:
            opened.popleft()
        if len(opened) >= self._most:
            return (opened[0] + self._window_ns - now_ns) / SECOND_NS
        opened.append(now_ns)
        return 0.0
