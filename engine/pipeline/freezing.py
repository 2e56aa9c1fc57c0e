"""A panel's detectors as bytes, and back: nothing they know is lost by a restart."""

import pickle
from io import BytesIO
from zoneinfo import ZoneInfo

from typing_extensions import override

from core.errors import BrokenInputError
from engine.flows.book import LabelBook
from engine.pipeline.panel import Panel

# What states are made of: classes of ours, and the few others below. Pickle can call whatever a
# program can import, so nothing else is let in: who could write into the store still cannot run
# anything here.
_OURS = (
    "core.",
    "engine.detectors.",
    "engine.flows.",
    "engine.resting.",
    "engine.stress.",
    "engine.structure.",
)
_THEIRS = {
    ("_operator", "attrgetter"),
    ("builtins", "bytearray"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("collections", "Counter"),
    ("collections", "OrderedDict"),
    ("collections", "defaultdict"),
    ("collections", "deque"),
    ("copyreg", "_reconstructor"),
    ("builtins", "object"),
    ("builtins", "list"),
    ("builtins", "dict"),
    ("builtins", "int"),
    ("builtins", "float"),
    ("msgspec._utils", "rebuild"),
}
_LABELS = "labels"
_ZONE = "zone:"


def freeze(panel: Panel) -> bytes:
    """The state of all detectors and heatmaps; the book of labels has a store of its own."""
    stream = BytesIO()
    _Freezer(stream).dump((panel.instances, panel.heats))
    return stream.getvalue()


def thaw(panel: Panel, body: bytes) -> None:
    """Give a new panel the state that ``freeze`` wrote, in this same version of the program.

    Raises
    ------
    BrokenInputError
        If the bytes are no state, or name anything that no state is made of. Nothing has changed.
    """
    try:
        instances, heats = _Thawer(BytesIO(body), panel.labels).load()
    except (
        pickle.UnpicklingError,
        EOFError,
        AttributeError,
        ImportError,
        TypeError,
        ValueError,
    ) as error:
        raise BrokenInputError(f"not a state of detectors: {error}") from error
    panel.instances, panel.heats = instances, heats


class _Freezer(pickle.Pickler):
    def __init__(self, stream: BytesIO) -> None:
        super().__init__(stream, protocol=pickle.HIGHEST_PROTOCOL)

    @override
    def persistent_id(self, obj: object) -> str | None:
        if isinstance(obj, LabelBook):
            return _LABELS
        return f"{_ZONE}{obj.key}" if isinstance(obj, ZoneInfo) else None


class _Thawer(pickle.Unpickler):
    def __init__(self, stream: BytesIO, labels: LabelBook) -> None:
        super().__init__(stream)
        self._labels = labels

    @override
    def persistent_load(self, pid: object) -> LabelBook | ZoneInfo:
        if pid == _LABELS:
            return self._labels
        kind, _, key = str(pid).partition(_ZONE)
        if kind or not key:
            raise pickle.UnpicklingError(f"{pid} is not kept apart")
        return ZoneInfo(key)

    @override
    def find_class(self, module_name: str, global_name: str) -> object:
        if (module_name, global_name) in _THEIRS:
            return super().find_class(module_name, global_name)
        if module_name.startswith(_OURS):
            found = super().find_class(module_name, global_name)
            # A dotted name could lead out of the module, to whatever it has imported.
            if isinstance(found, type) and found.__module__ == module_name:
                return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is no part of a state")
