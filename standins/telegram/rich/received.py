"""Rich messages (Bot API 10.1) on their way in: from what a bot sends to what stands in the chat.

Blocks are read as Telegram's server reads them. Rich HTML and rich Markdown are parsed by
Telegram's own servers, whose rules are not published: the stand-in refuses them rather than let
pass what Telegram might not.
"""

from collections.abc import Callable, Container
from dataclasses import dataclass

from standins.telegram.errors import RefusalError
from standins.telegram.media import offered as media
from standins.telegram.media.files import Files
from standins.telegram.media.uploads import Nothing, Parts
from standins.telegram.rich import words as rich_words
from standins.telegram.rich.labels import labels
from standins.telegram.rich.lines import as_text
from standins.telegram.wire import JsonObject, utf16_length

_LONGEST = 32_768
_BUTTONS = 8
_HEADINGS = range(1, 7)
_MAP = {"zoom": 15, "width": 600, "height": 400}
"""What Telegram fills in for a map that names none is not published."""

_MEDIA = {
    "photo": "photo",
    "video": "video",
    "animation": "animation",
    "audio": "audio",
    "document": "document",
    "voice_note": "voice",
}
"""Block type to kind of file."""


def received(
    files: Files, parts: Parts, wish: JsonObject, *, users: Container[int], draft: bool = False
) -> JsonObject:
    """The ``RichMessage`` that an ``InputRichMessage`` becomes.

    Parameters
    ----------
    users
        Everybody who can be mentioned by number.
    draft
        Only a draft may hold a "Thinking…" block.

    Raises
    ------
    RefusalError
        Not exactly one source, nothing in it, too long, a block that can't be, an unknown file.
    """
    sources = [name for name in ("blocks", "html", "markdown") if name in wish]
    if len(sources) != 1:
        raise RefusalError("exactly one of blocks, html and markdown must be used in rich_message")
    if sources != ["blocks"]:
        raise RefusalError(
            f"the stand-in reads rich messages as blocks only: how Telegram parses {sources[0]} "
            "in them is not published",
            501,
        )
    if not wish["blocks"]:
        raise RefusalError("rich message must be non-empty")
    reader = _Reader(files, parts, users, draft, not wish.get("skip_entity_detection", False))
    shown: JsonObject = {"blocks": reader.blocks(wish["blocks"])}
    if wish.get("is_rtl"):
        shown["is_rtl"] = True
    if utf16_length(as_text(shown)) > _LONGEST:
        raise RefusalError("message is too long")
    return shown


def known(files: Files, wish: JsonObject, users: Container[int]) -> JsonObject:
    """The ``RichMessage`` of an inline result, whose files Telegram must have already."""
    if "attach://" in repr(wish):
        raise RefusalError("invalid inline message content specified")
    return received(files, Nothing(), wish, users=users)


@dataclass(frozen=True, slots=True)
class _Reader:
    """One reading: where files come from, who can be mentioned, what is looked for."""

    files: Files
    parts: Parts
    users: Container[int]
    draft: bool
    detects: bool

    def blocks(self, given: list[JsonObject]) -> list[JsonObject]:
        return [self._block(one) for one in given]

    def _block(self, block: JsonObject) -> JsonObject:
        kind = block["type"]
        if kind in _MEDIA:
            return self._medium(block)
        checks: dict[str, Callable[[JsonObject], JsonObject]] = {
            "heading": _heading,
            "buttons": self._buttons,
            "list": self._list,
            "table": self._table,
            "map": lambda block: _MAP | block,
            "thinking": self._thinking,
        }
        return self._nested(checks.get(kind, dict)(block))

    def _nested(self, block: JsonObject) -> JsonObject:
        """Whatever lies inside: texts are read, blocks are read."""
        shown = dict(block)
        for name in ("text", "summary", "credit"):
            if name in block and block["type"] != "table":
                shown[name] = self._text(block[name], plain=block["type"] == "pre")
        if "caption" in block:
            shown["caption"] = self._caption(block["caption"])
        if "blocks" in block:
            shown["blocks"] = self.blocks(block["blocks"])
        return shown

    def _text(self, text: object, *, plain: bool = False) -> object:
        return rich_words.received(text, users=self.users, detects=self.detects and not plain)

    def _caption(self, caption: object) -> object:
        """A table's caption is a text, any other a ``RichBlockCaption``."""
        if not isinstance(caption, dict) or "type" in caption:
            return self._text(caption)
        return {name: self._text(caption[name]) for name in caption}

    def _medium(self, block: JsonObject) -> JsonObject:
        kind = block["type"]
        wish = block[kind]
        shown = media.content(self.files, self.parts, _MEDIA[kind], wish, wish["media"])
        found: JsonObject = {"type": kind, kind: shown[_MEDIA[kind]]}
        if "has_media_spoiler" in shown:
            found["has_spoiler"] = True
        return found | ({"caption": self._caption(block["caption"])} if "caption" in block else {})

    def _buttons(self, block: JsonObject) -> JsonObject:
        buttons = block["buttons"]
        if not 0 < len(buttons) <= _BUTTONS:
            raise RefusalError(f"a row of buttons in a rich message has 1 to {_BUTTONS} buttons")
        for one in buttons:
            rich_words.check_button(one)
        return block

    def _list(self, block: JsonObject) -> JsonObject:
        named = labels(block["items"])
        items = [
            {**one, "label": label, "blocks": self.blocks(one["blocks"])}
            for one, label in zip(block["items"], named, strict=True)
        ]
        return {**block, "items": items}

    def _table(self, block: JsonObject) -> JsonObject:
        rows = [[{**one, **self._cell_text(one)} for one in row] for row in block["cells"]]
        return {**block, "cells": rows}

    def _cell_text(self, cell: JsonObject) -> JsonObject:
        return {"text": self._text(cell["text"])} if "text" in cell else {}

    def _thinking(self, block: JsonObject) -> JsonObject:
        if not self.draft:
            raise RefusalError("a thinking block can be used in drafts only")
        return block


def _heading(block: JsonObject) -> JsonObject:
    if block["size"] not in _HEADINGS:
        raise RefusalError("heading size must be from 1 to 6")
    return block
