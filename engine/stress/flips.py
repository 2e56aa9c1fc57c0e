"""A value that changes its sign for good, not for a moment."""


class Flips:
    """Says when a value has gone from clearly positive to clearly negative, or back.

    Clearly is at least ``beyond`` from zero (at equality too); what lies nearer keeps the sign that
    was. The first clear value only gives the sign. Cost O(1); memory: one number.

    >>> flips = Flips(beyond=0.2)
    >>> [flips.judge(value) for value in (1.0, 0.1, -0.1, -0.2, -1.0, 0.2)]
    [False, False, False, True, False, True]
    """

    def __init__(self, *, beyond: float) -> None:
        if not 0 < beyond < float("inf"):
            raise ValueError(f"a sign that is clear beyond {beyond}: take more than 0")
        self._beyond = beyond
        self._sign = 0

    def judge(self, value: float) -> bool:
        """Whether the sign has changed with this value."""
        if abs(value) < self._beyond:
            return False
        sign, before = (1 if value > 0 else -1), self._sign
        self._sign = sign
        return sign == -before
