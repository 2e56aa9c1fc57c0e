"""The rising line nearest to what was seen."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def isotonic(values: Floats, weights: npt.NDArray[np.int64] | Floats) -> Floats:
    """The non-decreasing sequence with the least weighted squares from ``values``.

    Pool adjacent violators (M. Ayer et al., Ann. Math. Stat. 26, 1955): neighbours in the wrong
    order are replaced by their mean, as long as there are any. Cost: O(n).

    >>> isotonic(np.array([0.1, 0.5, 0.3, 0.9]), np.ones(4)).tolist()
    [0.1, 0.4, 0.4, 0.9]
    """
    means: list[float] = []
    masses: list[float] = []
    sizes: list[int] = []
    for value, weight in zip(values.tolist(), weights.tolist(), strict=True):
        mean, mass, size = value, weight, 1
        while means and means[-1] >= mean:
            before = masses.pop()
            mean = (means.pop() * before + mean * mass) / (before + mass)
            mass += before
            size += sizes.pop()
        means.append(mean)
        masses.append(mass)
        sizes.append(size)
    return np.repeat(np.array(means), sizes)
