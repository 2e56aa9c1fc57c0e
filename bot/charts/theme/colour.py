"""Colours as the screen has them (sRGB), how they mix, and how well one stands out from another."""

from typing import Final

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

_SRGB_KNEE: Final = 0.04045


def rgb(text: str) -> Colour:
    """The colour written as in a style sheet.

    >>> rgb("#0B0E14")
    (11, 14, 20)
    """
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def blend(under: Colour, over: Colour, alpha: float) -> Colour:
    """What `over` at opacity `alpha` (0 to 1) looks like on `under`.

    >>> blend((0, 0, 0), (200, 100, 0), 0.5)
    (100, 50, 0)
    """
    return (
        round(under[0] + (over[0] - under[0]) * alpha),
        round(under[1] + (over[1] - under[1]) * alpha),
        round(under[2] + (over[2] - under[2]) * alpha),
    )


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2.2, 1 (none) to 21 (black on white).

    >>> contrast((0, 0, 0), (255, 255, 255))
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return round((light + 0.05) / (dark + 0.05), 2)


def _luminance(colour: Colour) -> float:
    linear = [
        c / 12.92 if c <= _SRGB_KNEE else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
