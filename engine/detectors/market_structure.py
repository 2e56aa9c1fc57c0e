"""Smart Money Concepts, live: swings, breaks, gaps, blocks and what becomes of them."""

from collections.abc import Sequence

from core.detection import Detection, Move
from core.market import Candle
from engine.structure.chart import Chart
from engine.structure.options import StructureOptions

_DEFAULTS = StructureOptions()


class MarketStructure:
    """Every concept of ``engine.structure.concepts`` on one subject's candles of one timeframe.

    Only closed candles count, in order; what comes again or late changes nothing. The same candles
    give the same detections with the same ids, whoever feeds them and however often it is stopped
    in between.
    """

    def __init__(self, options: StructureOptions = _DEFAULTS) -> None:
        self._options = options
        self._chart: Chart | None = None

    def update(self, fact: Candle) -> Sequence[Detection | Move]:
        """What this candle forms and reaches."""
        if self._chart is None:
            self._chart = Chart(fact.subject, fact.timeframe, self._options)
        return self._chart.read(fact)
