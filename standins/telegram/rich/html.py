"""Rich messages as the page shows them: block by block."""

from collections.abc import Callable
from html import escape

from standins.telegram.rich.text import button_html, text_html
from standins.telegram.wire import JsonObject


def to_html(message: JsonObject) -> str:
    """A ``RichMessage`` as HTML that a browser can show as it is.

    >>> to_html({"blocks": [{"type": "heading", "size": 2, "text": "Whales & co"}]})
    '<h2>Whales &amp; co</h2>'
    """
    inside = _blocks(message["blocks"])
    return f'<div dir="rtl">{inside}</div>' if message.get("is_rtl") else inside


def _blocks(blocks: list[JsonObject]) -> str:
    return "".join(_block(one) for one in blocks)


def _block(block: JsonObject) -> str:
    return _WRITERS.get(block["type"], _passage)(block)


def _heading(block: JsonObject) -> str:
    return f"<h{block['size']}>{text_html(block['text'])}</h{block['size']}>"


def _preformatted(block: JsonObject) -> str:
    language = escape(block.get("language", ""))
    return f'<pre><code class="language-{language}">{text_html(block["text"])}</code></pre>'


def _details(block: JsonObject) -> str:
    is_open = " open" if block.get("is_open") else ""
    summary = f"<summary>{text_html(block['summary'])}</summary>"
    return f"<details{is_open}>{summary}{_blocks(block['blocks'])}</details>"


def _buttons(block: JsonObject) -> str:
    buttons = "".join(button_html(one) for one in block["buttons"])
    align = escape(block.get("align", "left"))
    return f'<div class="rich-buttons" data-align="{align}">{buttons}</div>'


def _gallery(block: JsonObject) -> str:
    return _figure(f'<div class="{block["type"]}">{_blocks(block["blocks"])}</div>', block)


def _passage(block: JsonObject) -> str:
    """Paragraphs, footers and quotations: a text, and who is quoted."""
    credit = f"<cite>{text_html(block['credit'])}</cite>" if block.get("credit") else ""
    inside = _blocks(block["blocks"]) if "blocks" in block else text_html(block["text"])
    tag, attributes = {
        "footer": ("footer", ""),
        "blockquote": ("blockquote", ""),
        "expandable_blockquote": ("blockquote", " expandable"),
        "pullquote": ("aside", ""),
        "thinking": ("p", ' class="thinking"'),
    }.get(block["type"], ("p", ""))
    return f"<{tag}{attributes}>{inside}{credit}</{tag}>"


def _list(block: JsonObject) -> str:
    ordered = any("value" in one for one in block["items"])
    tag = "ol" if ordered else "ul"
    return f"<{tag}>{''.join(_item(one) for one in block['items'])}</{tag}>"


def _item(item: JsonObject) -> str:
    """One item; a lone paragraph stands on the line of its sign or box."""
    blocks = item["blocks"]
    alone = len(blocks) == 1 and blocks[0]["type"] == "paragraph"
    inside = text_html(blocks[0]["text"]) if alone else _blocks(blocks)
    box = ""
    if item.get("has_checkbox"):
        ticked = " checked" if item.get("is_checked") else ""
        box = f'<input type="checkbox" disabled{ticked}> '
    value = f' value="{item["value"]}" type="{escape(item["type"])}"' if "value" in item else ""
    task = ' class="task"' if box else ""
    return f"<li{task}{value}>{box}{inside}</li>"


def _table(block: JsonObject) -> str:
    names = [name for name in ("bordered", "striped", "compact") if block.get(f"is_{name}")]
    caption = f"<caption>{text_html(block['caption'])}</caption>" if block.get("caption") else ""
    rows = "".join(f"<tr>{''.join(_cell(one) for one in row)}</tr>" for row in block["cells"])
    return f'<table class="{" ".join(names)}">{caption}{rows}</table>'


def _cell(cell: JsonObject) -> str:
    tag = "th" if cell.get("is_header") else "td"
    spans = "".join(f' {name}="{cell[name]}"' for name in ("colspan", "rowspan") if name in cell)
    place = f' align="{escape(cell["align"])}" valign="{escape(cell["valign"])}"'
    hidden = "" if "text" in cell else " hidden"
    return f"<{tag}{spans}{place}{hidden}>{text_html(cell.get('text', ''))}</{tag}>"


def _map(block: JsonObject) -> str:
    where = block["location"]
    place = f"{where['latitude']}, {where['longitude']}"
    return _figure(f'<div class="map" data-zoom="{block["zoom"]}">{place}</div>', block)


def _medium(block: JsonObject) -> str:
    kind = block["type"]
    file = block[kind][-1] if kind == "photo" else block[kind]
    return _figure(_player(kind, file, spoiler=bool(block.get("has_spoiler"))), block)


def _player(kind: str, file: JsonObject, *, spoiler: bool) -> str:
    address = f"/sim/file/{escape(file['file_id'])}"
    covered = ' class="spoiler"' if spoiler else ""
    if kind == "photo":
        size = f' width="{file["width"]}" height="{file["height"]}"'
        return f'<img src="{address}" alt=""{size}{covered}>'
    if kind in {"audio", "voice_note"}:
        return f'<audio controls src="{address}"></audio>'
    if kind == "document":
        return f'<a href="{address}" download>{escape(file["file_name"])}</a>'
    return f'<video controls src="{address}"{covered}></video>'


def _figure(inside: str, block: JsonObject) -> str:
    caption = block.get("caption")
    if not caption:
        return f"<figure>{inside}</figure>"
    credit = f" <cite>{text_html(caption['credit'])}</cite>" if caption.get("credit") else ""
    return f"<figure>{inside}<figcaption>{text_html(caption['text'])}{credit}</figcaption></figure>"


_WRITERS: dict[str, Callable[[JsonObject], str]] = {
    "heading": _heading,
    "pre": _preformatted,
    "mathematical_expression": lambda block: (
        f'<pre class="math">{escape(block["expression"])}</pre>'
    ),
    "divider": lambda _block: "<hr>",
    "anchor": lambda block: f'<a id="rich-{escape(block["name"])}"></a>',
    "list": _list,
    "table": _table,
    "details": _details,
    "buttons": _buttons,
    "collage": _gallery,
    "slideshow": _gallery,
    "map": _map,
    "photo": _medium,
    "video": _medium,
    "animation": _medium,
    "audio": _medium,
    "voice_note": _medium,
    "document": _medium,
}
"""Everything but passages of text."""
