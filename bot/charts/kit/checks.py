"""What a picture refuses to draw, in a sentence the reader can act on.

A NaN or a zero among prices would not crash anything: it would bend the axis and give a wrong
picture that looks right. So it is refused before a pixel is set.
"""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


def prices(values: npt.ArrayLike, what: str) -> Numbers:
    """The values as float64.

    Raises
    ------
    ValueError
        One of them is NaN, infinite, zero or negative; the sentence names which.
    """
    array = np.asarray(values, dtype=np.float64)
    bad = np.flatnonzero(~(np.isfinite(array) & (array > 0)))
    if bad.size:
        first = int(bad[0])
        message = f"{what} must be positive numbers, but number {first} is {array[first]}"
        raise ValueError(message)
    return array


def prices_or_gaps(values: npt.ArrayLike, what: str) -> Numbers:
    """Like `prices`, but NaN is allowed and means: unknown at that time."""
    array = np.asarray(values, dtype=np.float64)
    prices(array[~np.isnan(array)], what)
    return array


def amounts(values: npt.ArrayLike, what: str) -> Numbers:
    """The values as float64.

    Raises
    ------
    ValueError
        One of them is NaN, infinite or negative (zero is fine).
    """
    array = np.asarray(values, dtype=np.float64)
    bad = np.flatnonzero(~(np.isfinite(array) & (array >= 0)))
    if bad.size:
        first = int(bad[0])
        message = f"{what} must be zero or more, but number {first} is {array[first]}"
        raise ValueError(message)
    return array


def times(values: npt.ArrayLike, what: str) -> npt.NDArray[np.int64]:
    """The values as int64 nanoseconds.

    Raises
    ------
    ValueError
        They do not rise strictly.
    """
    array = np.asarray(values, dtype=np.int64)
    if np.any(np.diff(array) <= 0):
        message = f"{what} must rise from one to the next"
        raise ValueError(message)
    return array


def same_length(what: str, *arrays: npt.NDArray[np.generic]) -> None:
    """Refuse columns of one table that differ in length."""
    lengths = [len(array) for array in arrays]
    if len(set(lengths)) > 1:
        message = f"{what} must be of one length, not {lengths}"
        raise ValueError(message)
