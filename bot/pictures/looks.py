"""The look of the pictures somebody gets."""

from bot.charts import USUAL, Look
from bot.charts.look import LANGUAGES


def look_of(language: str) -> Look:
    """Numbers and months as a Telegram language code (``de``, ``pt-br``) writes them.

    A language whose numbers are not known gets English ones.

    >>> look_of("pt-br").numbers.price(98068.3, 1)
    '98.068,3'
    """
    plain = language.partition("-")[0].lower()
    return Look.of(language=plain) if plain in LANGUAGES else USUAL
