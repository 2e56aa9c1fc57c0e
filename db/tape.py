"""Adding up seconds of the tape."""

from collections.abc import Iterable

from core.tape import TapeSecond


def joined(before: TapeSecond, after: TapeSecond) -> TapeSecond:
    """What two parts of one second make together, in whichever order they were learned."""
    newest = after if after.last_ns >= before.last_ns else before
    return TapeSecond(
        subject=after.subject,
        at_ns=after.at_ns,
        buy_usd=before.buy_usd + after.buy_usd,
        buy_size=before.buy_size + after.buy_size,
        sell_usd=before.sell_usd + after.sell_usd,
        sell_size=before.sell_size + after.sell_size,
        last=newest.last,
        last_ns=newest.last_ns,
    )


def summed(parts: Iterable[TapeSecond]) -> list[TapeSecond]:
    """Every second once."""
    seconds: dict[tuple[str, int], TapeSecond] = {}
    for part in parts:
        key = (part.subject, part.at_ns)
        seconds[key] = joined(seconds[key], part) if key in seconds else part
    return list(seconds.values())
