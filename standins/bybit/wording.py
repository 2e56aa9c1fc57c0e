"""How an instrument's prices and sizes are spelled on the wire; each text is made once."""

from collections.abc import Callable, Iterable

from standins.bybit.wire import Level
from standins.market.exchange.instruments import Instrument

REMEMBERED = 65_536
"""Texts of prices and of sizes that are remembered: making one costs more than sending it."""


class Spelling(dict[int, str]):
    """Texts by number, made when first asked for; forgets all of them when they are too many."""

    def __init__(self, spell: Callable[[int], str]) -> None:
        super().__init__()
        self._spell = spell

    def __missing__(self, number: int) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        text = self[number] = self._spell(number)
        return text


class Wording:
    """Spells one instrument; shared by all depths of its book."""

    def __init__(self, instrument: Instrument) -> None:
        self.symbol = instrument.symbol
        self.price = Spelling(instrument.price)
        self.size = Spelling(instrument.size)
        self._opened = Spelling(lambda ticks: f'["{instrument.price(ticks)}","')
        self._closed = Spelling(lambda lots: f'{instrument.size(lots)}"]')

    def level(self, price: int, lots: int) -> Level:
        """A level as it is in a message."""
        return self.price[price], self.size[lots]

    def levels(self, levels: Iterable[tuple[int, int]], way: int) -> str:
        """Levels as JSON without the brackets around them.

        Parameters
        ----------
        levels
            Ranks (`standins.market.exchange.side`) and lots.
        way
            What turns a rank into its price.
        """
        opened, closed = self._opened, self._closed
        return ",".join([opened[rank * way] + closed[lots] for rank, lots in levels])
