"""The way back: a text with entities, written as HTML a browser (or a golden file) can show.

The tags are Telegram's own, so what a bot sent and what this renders compare equal wherever the
bot wrote the shortest form.
"""

from html import escape

from standins.telegram.wire import JsonObject

_TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ("<tg-spoiler>", "</tg-spoiler>"),
    "code": ("<code>", "</code>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote expandable>", "</blockquote>"),
}


def to_html(text: str, entities: list[JsonObject]) -> str:
    """Write entities as tags.

    Entities that cross each other are closed and opened again, so the result is always
    well-formed.

    >>> to_html("a 🐋 c", [{"type": "bold", "offset": 2, "length": 2}])
    'a <b>🐋</b> c'
    """
    shown = [one for one in entities if _tags(one) != ("", "")]
    if not shown:
        return escape(text, quote=False)
    shown.sort(key=lambda one: (one["offset"], -one["length"]))
    out: list[str] = []
    stack: list[JsonObject] = []
    units = 0
    for character in text:
        _close(out, stack, units)
        while shown and shown[0]["offset"] <= units:
            stack.append(shown.pop(0))
            out.append(_tags(stack[-1])[0])
        out.append(escape(character, quote=False))
        units += 2 if character > "\uffff" else 1
    out += [_tags(one)[1] for one in reversed(stack)]
    return "".join(out)


def _close(out: list[str], stack: list[JsonObject], units: int) -> None:
    """End what ends here; what lies above it on the stack is reopened."""
    ended = [at for at, one in enumerate(stack) if one["offset"] + one["length"] <= units]
    if not ended:
        return
    above = stack[ended[0] :]
    out += [_tags(one)[1] for one in reversed(above)]
    del stack[ended[0] :]
    for one in above:
        if one["offset"] + one["length"] > units:
            stack.append(one)
            out.append(_tags(one)[0])


def _tags(entity: JsonObject) -> tuple[str, str]:
    kind = entity["type"]
    if kind == "text_link":
        return f'<a href="{escape(entity["url"])}">', "</a>"
    if kind == "text_mention":
        return f'<a href="tg://user?id={entity["user"]["id"]}">', "</a>"
    if kind == "custom_emoji":
        return f'<tg-emoji emoji-id="{escape(entity["custom_emoji_id"])}">', "</tg-emoji>"
    if kind == "date_time":
        return _time_tag(entity), "</tg-time>"
    if kind == "pre":
        language = entity.get("language")
        inner = f'<code class="language-{escape(language)}">' if language else ""
        return f"<pre>{inner}", f"{'</code>' if language else ''}</pre>"
    return _TAGS.get(kind, ("", ""))


def _time_tag(entity: JsonObject) -> str:
    shape = entity.get("date_time_format")
    extra = f' format="{escape(shape)}"' if shape else ""
    return f'<tg-time unix="{entity["unix_time"]}"{extra}>'
