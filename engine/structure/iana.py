"""Time zones by their IANA names, from the zone database of the machine or of ``tzdata``."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone(name: str) -> ZoneInfo:
    """The zone of that name, daylight saving and all.

    Raises
    ------
    ValueError
        If there is none: take a name such as ``Europe/London``, or ``UTC``.

    >>> zone("Europe/London").key
    'Europe/London'
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise ValueError(
            f"no time zone is called {name!r}: take an IANA name such as Europe/London, or UTC"
        ) from fault
