"""Photos as Telegram keeps them: read for their real size, offered in several sizes.

Telegram recompresses every photo to JPEG. The stand-in keeps the bytes as they came, so that a
picture in its chat page is as sharp as the bot drew it; smaller sizes are scaled when asked for.
"""

import warnings
from io import BytesIO

from PIL import Image

from standins.telegram.errors import RefusalError

MOST_BYTES = 10 * 1024 * 1024
_MOST_SIDES = 10_000
_MOST_RATIO = 20
_STEPS = (("s", 90), ("m", 320), ("x", 800), ("y", 1280), ("w", 2560))
"""Size letter and longest side, as in Telegram's list of photo sizes."""


def measure(content: bytes) -> tuple[int, int, str]:
    """Width, height and format (``png``) of an uploaded photo.

    Raises
    ------
    RefusalError
        Too many bytes, no picture, or sides Telegram does not take (their sum over 10000, or a
        ratio over 20).
    """
    if not content:
        raise RefusalError("file must be non-empty")
    if len(content) > MOST_BYTES:
        raise RefusalError(
            f"file of size {len(content)} bytes is too big for a photo; "
            f"the maximum size is {MOST_BYTES} bytes"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(content)) as picture:
                width, height = picture.size
                kind = (picture.format or "png").lower()
    except (OSError, SyntaxError, ValueError, Warning, Image.DecompressionBombError) as error:
        raise RefusalError("IMAGE_PROCESS_FAILED") from error
    if width + height > _MOST_SIDES or max(width, height) > _MOST_RATIO * min(width, height):
        raise RefusalError("PHOTO_INVALID_DIMENSIONS")
    return width, height, kind


def sizes(width: int, height: int) -> list[tuple[str, int, int]]:
    """Letter, width and height of each offered size, smallest first.

    >>> sizes(1200, 675)
    [('s', 90, 51), ('m', 320, 180), ('x', 800, 450), ('y', 1200, 675)]
    """
    offered: list[tuple[str, int, int]] = []
    longest = max(width, height)
    for letter, side in _STEPS:
        if side >= longest:
            return [*offered, (letter, width, height)]
        scale = side / longest
        offered.append((letter, max(round(width * scale), 1), max(round(height * scale), 1)))
    return offered


def scaled(content: bytes, width: int, height: int) -> bytes:
    """The photo at another size, as PNG; at its own size, the bytes as they came."""
    with Image.open(BytesIO(content)) as picture:
        if picture.size == (width, height):
            return content
        small = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    small.save(buffer, "PNG")
    return buffer.getvalue()
