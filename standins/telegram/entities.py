"""HTML as Telegram reads it: a text, and entities with offsets in UTF-16 units.

The grammar and the sentences of refusal follow TDLib's ``parse_html``; positions in the sentences
are byte offsets, as there. ``<tg-time unix= format=>`` (Bot API 9.5) and expandable block quotes
are included; the sentence for a bad ``unix`` is ours, Telegram's is not published.
"""

import re
from dataclasses import dataclass, field

from standins.telegram.errors import RefusalError
from standins.telegram.wire import JsonObject, utf16_length

_SPACE = " \t\r\n\v\0"
_LITERALS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]{1,7})|#(?P<dec>\d{1,8})|(?P<name>[a-zA-Z]+));?")
_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_HIGHEST_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)

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


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text without markup and what the markup said."""

    text: str
    entities: list[JsonObject] = field(default_factory=list)


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
    return _Reader(source).read()


class _Reader:
    """One pass over the source; ``_units`` is the UTF-16 length of what was written so far."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._out: list[str] = []
        self._units = 0
        self._open: list[_Open] = []
        self._entities: list[JsonObject] = []

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
            raise _broken(f'Can\'t find end tag corresponding to start tag "{tag}"')
        self._entities.sort(key=lambda one: (one["offset"], -one["length"]))
        return Formatted("".join(self._out), self._entities)

    def _write(self, text: str) -> None:
        self._out.append(text)
        self._units += utf16_length(text)

    def _reference(self) -> str:
        """A character reference, or the ampersand itself when it is none that Telegram knows."""
        match = _REFERENCE.match(self._source, self._at)
        decoded = _decode(match) if match else None
        if match is None or decoded is None:
            self._at += 1
            return "&"
        self._at = match.end()
        return decoded

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
            raise _broken(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _TAGS:
            raise _broken(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(tag, begin)
        self._at += 1
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            where = self._byte(begin)
            raise _broken(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
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
                raise _broken(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
            self._skip_space()
            if self._peek() == "=":
                self._at += 1
                self._skip_space()
                found[name] = self._attribute_value()
            else:
                found[name] = ""
            if not self._peek():
                raise _broken(f"Unclosed start tag at byte offset {self._byte(begin)}")

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
            raise _broken(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return self._source[begin : self._at].lower()

    def _end_tag(self, begin: int) -> None:
        where = self._byte(begin)
        if not self._open:
            raise _broken(f"Unexpected end tag at byte offset {where}")
        tag = self._until(">").lower()
        self._skip_space()
        if self._peek() != ">":
            raise _broken(f"Unclosed end tag at byte offset {where}")
        self._at += 1
        opened = self._open.pop()
        if tag and tag != opened.tag:
            raise _broken(
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
                self._link(entity, opened.attributes.get("href") or inside)
            case "pre" | "code":
                self._monospace(entity, opened)
            case "blockquote":
                expandable = "expandable" in opened.attributes
                entity["type"] = "expandable_blockquote" if expandable else "blockquote"
                self._entities.append(entity)
            case "tg-emoji":
                self._entities.append(_custom_emoji(entity, opened))
            case "tg-time":
                self._entities.append(_date_time(entity, opened, self._byte(opened.at)))
            case _:
                self._entities.append(entity)

    def _link(self, entity: JsonObject, address: str) -> None:
        """An address that is none makes no entity: Telegram drops the link and keeps the text."""
        mention = re.fullmatch(r"tg://user\?id=(\d+)", address)
        if mention:
            user = {"id": int(mention[1]), "is_bot": False, "first_name": "User"}
            self._entities.append({**entity, "type": "text_mention", "user": user})
            return
        if checked := checked_link(address):
            self._entities.append({**entity, "type": "text_link", "url": checked})

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

    def _byte(self, index: int) -> int:
        return len(self._source[:index].encode())


def checked_link(address: str) -> str | None:
    """A link Telegram would make clickable, completed with its scheme; None for anything else.

    >>> checked_link("etherscan.io/tx/1"), checked_link("javascript:alert(1)")
    ('http://etherscan.io/tx/1', None)
    """
    address = address.strip()
    if re.fullmatch(r"(?:https?|ftp|tg|ton|tonsite)://\S+", address, re.IGNORECASE):
        return address
    if re.fullmatch(r"(?:mailto|tel):\S+", address, re.IGNORECASE):
        return address
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?", address):
        return f"http://{address}"
    return None


def _decode(match: re.Match[str]) -> str | None:
    if match["name"]:
        return _LITERALS.get(match["name"])
    code = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    if code == 0 or code > _HIGHEST_CODE_POINT or code in _SURROGATES:
        return None
    return chr(code)


def _custom_emoji(entity: JsonObject, opened: _Open) -> JsonObject:
    identifier = opened.attributes.get("emoji-id", "")
    if not identifier.isdecimal() or int(identifier) == 0:
        raise _broken("Invalid custom emoji identifier specified")
    return {**entity, "type": "custom_emoji", "custom_emoji_id": identifier}


def _date_time(entity: JsonObject, opened: _Open, where: int) -> JsonObject:
    unix = opened.attributes.get("unix", "")
    shape = opened.attributes.get("format", "")
    if not unix.isdecimal():
        raise _broken(f'Tag "tg-time" must have a valid attribute "unix" at byte offset {where}')
    if not _TIME_FORMAT.fullmatch(shape):
        raise _broken(f'Tag "tg-time" has an invalid "format" at byte offset {where}')
    entity = {**entity, "type": "date_time", "unix_time": int(unix)}
    return {**entity, "date_time_format": shape} if shape else entity


def _broken(sentence: str) -> RefusalError:
    return RefusalError(f"can't parse entities: {sentence}")
