"""Specification of isotonic regression: the rising line with the least squares."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.isotonic import isotonic

VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=40)


@given(VALUES)
def test_the_line_never_falls_and_keeps_the_mean(values: list[float]) -> None:
    seen = np.array(values)

    fit = isotonic(seen, np.ones(len(seen)))

    assert (np.diff(fit) >= -1e-12).all()
    assert abs(fit.mean() - seen.mean()) < 1e-9


@given(VALUES, st.integers(0, 10_000))
def test_no_other_rising_line_has_smaller_squares(values: list[float], seed: int) -> None:
    seen = np.array(values)
    other = np.sort(np.random.default_rng(seed).random(len(seen)))

    fit = isotonic(seen, np.ones(len(seen)))

    assert ((fit - seen) ** 2).sum() <= ((other - seen) ** 2).sum() + 1e-12


def test_weights_count_like_repetitions() -> None:
    weighed = isotonic(np.array([0.9, 0.3]), np.array([1, 3]))
    repeated = isotonic(np.array([0.9, 0.3, 0.3, 0.3]), np.ones(4))

    assert np.allclose(weighed, repeated[[0, -1]])
    assert np.allclose(weighed, 0.45)
