"""What can be chosen when an order book is read for liquidity, and why the defaults are so."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class LiquidityOptions:
    """The choices for one book. Wrong ones are refused when they are made.

    Parameters
    ----------
    cluster_bps
        Resting orders so close together count as one; wide enough for an order that is laid out
        over several ticks, in hundredths of a per cent of the price.
    nearest_bps, farthest_bps
        A wall is looked for at such a distance from the best price of its side. Nearer than 3 is
        the market makers' own quoting, beyond 50 a venue's book begins to end.
    wall_times
        A wall's largest bucket holds at least so many times what usually rests in one
        (`engine.resting.usual`) when it is first seen, and its most is as large when it is told:
        every book has a largest bucket, also without walls. On made-up books ordinary orders
        end at 6 and walls begin at 12; what is usual is known to within a third.
    hold_share
        A wall stands while it shows at least this share of the most it ever showed.
    rest_s
        Seconds it must have stood, with the book seen whole, to be a zone. On a perpetual 1 to 5 %
        of displayed walls are alive after a minute; those that are mostly stay.
    settle_s
        Seconds it must be gone before that is told: trades may reach us after the sample that
        they explain, and an iceberg is refilled in less.
    eaten_share
        Eaten is what lost at least this share of its size to trades; everything else was pulled.
    approach_bps, leave_bps
        The price approaches a zone within the first, and has left it beyond the second.
    pause_s
        Takers that let the zone be for longer than this begin anew.
    press_s, press_times
        Absorption is pressed for so many seconds with so many times the usual volume of takers.
    iceberg_times
        An iceberg gave so many times what it ever showed while it was pressed, and still stands.
        1 is what any order can give, a second time somebody else may have joined it.
    hole_s
        Samples farther apart than this have a hole between them.
    forget_s
        A zone out of the book's sight for so long is forgotten.
    """

    cluster_bps: float = 5.0
    nearest_bps: float = 3.0
    farthest_bps: float = 50.0
    wall_times: float = 8.5
    hold_share: float = 0.6
    rest_s: float = 300.0
    settle_s: float = 3.0
    eaten_share: float = 0.6
    approach_bps: float = 5.0
    leave_bps: float = 10.0
    pause_s: float = 15.0
    press_s: float = 20.0
    press_times: float = 2.0
    iceberg_times: float = 2.0
    hole_s: float = 5.0
    forget_s: float = 600.0

    def __post_init__(self) -> None:
        """Refuse what no book can be read with."""
        for name in (field.name for field in fields(self)):
            value = getattr(self, name)
            if not 0 < value < float("inf"):
                raise ValueError(f"{name} {value}: take more than 0")
        for name in ("hold_share", "eaten_share"):
            if getattr(self, name) > 1:
                raise ValueError(f"{name} {getattr(self, name)}: take a share, 1 at most")
        for small, large in (("nearest_bps", "farthest_bps"), ("approach_bps", "leave_bps")):
            if getattr(self, small) >= getattr(self, large):
                raise ValueError(f"{small} {getattr(self, small)}: take less than {large}")
