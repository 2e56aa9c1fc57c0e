"""The old Markdown (``parse_mode`` Markdown): one pair of signs, nothing inside another.

The grammar and the sentences follow TDLib's ``parse_markdown``. Telegram keeps it for old bots and
recommends MarkdownV2, which is in :mod:`standins.telegram.text.markdown_v2`.
"""

from standins.telegram.text.formatted import Formatted, broken
from standins.telegram.text.links import link_entity
from standins.telegram.text.reader import Reader
from standins.telegram.wire import JsonObject

_SIGNS = "_*`["
_FENCE = "```"


def parse_markdown(source: str) -> Formatted:
    r"""Read the old Markdown; a backslash frees ``_``, ``*``, the backtick and ``[``.

    Raises
    ------
    RefusalError
        ``can't parse entities: Can't find end of the entity starting at byte offset N``.

    Examples
    --------
    >>> parse_markdown("*whale* of 3\\_000").entities
    [{'type': 'bold', 'offset': 0, 'length': 5}]
    """
    return _Markdown(source).read()


class _Markdown(Reader):
    def read(self) -> Formatted:
        while self._at < len(self._source):
            sign = self._source[self._at]
            if sign == "\\" and self._source[self._at + 1 : self._at + 2] in {*_SIGNS}:
                self._write(self._source[self._at + 1])
                self._at += 2
            elif sign in _SIGNS:
                self._entity(sign)
            else:
                self._write(sign)
                self._at += 1
        return Formatted("".join(self._out), self._entities)

    def _entity(self, sign: str) -> None:
        begin, offset = self._at, self._units
        fenced = self._source.startswith(_FENCE, begin)
        language = ""
        if fenced:
            language, self._at = code_language(self._source, begin + 3)
        else:
            self._at += 1
        closing = _FENCE if fenced else {"[": "]"}.get(sign, sign)
        end = self._source.find(closing, self._at)
        if end < 0:
            where = self._byte(begin)
            raise broken(f"Can't find end of the entity starting at byte offset {where}")
        inside = self._source[self._at : end]
        self._write(inside)
        self._at = end + len(closing)
        meaning = self._meaning(sign, inside, language, fenced=fenced)
        if meaning is not None and self._units > offset:
            length = self._units - offset
            self._entities.append({**meaning, "offset": offset, "length": length})

    def _meaning(self, sign: str, inside: str, language: str, *, fenced: bool) -> JsonObject | None:
        if sign == "[":
            return link_entity(self._address(inside))
        if fenced:
            return {"type": "pre", "language": language} if language else {"type": "pre"}
        return {"type": {"_": "italic", "*": "bold", "`": "code"}[sign]}

    def _address(self, inside: str) -> str:
        """The part in round brackets; without one, the text is its own address."""
        if not self._source.startswith("(", self._at):
            return inside
        end = self._source.find(")", self._at)
        end = len(self._source) if end < 0 else end
        address = self._source[self._at + 1 : end]
        self._at = end + 1
        return address


def code_language(source: str, begin: int) -> tuple[str, int]:
    r"""The language named behind three backticks, and where the code begins.

    One line break in front of the code belongs to the fence.

    >>> code_language("python\nx = 1", 0)
    ('python', 7)
    """
    end = begin
    while end < len(source) and not source[end].isspace() and source[end] != "`":
        end += 1
    told = begin < end < len(source) and source[end] != "`"
    word, after = (source[begin:end], end) if told else ("", begin)
    if source[after : after + 2] in {"\r\n", "\n\r"}:
        return word, after + 2
    return word, after + (source[after : after + 1] in {"\r", "\n"})
