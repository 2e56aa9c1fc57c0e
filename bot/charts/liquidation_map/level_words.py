"""How the sizes and prices of a liquidation map are written."""

from dataclasses import dataclass

from bot.charts.kit.axis import PriceAxis
from bot.charts.kit.look import Look
from bot.charts.kit.scale import tick_decimals
from bot.charts.liquidation_map.levels import Cluster, Levels


@dataclass(frozen=True, slots=True)
class Amounts:
    """Dollars, or parts of a hundred where dollars would claim more than is known."""

    look: Look
    levels: Levels
    axis: PriceAxis
    in_dollars: bool

    def of_cluster(self, usd: float) -> str:
        """A cluster's size; without dollars, the largest cluster is 100."""
        if self.in_dollars:
            return self.look.numbers.usd(usd)
        both = [*self.levels.clusters(above=True), *self.levels.clusters(above=False)]
        most = max(each.usd for each in both)
        return self.look.numbers.price(max(1.0, 100 * usd / most), 0)

    def of_side(self, *, above: bool) -> str:
        """What a whole side adds up to; without dollars, as a share of both."""
        usd = self.levels.sum_of(above=above)
        if self.in_dollars:
            return self.look.numbers.usd(usd)
        share = 100 * usd / float(self.levels.totals.sum())
        return self.look.numbers.percent(share, decimals=0, signed=False)

    def price(self, value: float) -> str:
        """To a tenth of a step of the axis: an estimate knows no ticks."""
        decimals = min(self.axis.decimals, tick_decimals(self.axis.step / 10))
        return self.look.numbers.price(value, decimals)

    def away(self, cluster: Cluster) -> str:
        """How far from the present price, signed."""
        return self.look.numbers.percent(cluster.distance, decimals=1)
