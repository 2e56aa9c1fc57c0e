"""Two copies of one book, compared level by level."""

from collections.abc import Mapping

from engine.feeds.bybit.books.tape import Sides


def difference(shallow: Sides, deep: Sides, levels: int) -> str:
    """The first difference between two copies of one moment, in words; empty when they are equal.

    The best levels of the deeper copy must be those of the shallower one, and no others.

    Parameters
    ----------
    shallow, deep
        Bids and asks of both; the second goes at least as deep as the first.
    levels
        The most that ``shallow`` can hold a side. One that holds fewer is the whole book.

    Examples
    --------
    >>> ours, theirs = ({"10": "1"}, {"11": "2"}), ({"10": "1", "9": "4"}, {"11": "3"})
    >>> difference(ours, theirs, levels=1)
    'ask 11 is 2 here and 3 there'
    """
    return _differs("bid", -1, shallow[0], deep[0], levels) or _differs(
        "ask", 1, shallow[1], deep[1], levels
    )


def _differs(
    word: str, sign: int, shallow: Mapping[str, str], deep: Mapping[str, str], levels: int
) -> str:
    """As above for one side; ``sign`` makes the best price of the side its smallest number."""
    far = [sign * float(price) for price in shallow] if len(shallow) >= levels else []
    worst = max(far, default=float("inf"))
    # What nearly always happens has a quick way out: the same texts on both sides.
    if shallow.items() <= deep.items() and len(shallow) == sum(
        sign * float(price) <= worst for price in deep
    ):
        return ""
    ours, theirs = _numbers(shallow), _numbers(deep)
    there = {price: size for price, size in theirs.items() if sign * price <= worst}
    for price in sorted(ours.keys() | there.keys(), key=lambda price: sign * price):
        here, other = ours.get(price, 0.0), there.get(price, 0.0)
        if here != other:
            return f"{word} {price:.10g} is {here:.10g} here and {other:.10g} there"
    return ""


def _numbers(side: Mapping[str, str]) -> dict[float, float]:
    # "0.10" and "0.1" are the same size, whoever writes it.
    return {float(price): float(size) for price, size in side.items()}
