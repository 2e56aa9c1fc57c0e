"""What every reader of markup does: it walks along the source once, and writes as it goes."""

from standins.telegram.text.formatted import byte_offset
from standins.telegram.wire import JsonObject, utf16_length


class Reader:
    """One pass over a source.

    Parameters
    ----------
    source
        A text with markup.

    Attributes
    ----------
    _at
        Where the pass has come to in the source, in characters.
    _out, _units
        What was written so far, and its length in UTF-16 units: entities are counted in these.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._out: list[str] = []
        self._units = 0
        self._entities: list[JsonObject] = []

    def _write(self, text: str) -> None:
        self._out.append(text)
        self._units += utf16_length(text)

    def _byte(self, index: int) -> int:
        """Where a character of the source lies in bytes."""
        return byte_offset(self._source, index)
