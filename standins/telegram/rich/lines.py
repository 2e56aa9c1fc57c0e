"""Rich messages as lines of text, for golden files: a little Markdown, read by people only."""

from collections.abc import Callable

from standins.telegram.rich.text import plain
from standins.telegram.wire import JsonObject


def as_text(message: JsonObject) -> str:
    """A ``RichMessage`` without its looks.

    >>> as_text({"blocks": [{"type": "heading", "size": 2, "text": "Whales"}]})
    '## Whales'
    """
    return "\n".join(line for block in message["blocks"] for line in _lines(block))


def _lines(block: JsonObject) -> list[str]:
    write = _WRITERS.get(block["type"])
    if write is not None:
        return write(block)
    if "blocks" in block:
        return _indented(block["blocks"])
    if "text" in block:
        return plain(block["text"]).split("\n")
    return [f"<{block['type'].replace('_', ' ')}>"]


def _indented(blocks: list[JsonObject]) -> list[str]:
    return [f"  {line}" for block in blocks for line in _lines(block)]


def _table(block: JsonObject) -> list[str]:
    return [" | ".join(plain(one.get("text", "")) for one in row) for row in block["cells"]]


def _list(block: JsonObject) -> list[str]:
    return [line for item in block["items"] for line in _item(item)]


def _item(item: JsonObject) -> list[str]:
    box = ("[x] " if item.get("is_checked") else "[ ] ") if item.get("has_checkbox") else ""
    first, *rest = [line for block in item["blocks"] for line in _lines(block)] or [""]
    return [f"{item['label']} {box}{first}", *(f"  {line}" for line in rest)]


_WRITERS: dict[str, Callable[[JsonObject], list[str]]] = {
    "divider": lambda _block: ["---"],
    "anchor": lambda _block: [],
    "heading": lambda block: [f"{'#' * block['size']} {plain(block['text'])}"],
    "table": _table,
    "list": _list,
    "details": lambda block: [f"> {plain(block['summary'])}", *_indented(block["blocks"])],
    "buttons": lambda block: [" ".join(f"[{plain(one['text'])}]" for one in block["buttons"])],
    "mathematical_expression": lambda block: [block["expression"]],
}
