"""What draws: in this process or, so that nobody's answer waits for it, in another."""

from typing import Protocol

from bot.charts import Look


class Draw(Protocol):
    """Draws a scene of ``bot.charts`` as a JPEG in a look."""

    async def __call__(self, scene: object, look: Look, /) -> bytes:
        """The picture.

        Raises
        ------
        ValueError
            The scene cannot be drawn; the text says why.
        """
