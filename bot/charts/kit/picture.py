"""What a picture is to the rest of the house: a scene, and two ways of telling it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from bot.charts.kit.canvas import Canvas
from bot.charts.kit.look import Look

S = TypeVar("S")


class Drawable(Protocol):
    """A picture whose kind of scene is not known statically: what `PICTURES` holds."""

    def draw(self, scene: object, look: Look) -> Canvas: ...

    def describe(self, scene: object, look: Look) -> str: ...


def sentence(facts: Iterable[str]) -> str:
    """Facts joined into one sentence, capital and full stop included.

    >>> sentence(["largest wall $4M", "58% of range"])
    'Largest wall $4M, 58% of range.'
    """
    words = ", ".join(facts)
    return f"{words[:1].upper()}{words[1:]}."


@dataclass(frozen=True, slots=True)
class Picture(Generic[S]):
    """Ties a kind of scene to the function that draws it and the one that puts it into words."""

    scene: type[S]
    render: Callable[[S, Look], Canvas]
    words: Callable[[S, Look], str]

    def draw(self, scene: object, look: Look) -> Canvas:
        """The scene drawn as the reader wants it."""
        return self.render(self._own(scene), look)

    def describe(self, scene: object, look: Look) -> str:
        """The scene in a sentence or two, for captions and screen readers."""
        return self.words(self._own(scene), look)

    def _own(self, scene: object) -> S:
        if not isinstance(scene, self.scene):
            message = f"this picture draws a {self.scene.__name__}, not a {type(scene).__name__}"
            raise TypeError(message)
        return scene
