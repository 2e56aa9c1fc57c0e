"""What open interest and price, taken together, say of who came and who left."""

from core.detection import Direction

Quadrant = tuple[str, Direction]


def quadrant(interest: float, price: float) -> Quadrant | None:
    """Name a change of open interest by the change of price that came with it.

    Any unit, only the signs count; ``None`` where one of them is 0. Every contract has a long and a
    short, so the name says which side was in a hurry, not who holds more.

    >>> quadrant(0.03, 0.01)
    ('new longs', 'bullish')
    >>> quadrant(-0.03, -0.01)
    ('long liquidation', 'bearish')
    """
    if not interest or not price:
        return None
    if price > 0:
        return ("new longs" if interest > 0 else "short covering"), "bullish"
    return ("new shorts" if interest > 0 else "long liquidation"), "bearish"
