"""The sheet a picture is drawn on: one RGBA buffer, three pens.

Straight boxes are numpy slices, slanted and round things go through `curves`, words are blended
from cached masks. All three write into the same memory, which is handed to the encoder without a
copy.
"""

from dataclasses import dataclass
from io import BytesIO
from sys import byteorder
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
from PIL import Image

from bot.charts.kit.curves import Curves
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import HALO, Font, ink, mask, width
from bot.charts.theme import Colour

Encoding = Literal["jpeg", "png"]
Across = Literal["left", "middle", "right"]
Pixels = npt.NDArray[np.uint8]
Coverage = npt.NDArray[np.uint16]

JPEG_QUALITY: Final = 92
_OPAQUE: Final = 255
_HATCH_STEP: Final = 12
_HATCH_WIDTH: Final = 2
_SHIFT: Final[dict[Across, float]] = {"left": 0.0, "middle": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True)
class Placed:
    """A word as it stands on the sheet: what layout tests look at."""

    text: str
    box: Rect
    font: Font
    colour: Colour
    ground: Colour
    """What is behind it: the page, a pill, or its own rim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashes:
    """A dashed line: pixels drawn, pixels left out, thickness, opacity."""

    colour: Colour
    on: int = 5
    off: int = 5
    thick: int = 1
    alpha: float = 1.0

    def pattern(self, length: int) -> npt.NDArray[np.bool_]:
        return np.arange(length) % (self.on + self.off) < self.on


class Canvas:
    """A sheet of `size` (width, height) pixels filled with `ground`.

    x grows to the right, y downwards; (0, 0) is the outer corner of the top left pixel. `words`
    lists every text set so far, `curves` draws lines, discs and polygons.
    """

    def __init__(self, size: tuple[int, int], ground: Colour) -> None:
        self.width, self.height = size
        self.ground = ground
        self.words: list[Placed] = []
        self.curves = Curves(self.width, self.height)
        self.pixels = self.curves.pixels
        # The same memory as one 32-bit word a pixel: opaque fills move a quarter of the elements.
        self._words = self.pixels.view(np.uint32)[..., 0]
        self._words[:] = word(ground)

    @property
    def frame(self) -> Rect:
        return Rect(0, 0, self.width, self.height)

    # --- boxes ---

    def fill(self, box: Rect, colour: Colour, alpha: float = 1.0) -> None:
        """Fill a box, edges rounded to whole pixels."""
        if alpha >= 1:
            rows, columns = _span(box)
            self._words[rows, columns] = word(colour)
        else:
            _lay(self._part(box), colour, round(alpha * _OPAQUE))

    def fade(self, box: Rect, colour: Colour, top: float, bottom: float) -> None:
        """Fill a box with an opacity that runs evenly from `top` to `bottom`."""
        part = self._part(box)
        alpha = np.linspace(top, bottom, part.shape[0]) * _OPAQUE
        _lay(part, colour, alpha[:, None, None].astype(np.uint16))

    def paste(self, left: int, top: int, pixels: Pixels) -> None:
        """Put an RGBA block down as it is."""
        height, wide = pixels.shape[:2]
        self.pixels[top : top + height, left : left + wide] = pixels

    def hatch(self, box: Rect, colour: Colour) -> None:
        """Slanted lines: nothing is known here, which is not the same as nothing there."""
        part = self._part(box)
        down, across = np.ogrid[: part.shape[0], : part.shape[1]]
        # Counted from the sheet's corner, so that neighbouring boxes join without a seam.
        slant = (down + across + round(box.top) + round(box.left)) % _HATCH_STEP
        part[slant < _HATCH_WIDTH, :3] = colour

    def dashes(self, y: float, left: float, right: float, style: Dashes) -> None:
        """A horizontal dashed line, crisp because it follows the pixel grid."""
        part = self._part(Rect(left, round(y), right, round(y) + style.thick))
        on = style.pattern(part.shape[1])
        part[:, on] = _laid(part[:, on], style.colour, round(style.alpha * _OPAQUE))

    def upright_dashes(self, x: float, top: float, bottom: float, style: Dashes) -> None:
        """A vertical dashed line."""
        part = self._part(Rect(round(x), top, round(x) + style.thick, bottom))
        on = style.pattern(part.shape[0])
        part[on] = _laid(part[on], style.colour, round(style.alpha * _OPAQUE))

    def _part(self, box: Rect) -> Pixels:
        rows, columns = _span(box)
        return self.pixels[rows, columns]

    # --- words ---

    def write(
        self,
        text: str,
        at: tuple[float, float],
        font: Font,
        colour: Colour,
        *,
        across: Across = "left",
        halo: Colour | None = None,
        ground: Colour | None = None,
    ) -> Rect:
        """Set a word with its baseline at `at[1]` and give back the box of its ink.

        `halo` draws a rim in that colour first. `ground` names what lies behind when it is neither
        the page nor a halo; it is only kept in `words`, for those who check contrast.
        """
        pen = round(at[0] - _SHIFT[across] * width(text, font)), round(at[1])
        if halo is not None:
            self._stamp(text, font, pen, halo, HALO)
        self._stamp(text, font, pen, colour, 0)
        box = ink(text, font, *pen)
        self.words.append(Placed(text, box, font, colour, halo or ground or self.ground))
        return box

    def _stamp(self, text: str, font: Font, pen: tuple[int, int], colour: Colour, rim: int) -> None:
        drawn = mask(text, font, rim)
        left, top = pen[0] + drawn.left, pen[1] + drawn.top
        height, wide = drawn.alpha.shape
        part = self._part(Rect(left, top, left + wide, top + height))
        # A word half outside loses that half: layout keeps words inside, this keeps drawing alive.
        seen = drawn.alpha[max(0, -top) :, max(0, -left) :][: part.shape[0], : part.shape[1]]
        _lay(part, colour, seen[..., None].astype(np.uint16))

    # --- bytes ---

    def encode(self, encoding: Encoding) -> bytes:
        """The finished picture.

        JPEG (quality 92, full colour resolution, baseline) for chats: chroma subsampling would
        smear thin coloured lines, and Telegram passes a JPEG under 4 bits a pixel on untouched.
        PNG is lossless.
        """
        size = (self.width, self.height)
        image = Image.frombuffer("RGBX", size, self.pixels, "raw", "RGBX", 0, 1)
        out = BytesIO()
        if encoding == "jpeg":
            image.save(out, "JPEG", quality=JPEG_QUALITY, subsampling="4:4:4")
        else:
            image.convert("RGB").save(out, "PNG")
        return out.getvalue()


def word(colour: Colour) -> np.uint32:
    """An opaque colour as the 32-bit word a pixel is in memory."""
    return np.uint32(int.from_bytes(bytes((*colour, _OPAQUE)), byteorder))


def _span(box: Rect) -> tuple[slice, slice]:
    """The rows and columns of a box; slices end at the sheet's edge by themselves."""
    left, right = max(0, round(box.left)), max(0, round(box.right))
    top, bottom = max(0, round(box.top)), max(0, round(box.bottom))
    return slice(top, bottom), slice(left, right)


def _lay(part: Pixels, colour: Colour, alpha: int | Coverage) -> None:
    part[...] = _laid(part, colour, alpha)


def _laid(part: Pixels, colour: Colour, alpha: int | Coverage) -> Pixels:
    """`colour` over `part`; alpha 0 to 255. The sheet stays opaque."""
    cover = np.asarray(alpha, dtype=np.uint16)
    over = np.array((*colour, _OPAQUE), dtype=np.uint16)
    # Sixteen bits are enough and twice as fast as thirty-two: 255 * 255 + 128 + 255 < 65,536. The
    # two shifts divide by 255 with rounding, so that full coverage gives the colour itself.
    mixed = part * (_OPAQUE - cover) + over * cover + np.uint16(128)
    mixed += mixed >> 8
    return (mixed >> 8).astype(np.uint8)
