"""The resting book of one symbol: a lattice of levels that stay, a few that follow the price.

Ordinary levels lie on a lattice (`standins.market.exchange.lattice`). Near the touch a handful of
quotes follow the price (`standins.market.exchange.quoted`), and walls
(`standins.market.exchange.walls`) lie on top: where a wall stands, the level is the wall and
nothing else, so that what is traded at its price is what the wall loses.

The lattice is coarser than a real book, which has an order at nearly every tick next to the
touch: fifty levels of it span about half a per cent, as fifty levels of a book that is shown in
steps of half a dollar do.
"""

from standins.market.chance import Luck
from standins.market.exchange.instruments import Instrument
from standins.market.exchange.lattice import Lattice
from standins.market.exchange.quoted import SPAN, QuotedSide
from standins.market.exchange.truth import Truth
from standins.market.exchange.wall import ASK, BID
from standins.market.exchange.walls import Walls

BIDS, ASKS = BID, ASK


class RestingBook:
    """Bids and asks by price in ticks; sizes in lots.

    Parameters
    ----------
    instrument, seed
        What is traded, and which of all possible lattices.
    luck
        Chance for what moves (sizes, touch quotes, walls).
    truth
        Where the walls' lives are written.
    wild
        Whether walls stand up unasked.
    """

    def __init__(
        self,
        instrument: Instrument,
        *,
        seed: int,
        luck: Luck,
        truth: Truth | None = None,
        wild: bool = True,
    ) -> None:
        self.walls = Walls(instrument, luck, truth or Truth(), wild=wild)
        lattice = Lattice(instrument, seed=seed)
        self.sides = (
            QuotedSide(BIDS, instrument, lattice, self.walls, luck),
            QuotedSide(ASKS, instrument, lattice, self.walls, luck),
        )
        self.bids, self.asks = (side.levels for side in self.sides)

    def side(self, side: int) -> QuotedSide:
        """One side: `BIDS` or `ASKS`."""
        return self.sides[side == ASKS]

    def best(self, side: int) -> int | None:
        """The best price of a side; None when takers have eaten it bare."""
        return self.side(side).best

    def eat(self, side: int, lots: int, limit: int) -> list[tuple[int, int]]:
        """Trade against a side, best price first: prices and lots of what was traded.

        Parameters
        ----------
        side
            Whose orders are met.
        lots
            What the taker wants.
        limit
            The worst price the taker accepts.
        """
        met, fills = self.side(side), list[tuple[int, int]]()
        while lots > 0 and (price := met.best) is not None and (price - limit) * side >= 0:
            rests = met.levels[price]
            wall = self.walls.at(side, price)
            if wall is not None:
                self.walls.disturbed = True
            given = wall.give(lots) if wall else min(lots, rests)
            lots -= given
            if given:
                fills.append((price, given))
            if given < rests:
                met.put(price, rests - given)
                break
            met.clear(price)
        return fills

    def before(self, side: int, price: int) -> int:
        """Lots of a side at better prices than one, walls left out."""
        met, lots = self.side(side), 0
        for rank in met.ranks:
            if rank >= price * met.way:
                break
            lots += 0 if rank in self.walls.by_rank else met.levels[rank * met.way]
        return lots

    def quote(self, bid: int, ask: int) -> None:
        """Put the touch where it now is and refill the lattice behind it."""
        bids, asks = self.sides
        bids.quote(bid)
        asks.quote(ask)

    def shimmer(self, changes: int) -> None:
        """Let some resting levels of each side grow or shrink."""
        for side in self.sides:
            side.shimmer(changes)

    def raise_walls(self, now_ms: int, seconds: float, bid: int, ask: int) -> None:
        """Let the walls live for a while and put what stands into the book."""
        if self.walls.at_rest(now_ms, seconds, bid, ask):
            return
        for side, price in self.walls.live(now_ms, seconds, bid, ask):
            # What stood behind the wall is there again when the book is quoted next.
            self.side(side).clear(price)
        bids, asks = self.sides
        for wall in self.walls:
            met, best = (bids, bid) if wall.side == BIDS else (asks, ask)
            if 0 <= (best - wall.price) * wall.side <= best * SPAN:
                met.show(wall)
