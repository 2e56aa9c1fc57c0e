"""HTML as Telegram reads it: a text, and entities with offsets in UTF-16 units.

The grammar and the sentences of refusal follow TDLib's ``parse_html``; positions in the sentences
are byte offsets, as there. ``<tg-time unix= format=>`` (Bot API 9.5) and expandable block quotes
are included; the sentence for a bad ``unix`` is ours, Telegram's is not published.
"""

from dataclasses import dataclass

from standins.telegram.text.formatted import Formatted, broken, in_order
from standins.telegram.text.links import custom_emoji, date_time, link_entity
from standins.telegram.text.reader import Reader
from standins.telegram.text.references import dereferenced
from standins.telegram.wire import JsonObject

_SPACE = " \t\r\n\v\0"

_PLAIN = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_TAGS = frozenset({*_PLAIN, "a", "code", "pre", "blockquote", "tg-emoji", "tg-time"})


@dataclass(slots=True)
class _Open:
    """A start tag that waits for its end."""

    tag: str
    attributes: dict[str, str]
    offset: int
    start: int
    at: int


def parse_html(source: str) -> Formatted:
    """Read Telegram's HTML.

    Raises
    ------
    RefusalError
        ``can't parse entities: ...`` when the markup is broken.

    Examples
    --------
    >>> parse_html("<b>🐋 1 &lt; 2</b>").text
    '🐋 1 < 2'
    >>> parse_html("🐋 <i>x</i>").entities
    [{'type': 'italic', 'offset': 3, 'length': 1}]
    """
    return _Html(source).read()


class _Html(Reader):
    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._open: list[_Open] = []

    def read(self) -> Formatted:
        while self._at < len(self._source):
            character = self._source[self._at]
            if character == "<":
                self._tag()
            elif character == "&":
                self._write(self._reference())
            else:
                self._write(character)
                self._at += 1
        if self._open:
            tag = self._open[-1].tag
            raise broken(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return Formatted("".join(self._out), in_order(self._entities))

    def _reference(self) -> str:
        character, self._at = dereferenced(self._source, self._at)
        return character

    def _tag(self) -> None:
        begin = self._at
        self._at += 1
        if self._peek() == "/":
            self._at += 1
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        tag = self._until(">").lower()
        if not self._peek():
            raise broken(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _TAGS:
            raise broken(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(tag, begin)
        self._at += 1
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            where = self._byte(begin)
            raise broken(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self._open.append(_Open(tag, attributes, self._units, len(self._out), begin))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._skip_space()
            if self._peek() == ">":
                return found
            name = self._until("=>").lower()
            if not name:
                where = self._byte(begin)
                raise broken(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
            self._skip_space()
            if self._peek() == "=":
                self._at += 1
                self._skip_space()
                found[name] = self._attribute_value()
            else:
                found[name] = ""
            if not self._peek():
                raise broken(f"Unclosed start tag at byte offset {self._byte(begin)}")

    def _attribute_value(self) -> str:
        quote = self._peek()
        if quote not in {"'", '"'}:
            return self._name_token()
        self._at += 1
        value: list[str] = []
        while self._peek() not in {quote, ""}:
            if self._peek() == "&":
                value.append(self._reference())
            else:
                value.append(self._peek())
                self._at += 1
        self._at += 1
        return "".join(value)

    def _name_token(self) -> str:
        begin = self._at
        while self._peek().isalnum() or self._peek() in {".", "-"}:
            self._at += 1
        if self._peek() and self._peek() not in _SPACE + ">":
            raise broken(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return self._source[begin : self._at].lower()

    def _end_tag(self, begin: int) -> None:
        where = self._byte(begin)
        if not self._open:
            raise broken(f"Unexpected end tag at byte offset {where}")
        tag = self._until(">").lower()
        self._skip_space()
        if self._peek() != ">":
            raise broken(f"Unclosed end tag at byte offset {where}")
        self._at += 1
        opened = self._open.pop()
        if tag and tag != opened.tag:
            raise broken(
                f"Unmatched end tag at byte offset {where}, "
                f'expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self._units > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: JsonObject = {
            "type": _PLAIN.get(opened.tag, opened.tag),
            "offset": opened.offset,
            "length": self._units - opened.offset,
        }
        inside = "".join(self._out[opened.start :])
        match opened.tag:
            case "a":
                if link := link_entity(opened.attributes.get("href") or inside):
                    self._entities.append(entity | link)
            case "pre" | "code":
                self._monospace(entity, opened)
            case "blockquote":
                expandable = "expandable" in opened.attributes
                entity["type"] = "expandable_blockquote" if expandable else "blockquote"
                self._entities.append(entity)
            case "tg-emoji":
                self._entities.append(entity | custom_emoji(opened.attributes.get("emoji-id", "")))
            case "tg-time":
                unix, shape = (opened.attributes.get(name, "") for name in ("unix", "format"))
                self._entities.append(entity | date_time(unix, shape, self._byte(opened.at)))
            case _:
                self._entities.append(entity)

    def _monospace(self, entity: JsonObject, opened: _Open) -> None:
        """``<pre><code class="language-x">`` is one entity, in either order of closing."""
        language = opened.attributes.get("class", "").removeprefix("language-")
        last = self._entities[-1] if self._entities else {}
        covers = (last.get("offset"), last.get("length")) == (entity["offset"], entity["length"])
        if opened.tag == "pre" and last.get("type") == "code" and covers and "language" in last:
            last["type"] = "pre"
            return
        if opened.tag == "code" and language:
            entity["language"] = language
            inside_pre = bool(self._open) and self._open[-1].tag == "pre"
            if not inside_pre:
                del entity["language"]
        self._entities.append(entity)

    def _peek(self) -> str:
        return self._source[self._at : self._at + 1]

    def _until(self, stops: str) -> str:
        begin = self._at
        while self._peek() and self._peek() not in _SPACE + stops:
            self._at += 1
        return self._source[begin : self._at]

    def _skip_space(self) -> None:
        while self._peek() and self._peek() in _SPACE:
            self._at += 1
