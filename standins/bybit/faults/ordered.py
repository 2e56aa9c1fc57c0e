"""What all faults have in common: they are ordered, they happen so often or so long, they end."""

from msgspec import Struct

FOR_GOOD = 0
"""As ``times``: until it is taken back."""


class Ordered(Struct, tag_field="fault", kw_only=True, dict=True, forbid_unknown_fields=True):
    """A fault as it was ordered, and how much of it is left.

    Attributes
    ----------
    times
        How often it happens; 0 until it is taken back. When nothing is said: once, or, when
        ``seconds`` are given, as often as there is occasion.
    seconds
        How long it lasts in the venue's own time, from the first occasion; 0 sets no end.
    """

    times: int | None = None
    seconds: float = 0.0

    def __post_init__(self) -> None:
        if self.seconds < 0 or (self.times or 0) < 0:
            raise ValueError("times and seconds are not below zero")
        self._used = 0
        self._until: float | None = None
        self._stopped = False

    def lasting(self, now_s: float) -> bool:
        """Whether it still happens at a moment; the first moment that is asked begins its time."""
        if self._until is None and self.seconds:
            self._until = now_s + self.seconds
        ended = self._until is not None and now_s >= self._until
        return not (ended or self.over)

    def use(self) -> None:
        """Count that it happened."""
        self._used += 1

    def stop(self) -> None:
        """Take it back."""
        self._stopped = True

    @property
    def over(self) -> bool:
        """Whether it was taken back or has happened as often as ordered, whatever the time."""
        return self._stopped or self._worn

    @property
    def forgettable(self) -> bool:
        """Whether nothing is lost when it is forgotten after its end."""
        return True

    @property
    def _worn(self) -> bool:
        most = (FOR_GOOD if self.seconds else 1) if self.times is None else self.times
        return 0 < most <= self._used


def covers(wanted: str, topic: str) -> bool:
    """Whether an order's ``topic`` means a topic: that one, a family by its dot, or all.

    Examples
    --------
    >>> covers("orderbook.50.ETHUSDT", "orderbook.50.ETHUSDT")
    True
    >>> covers("orderbook.", "orderbook.50.ETHUSDT")
    True
    >>> covers("", "tickers.ETHUSDT")
    True
    >>> covers("tickers", "tickers.ETHUSDT")
    False
    """
    if not wanted or wanted.endswith("."):
        return topic.startswith(wanted)
    return topic == wanted
