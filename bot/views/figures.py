"""The numbers of ``bot.views.numbers`` with the marks of a reader's language."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.views import numbers


@dataclass(frozen=True, slots=True)
class Figures:
    """Writes numbers with one language's decimal mark and thousands mark.

    >>> german = Figures(decimal=",", group=".")
    >>> german.price(3512.4), german.usd(4_234_567), german.span(3480.0, 3492.5)
    ('3.512,40', '$4,2M', '3.480 – 3.492,50')
    """

    decimal: str = "."
    group: str = ","

    def price(self, value: float) -> str:
        """A price, as exact as its size asks for."""
        return self._marked(numbers.price(value))

    def distance(self, value: float, price: float) -> str:
        """A difference of prices, with the decimals of ``price``.

        >>> ENGLISH.distance(17.2792, 3482.23)
        '17.28'
        """
        return self.amount(value, numbers.decimals(price))

    def span(self, low: float, high: float) -> str:
        """A stretch of prices; one price where both are written alike."""
        ends = self.price(low), self.price(high)
        return ends[0] if ends[0] == ends[1] else f"{ends[0]} \N{EN DASH} {ends[1]}"

    def usd(self, value: float) -> str:
        """Dollars without a sign: ``$4.2M``."""
        return self._marked(numbers.usd(abs(value)))

    def coins(self, value: float, coin: str) -> str:
        """An amount of a coin: ``1,234.5 ETH``."""
        return self._marked(numbers.coins(value, coin))

    def ether(self, value: float) -> str:
        """An amount of ether, with its tenths: ``1,234.5 ETH``."""
        return self._marked(numbers.eth(value))

    def amount(self, value: float, decimals: int = 1) -> str:
        """A plain number."""
        return self._marked(numbers.amount(value, decimals))

    def percent(self, value: float, decimals: int = 2) -> str:
        """A signed share in percent; more decimals for what is always small."""
        written = numbers.amount(abs(value), decimals)
        return self._marked(f"{self.sign(value)}{written} %")

    def share(self, value: float) -> str:
        """A part of one as whole percent: ``86 %``."""
        return f"{value:.0%}".replace("%", " %")

    def pause(self, seconds: float) -> str:
        """A length of time: ``5 min``."""
        return self._marked(numbers.pause(seconds))

    def signed(self, value: float, write: Callable[[float], str]) -> str:
        """What ``write`` makes of the size, with a sign before it.

        >>> ENGLISH.signed(-7_100_000, ENGLISH.usd)
        '−$7.1M'
        """
        return f"{self.sign(value)}{write(abs(value))}"

    @staticmethod
    def sign(value: float) -> str:
        """Plus, the true minus, or nothing for nothing."""
        return "+" if value > 0 else numbers.MINUS if value < 0 else ""

    def _marked(self, text: str) -> str:
        if (self.decimal, self.group) == (".", ","):
            return text
        return text.translate({ord("."): self.decimal, ord(","): self.group})


ENGLISH = Figures()
