"""A box on the canvas."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rect:
    """An axis-parallel box in pixels; y grows downwards, the right and bottom edges are outside.

    >>> Rect(0, 0, 10, 10).overlaps(Rect(10, 0, 20, 10))
    False
    >>> Rect(0, 0, 10, 10).grown(1).overlaps(Rect(10, 0, 20, 10))
    True
    """

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre_x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def centre_y(self) -> float:
        return (self.top + self.bottom) / 2

    def overlaps(self, other: "Rect") -> bool:
        """Whether the two share an area; touching edges do not."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Rect") -> bool:
        """Whether `other` lies wholly inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def grown(self, pixels: float) -> "Rect":
        """The box with `pixels` more on every side (fewer, when negative)."""
        return Rect(
            self.left - pixels, self.top - pixels, self.right + pixels, self.bottom + pixels
        )

    def moved(self, right: float, down: float) -> "Rect":
        return Rect(self.left + right, self.top + down, self.right + right, self.bottom + down)
