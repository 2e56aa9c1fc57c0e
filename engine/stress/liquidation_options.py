"""When forced closes are worth a word, and why the defaults are what they are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LiquidationOptions:
    """When forced closes are worth a word.

    Parameters
    ----------
    window_seconds
        Over how long they are summed. A minute: the venue pushes every half second, and what feeds
        on itself is over in a few of them.
    percentile
        Of its own minutes this share must have been smaller, from 0.5 to 1.
    history_days, least_minutes
        Over how many days of own minutes, and how many of them must be known.
    floor_usd
        Nothing smaller is a burst, however quiet the instrument usually is.
    cold_usd
        What it takes while fewer than ``least_minutes`` are known.
    cascade_prints, cascade_bps
        A burst is a cascade when so many prints came and the price went so far with them. A fifth
        of a per cent in a minute is about three usual minutes of ether.
    over_share
        The burst is over when the window holds less than this share of what made it one.
    """

    window_seconds: int = 60
    percentile: float = 0.995
    history_days: int = 7
    least_minutes: int = 720
    floor_usd: float = 250_000.0
    cold_usd: float = 1_000_000.0
    cascade_prints: int = 10
    cascade_bps: float = 20.0
    over_share: float = 0.25

    def __post_init__(self) -> None:
        """Refuse what nothing can be found with."""
        for name in ("window_seconds", "history_days", "least_minutes", "cascade_prints"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} {getattr(self, name)}: take 1 or more")
        if not 0.5 <= self.percentile <= 1:  # noqa: PLR2004 - the bounds stand in the docstring
            raise ValueError(f"percentile {self.percentile}: take 0.5 to 1")
        if not 0 < self.over_share <= 1:
            raise ValueError(f"over_share {self.over_share}: take a part of 1, such as 0.25")
        if not 0 < self.floor_usd <= self.cold_usd:
            raise ValueError(
                f"floor_usd {self.floor_usd}, cold_usd {self.cold_usd}: "
                "take more than 0, and cold_usd no less than floor_usd"
            )
