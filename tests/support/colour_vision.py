"""Colours as eyes tell them apart: CAM02-UCS, for the four common kinds of colour vision.

Distances of CAM02-UCS are even: 1 is about the least that is seen side by side, black and white
are 100 apart. Dichromats are simulated by Machado, Oliveira and Fernandes, "A physiologically-based
model for simulation of color vision deficiency" (2009), at full severity.
"""

import warnings
from enum import Enum

import numpy as np
import numpy.typing as npt

from bot.charts.theme import Colour

with warnings.catch_warnings():
    # The library says at its first import that it was installed without SciPy; it is not needed.
    warnings.simplefilter("ignore")
    from colour.blindness import CVD_MATRICES_MACHADO2010
    from colour.models import XYZ_to_CAM02UCS, eotf_inverse_sRGB, eotf_sRGB, sRGB_to_XYZ

Floats = npt.NDArray[np.float64]


class Vision(Enum):
    """Who looks; the values are the library's names of what is missing."""

    NORMAL = ""
    DEUTERANOPE = "Deuteranomaly"
    PROTANOPE = "Protanomaly"
    TRITANOPE = "Tritanomaly"

    @property
    def matrix(self) -> Floats:
        """From the linear sRGB shown to the linear sRGB that looks the same to normal eyes."""
        if self is Vision.NORMAL:
            return np.eye(3)
        return np.asarray(CVD_MATRICES_MACHADO2010[self.value][1.0], dtype=np.float64)


def seen(colours: npt.ArrayLike, vision: Vision = Vision.NORMAL) -> Floats:
    """J', a' and b' of rows of red, green, blue (0 to 255); J' is the lightness, 0 to 100."""
    shown = np.asarray(eotf_sRGB(np.asarray(colours, dtype=np.float64) / 255))
    linear = np.clip(shown @ vision.matrix.T, 0.0, 1.0)
    coordinates = XYZ_to_CAM02UCS(sRGB_to_XYZ(eotf_inverse_sRGB(linear)))
    return np.asarray(coordinates, dtype=np.float64)


def distance(one: Colour, other: Colour, vision: Vision = Vision.NORMAL) -> float:
    """How far apart two colours look (delta E'), 0 to 100 and a little over."""
    return float(np.linalg.norm(np.subtract(*seen([one, other], vision))))
