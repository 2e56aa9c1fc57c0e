"""A map on trial: what it said at the last minute, held against what then happened."""

from core.market import Liquidation
from engine.stress.leverage import MAINTENANCE, LeverageMap
from engine.stress.score import MedianRank, RankScore, rank_within


class MapOnTrial:
    """A ``LeverageMap`` and how well it told where forced closes came.

    Each print is ranked within the map as it stood when the minute began, before the price came
    there, among all prices within 5 %. What falls in one minute is one wave and no independent
    witness: the mean rank of a minute counts once. The venue prints bankruptcy prices; a position
    is liquidated a maintenance margin before.

    Cost: a print O(bins within reach), about 100. Memory: the map, those bins, 1 000 ranks.
    """

    def __init__(self) -> None:
        self.map = LeverageMap()
        self._score = RankScore()
        self._frozen: dict[int, float] = {}
        self._sum = 0.0
        self._prints = 0

    def minute(self, price: float) -> None:
        """A minute is over: it counts, and the next is judged by the map as it is now."""
        if self._prints:
            self._score.take(self._sum / self._prints)
        self._sum, self._prints = 0.0, 0
        around = self.map.around(price)
        self._frozen = around if any(around.values()) else {}

    def happened(self, fact: Liquidation) -> None:
        """A position was closed by force."""
        way = 1 if fact.position == "long" else -1
        place = self.map.place(fact.price * (1 + way * MAINTENANCE))
        rank = rank_within(self._frozen, place)
        if rank is not None:
            self._sum += rank
            self._prints += 1

    def verdict(self) -> MedianRank | None:
        """The median rank so far; None before the first minute that counts."""
        return self._score.median()
