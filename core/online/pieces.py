"""A stretch of time in equal pieces, so that what is too old can be let go piece by piece."""


def length_ns(span_ns: int, parts: int) -> int:
    """How long each of the ``parts`` of a stretch is, in nanoseconds.

    Raises
    ------
    ValueError
        Where it does not divide by them.

    >>> length_ns(60, 6)
    10
    """
    if parts < 1 or span_ns < parts or span_ns % parts:
        raise ValueError(
            f"a stretch of {span_ns} ns in {parts} parts: take 1 part or more, "
            "and a stretch that divides by them"
        )
    return span_ns // parts
