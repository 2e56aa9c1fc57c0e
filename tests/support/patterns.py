"""What a detector of patterns makes of plain facts: it hears what transfers are told as."""

from collections.abc import Sequence
from typing import Any

from core.chain import Retraction, Transfer
from core.detection import Detection, Detector, Move
from engine.detectors.whale_transfer import WhaleTransfers
from engine.flows.movement import HEARD
from tests.support.flows import the_book


class Hearing:
    """A detector behind the one of transfers, as the panel puts it; time and again."""

    def __init__(self, detector: Detector[Any]) -> None:
        self.detector = detector
        self._transfers = WhaleTransfers(the_book())

    def update(self, *facts: Transfer | Retraction) -> list[Detection]:
        """What it tells of these facts."""
        return [each for fact in facts for each in self._of(fact) if isinstance(each, Detection)]

    def _of(self, fact: Transfer | Retraction) -> Sequence[Detection | Move]:
        told = self._transfers.update(fact)
        if isinstance(fact, Retraction):
            return self.detector.update(fact)
        heard = [one for one in told if isinstance(one, Detection) and one.kind in HEARD]
        return [found for one in heard for found in self.detector.update(one)]


def told(detector: Detector[Any], *facts: Transfer | Retraction) -> list[Detection]:
    """What a new detector tells of these facts."""
    return Hearing(detector).update(*facts)
