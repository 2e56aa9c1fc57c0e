"""What a chat's server and a phone leave of a picture.

A server may compress a picture again (JPEG, quality 75, colours at half resolution), and a phone
412 dp wide shows 1024 pixels on 756 of its own. What counts is then no longer a colour's name but
what is left of a stroke two pixels thick.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from bot.charts.kit.canvas import Canvas, Placed
from bot.charts.kit.text import mask

WIDE: Final = 756
_QUALITY: Final = 75
_AROUND: Final = 2
"""Pixels around a word that count as what it stands on."""
_STROKE: Final = 0.6
_BARE: Final = 0.02

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Seen:
    """A word and the contrast ratio (WCAG) its strokes still have to what surrounds them."""

    word: Placed
    contrast: float


def words_on_a_phone(canvas: Canvas) -> list[Seen]:
    """Every word of a picture as a phone shows it.

    Strokes are the pixels that ink fills to three fifths or more, their surroundings those without
    any, both at the median: neither a stroke's best pixel nor a candle that passes by decides.
    """
    light, cover = luminance(on_a_phone(canvas)), _on_phone(Image.fromarray(_cover(canvas))) / 255
    return [Seen(word, _contrast(word, light, cover, WIDE / canvas.width)) for word in canvas.words]


def on_a_phone(canvas: Canvas) -> Floats:
    """The picture's pixels (rows, columns, red green blue 0 to 255) after its journey."""
    sent = Image.open(BytesIO(canvas.encode("jpeg")))
    again = BytesIO()
    sent.save(again, "JPEG", quality=_QUALITY, subsampling="4:2:0")
    return _on_phone(Image.open(again))


def luminance(pixels: Floats) -> Floats:
    """Relative luminance of WCAG 2.2, 0 to 1."""
    unit = pixels / 255
    linear = np.where(unit <= 0.04045, unit / 12.92, ((unit + 0.055) / 1.055) ** 2.4)
    light: Floats = linear @ np.array([0.2126, 0.7152, 0.0722])
    return light


def _on_phone(image: Image.Image) -> Floats:
    size = WIDE, round(image.height * WIDE / image.width)
    return np.asarray(image.resize(size, Image.Resampling.BILINEAR), dtype=np.float64)


def _cover(canvas: Canvas) -> npt.NDArray[np.uint8]:
    """How much ink each pixel of the sheet holds, 0 to 255."""
    sheet = np.zeros((canvas.height, canvas.width), dtype=np.uint8)
    for word in canvas.words:
        ink = mask(word.text, word.font).alpha
        top, left = round(word.box.top), round(word.box.left)
        part = sheet[top : top + ink.shape[0], left : left + ink.shape[1]]
        np.maximum(part, ink[: part.shape[0], : part.shape[1]], out=part)
    return sheet


def _contrast(word: Placed, light: Floats, cover: Floats, scale: float) -> float:
    box = word.box
    rows = slice(max(0, int(box.top * scale) - _AROUND), int(box.bottom * scale) + 1 + _AROUND)
    columns = slice(max(0, int(box.left * scale) - _AROUND), int(box.right * scale) + 1 + _AROUND)
    near, ink = light[rows, columns], cover[rows, columns]
    stroke, ground = np.median(near[ink >= _STROKE]), np.median(near[ink <= _BARE])
    return float((max(stroke, ground) + 0.05) / (min(stroke, ground) + 0.05))
