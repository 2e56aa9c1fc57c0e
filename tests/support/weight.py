"""How much detectors remember: the size of what would be stored of them."""

import pickle
from collections import Counter
from collections.abc import Sized

from typing_extensions import override

from engine.detectors import DETECTORS
from engine.pipeline.panel import Panel


def weights(panel: Panel) -> Counter[str]:
    """Bytes of each detector's state, all its instances together, and of the ``LabelBook``.

    The book is counted once: every detector that knows it would carry it along.
    """
    weighed = Counter({"LabelBook": _weight(panel.labels)})
    for (number, _), detector in panel.instances.items():
        weighed[DETECTORS[number].make.__name__] += _weight(detector, without=panel.labels)
    return weighed


def _weight(state: object, *, without: object = None) -> int:
    scale = _Scale()
    _Pickler(scale, without).dump(state)
    return scale.bytes


class _Scale:
    """A file that keeps nothing but its length."""

    def __init__(self) -> None:
        self.bytes = 0

    def write(self, piece: Sized) -> int:
        self.bytes += len(piece)
        return len(piece)


class _Pickler(pickle.Pickler):
    def __init__(self, file: _Scale, without: object) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._without = without

    @override
    def persistent_id(self, obj: object) -> str | None:
        return "elsewhere" if obj is self._without else None
