"""Words as cached masks.

Shaping text is what makes charts slow (50 short texts cost matplotlib more than the rest of the
picture), so a word is shaped once by Pillow into an alpha mask and blended from then on. The font
is Inter, shipped in `fonts/`; where the machine has the fribidi library Pillow kerns through Raqm,
elsewhere the letters stand a hair wider. Positions follow what is measured, so nothing collides
either way.
"""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import ImageFont, features

from bot.charts.kit.rect import Rect

SMALLEST: Final = 22
"""Pixels. A phone shows the picture at 0.28 of its size; smaller text cannot be read there."""
HALO: Final = 3
"""Pixels of dark rim around words over a heat map."""

_FOLDER: Final = Path(__file__).parents[1] / "fonts"
_ENGINE: Final = ImageFont.Layout.RAQM if features.check_feature("raqm") else ImageFont.Layout.BASIC


class Weight(Enum):
    """The four weights shipped."""

    REGULAR = "Regular"
    MEDIUM = "Medium"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"


@dataclass(frozen=True, slots=True)
class Font:
    """A size in pixels (at least 22) and a weight.

    Raises
    ------
    ValueError
        The size is below 22 pixels.
    """

    size: int
    weight: Weight = Weight.REGULAR

    def __post_init__(self) -> None:
        if self.size < SMALLEST:
            message = f"text of {self.size} px cannot be read on a phone; use {SMALLEST} or more"
            raise ValueError(message)

    @property
    def cap_height(self) -> float:
        """Height of a capital letter: 0.727 em in Inter."""
        return self.size * 0.727


REGULAR: Final = Weight.REGULAR
MEDIUM: Final = Weight.MEDIUM
SEMIBOLD: Final = Weight.SEMIBOLD
BOLD: Final = Weight.BOLD


@dataclass(frozen=True, slots=True, eq=False)
class Mask:
    """A word's coverage (0 to 255), and its top left corner as seen from the pen."""

    alpha: npt.NDArray[np.uint8]
    left: int
    top: int
    advance: float


@lru_cache(maxsize=64)
def _typeface(font: Font) -> ImageFont.FreeTypeFont:
    path = _FOLDER / f"Inter-{font.weight.value}.otf"
    return ImageFont.truetype(path, font.size, layout_engine=_ENGINE)


@lru_cache(maxsize=4096)
def mask(text: str, font: Font, rim: int = 0) -> Mask:
    """The word's mask; with `rim`, thickened by so many pixels on every side."""
    face = _typeface(font)
    core, (left, top) = face.getmask2(text, mode="L", anchor="ls", stroke_width=rim)
    width, height = core.size
    alpha = np.frombuffer(bytes(core), dtype=np.uint8).reshape(height, width)
    return Mask(alpha, int(left), int(top), face.getlength(text))


def width(text: str, font: Font) -> float:
    """How far the pen moves, in pixels."""
    return mask(text, font).advance


def ink(text: str, font: Font, x: float, baseline: float) -> Rect:
    """The box the word's ink fills when its pen starts at `x` on `baseline`."""
    drawn = mask(text, font)
    height, wide = drawn.alpha.shape
    left, top = round(x) + drawn.left, round(baseline) + drawn.top
    return Rect(left, top, left + wide, top + height)


def fitted(text: str, font: Font, room: float) -> tuple[str, Font]:
    """The word made to fit `room` pixels: smaller first, then cut with an ellipsis.

    >>> fitted("BTCUSDT", Font(46, BOLD), 500) == ("BTCUSDT", Font(46, BOLD))
    True
    """
    # Widths grow with the size, so most sizes need not be shaped to know that they are too large.
    likely = int(font.size * room / max(width(text, font), 1.0)) + 4
    largest = font.size - 2 * max(0, (font.size - likely) // 2)
    for size in range(largest, SMALLEST - 1, -2):
        smaller = Font(size, font.weight)
        if width(text, smaller) <= room:
            return text, smaller
    return shortened(text, Font(SMALLEST, font.weight), room), Font(SMALLEST, font.weight)


def shortened(text: str, font: Font, room: float) -> str:
    """The word itself when it fits `room` pixels, else as much of it as does, with an ellipsis."""
    if width(text, font) <= room:
        return text
    for end in range(len(text) - 1, 0, -1):
        cut = f"{text[:end].rstrip()}\N{HORIZONTAL ELLIPSIS}"
        if width(cut, font) <= room:
            return cut
    return "\N{HORIZONTAL ELLIPSIS}"
