"""MarkdownV2: signs may lie inside one another, and every sign that is none must be escaped.

The grammar and the sentences follow TDLib's ``parse_markdown_v2``. The end of a block quote is the
end of its line, unless the next line begins with ``>`` too; ``||`` at that end makes it expandable.
"""

from dataclasses import dataclass

from typing_extensions import override

from standins.telegram.text.formatted import Formatted, broken, in_order
from standins.telegram.text.links import link_entity, picture_entity
from standins.telegram.text.markdown import code_language
from standins.telegram.text.reader import Reader
from standins.telegram.wire import JsonObject

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!\n")
_LAST_ASCII = "~"
_CODE = frozenset({"Code", "Pre", "PreCode"})

_CLOSING = {
    "Bold": "*",
    "Italic": "_",
    "Underline": "__",
    "Strikethrough": "~",
    "Spoiler": "||",
    "Code": "`",
    "Pre": "```",
    "PreCode": "```",
    "TextUrl": "]",
    "CustomEmoji": "]",
}
_OPENING = (
    ("```", "Pre"),
    ("__", "Underline"),
    ("||", "Spoiler"),
    ("![", "CustomEmoji"),
    ("_", "Italic"),
    ("*", "Bold"),
    ("~", "Strikethrough"),
    ("[", "TextUrl"),
    ("`", "Code"),
)
"""What opens which entity, in TDLib's names for them; longer signs are tried first."""


@dataclass(slots=True)
class _Open:
    """An entity that waits for its end."""

    name: str
    offset: int
    start: int
    at: int
    language: str = ""


def parse_markdown_v2(source: str) -> Formatted:
    r"""Read MarkdownV2.

    Raises
    ------
    RefusalError
        ``can't parse entities: ...``: a reserved character that was not escaped, or an entity
        without an end, with the byte offset of its beginning.

    Examples
    --------
    >>> parse_markdown_v2("*1\\.5k ETH* _moved_").text
    '1.5k ETH moved'
    """
    return _MarkdownV2(source).read()


class _MarkdownV2(Reader):
    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._open: list[_Open] = []
        self._quoting = False
        self._line_begins = True

    def read(self) -> Formatted:
        while self._at < len(self._source):
            self._step(self._source[self._at])
        if self._quoting:
            self._end_quote("")
        if self._open:
            raise self._endless(self._open[-1])
        return Formatted("".join(self._out), in_order(self._entities))

    def _step(self, sign: str) -> None:
        following = self._source[self._at + 1 : self._at + 2]
        if sign == "\\" and "\0" < following <= _LAST_ASCII:
            self._write(following)
            self._at += 2
        elif sign not in ("`" if self._inside_code() else _RESERVED):
            self._write(sign)
            self._at += 1
        elif self._quoting and sign == "\n" and following != ">":
            self._end_quote(sign)
            self._at += 1
        elif self._closes():
            self._close(self._open.pop())
        else:
            self._begin(sign)

    def _inside_code(self) -> bool:
        return bool(self._open) and self._open[-1].name in _CODE

    @override
    def _write(self, text: str) -> None:
        super()._write(text)
        if text != "\r":
            self._line_begins = text == "\n"

    def _closes(self) -> bool:
        """Whether the innermost open entity ends here; ``__`` never ends an italic."""
        closing = _CLOSING.get(self._open[-1].name) if self._open else None
        if closing is None or not self._source.startswith(closing, self._at):
            return False
        return closing != "_" or not self._source.startswith("__", self._at)

    def _begin(self, sign: str) -> None:
        if sign == "\n" or (sign == ">" and self._line_begins):
            self._line(sign)
            return
        if self._inside_code():
            self._write(sign)
            self._at += 1
            return
        for opening, name in _OPENING:
            if self._source.startswith(opening, self._at):
                self._open.append(_Open(name, self._units, len(self._out), self._at))
                self._at += len(opening)
                if name == "Pre":
                    self._fence(self._open[-1])
                return
        raise broken(f"Character '{sign}' is reserved and must be escaped with the preceding '\\'")

    def _line(self, sign: str) -> None:
        """A line break, or the sign of a quoted line; only the first opens the quote."""
        if sign == "\n":
            self._write(sign)
        elif not self._quoting:
            self._quoting = True
            self._open.append(_Open("BlockQuote", self._units, len(self._out), self._at))
        self._at += 1

    def _fence(self, opened: _Open) -> None:
        opened.language, self._at = code_language(self._source, self._at)
        if opened.language:
            opened.name = "PreCode"

    def _end_quote(self, line_break: str) -> None:
        """The quote ends, its line break included; a spoiler opened at its very end expands it."""
        last = self._open[-1]
        kind = "blockquote"
        if last.name == "Spoiler" and self._source[last.at : self._at].rstrip("\r") == "||":
            self._open.pop()
            last, kind = self._open[-1], "expandable_blockquote"
        if last.name != "BlockQuote":
            raise self._endless(last)
        self._open.pop()
        self._quoting = False
        self._write(line_break)
        self._add({"type": kind}, last)

    def _close(self, opened: _Open) -> None:
        self._at += len(_CLOSING[opened.name])
        match opened.name:
            case "TextUrl":
                link = link_entity(self._address("".join(self._out[opened.start :])))
                if link is not None:
                    self._add(link, opened)
            case "CustomEmoji":
                self._picture(opened)
            case "Pre" | "PreCode":
                told = {"language": opened.language} if opened.language else {}
                self._add({"type": "pre", **told}, opened)
            case _:
                self._add({"type": opened.name.lower()}, opened)

    def _add(self, meaning: JsonObject, opened: _Open) -> None:
        length = self._units - opened.offset
        if length > 0:
            self._entities.append({**meaning, "offset": opened.offset, "length": length})

    def _picture(self, opened: _Open) -> None:
        if not self._source.startswith("(", self._at):
            raise broken("Custom emoji entity must contain a tg://emoji URL")
        where = self._byte(self._at + 1)
        address = self._bracketed(f"Can't find end of a custom emoji URL at byte offset {where}")
        self._add(picture_entity(address, where), opened)

    def _address(self, inside: str) -> str:
        if not self._source.startswith("(", self._at):
            return inside
        where = self._byte(self._at + 1)
        return self._bracketed(f"Can't find end of a URL at byte offset {where}")

    def _bracketed(self, complaint: str) -> str:
        """What stands between round brackets; a backslash frees any character in it."""
        self._at += 1
        found: list[str] = []
        while not self._source.startswith(")", self._at):
            escaped = self._source[self._at : self._at + 1] == "\\"
            found.append(self._source[self._at + escaped : self._at + escaped + 1])
            self._at += 1 + escaped
            if self._at > len(self._source):
                raise broken(complaint)
        self._at += 1
        return "".join(found)

    def _endless(self, opened: _Open) -> Exception:
        where = self._byte(opened.at)
        return broken(f"Can't find end of {opened.name} entity at byte offset {where}")
