"""Which fields of ``Message.content`` belong to the message, and which to what is in it.

An edit changes what is in a message, a forward repeats it elsewhere; the rest stays where it is.
"""

from standins.telegram.wire import JsonObject

OF_THE_MESSAGE = frozenset(
    {
        "effect_id",
        "external_reply",
        "forward_origin",
        "has_protected_content",
        "media_group_id",
        "quote",
    }
)
CAPTION = frozenset({"caption", "caption_entities", "show_caption_above_media"})
CAPTIONED = frozenset(
    {"animation", "audio", "document", "live_photo", "paid_media", "photo", "video", "voice"}
)
"""What can have a caption."""


def inside(content: JsonObject) -> JsonObject:
    """What is in a message.

    >>> inside({"text": "whale", "effect_id": "5"})
    {'text': 'whale'}
    """
    return {name: content[name] for name in content if name not in OF_THE_MESSAGE}


def around(content: JsonObject) -> JsonObject:
    """What belongs to the message itself."""
    return {name: content[name] for name in content if name in OF_THE_MESSAGE}


def without_caption(content: JsonObject) -> JsonObject:
    """Everything but the caption."""
    return {name: content[name] for name in content if name not in CAPTION}


def looks(value: object) -> object:
    """A value without the names of files, which differ though the same is seen.

    >>> looks({"photo": [{"file_id": "a", "file_unique_id": "u"}]})
    {'photo': [{'file_unique_id': 'u'}]}
    """
    if isinstance(value, list):
        return [looks(one) for one in value]
    if isinstance(value, dict):
        return {name: looks(value[name]) for name in value if name != "file_id"}
    return value
