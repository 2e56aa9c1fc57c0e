"""Inline results: what of them is checked when the bot offers them, and the message each becomes.

Results that carry a ``file_id`` or their own ``input_message_content`` are played. Of those that
only name an address (a picture on the web) a real Telegram would fetch the file when the result is
chosen; the stand-in has no network beyond this machine and says so then.
"""

from collections.abc import Container

from standins.telegram.errors import RefusalError
from standins.telegram.keyboards import check_markup
from standins.telegram.media import offered as media
from standins.telegram.media.files import Files
from standins.telegram.messages.cards import contact, location, venue
from standins.telegram.rich import received as rich
from standins.telegram.text.formatting import caption_text, message_text
from standins.telegram.wire import JsonObject

MOST = 50
_LONGEST_OFFSET = 64

_CACHED = {
    "photo_file_id": "photo",
    "gif_file_id": "animation",
    "mpeg4_file_id": "animation",
    "sticker_file_id": "sticker",
    "document_file_id": "document",
    "video_file_id": "video",
    "voice_file_id": "voice",
    "audio_file_id": "audio",
}
"""The field that names a known file, and the kind of message it becomes."""


def check(files: Files, answer: JsonObject, users: Container[int] = ()) -> None:
    """Refuse an answer to an inline query as Telegram refuses it.

    Raises
    ------
    RefusalError
        Too many results, two of one id, broken markup, an unknown ``file_id`` or a bad keyboard.
    """
    results = answer["results"]
    if len(results) > MOST:
        raise RefusalError("RESULTS_TOO_MUCH")
    if len({one["id"] for one in results}) < len(results):
        raise RefusalError("RESULT_ID_DUPLICATE")
    if len(answer.get("next_offset", "").encode()) > _LONGEST_OFFSET:
        raise RefusalError("NEXT_OFFSET_INVALID")
    for one in results:
        check_markup(one.get("reply_markup"), chat_type="private")
        if content(files, one, users) is None and "input_message_content" in one:
            raise RefusalError("the stand-in does not play this input_message_content", 501)


def content(files: Files, result: JsonObject, users: Container[int] = ()) -> JsonObject | None:
    """The fields of the message that a result becomes; None when only the web has them.

    Parameters
    ----------
    users
        Everybody a rich message can mention by number.
    """
    if "input_message_content" in result:
        wanted = result["input_message_content"]
        if "rich_message" in wanted:
            return {"rich_message": rich.known(files, wanted["rich_message"], users)}
        return _given(wanted)
    for field, kind in _CACHED.items():
        if field in result:
            return media.known(files, kind, result[field]) | _caption(result)
    return _spoken(result) if result["type"] in {"location", "venue", "contact"} else None


def row(files: Files, result: JsonObject) -> JsonObject:
    """A result as the list above the composer shows it."""
    cached = next((result[field] for field in _CACHED if field in result), None)
    small = cached
    if cached is not None and "photo_file_id" in result:
        small = files.again(cached, "photo")[-1]["file_id"]
    return {
        "id": result["id"],
        "type": result["type"],
        "title": result.get("title") or result.get("first_name") or "",
        "description": result.get("description") or result.get("caption") or "",
        "thumb": f"/sim/file/{small}" if small else result.get("thumbnail_url"),
        "url": result.get("url"),
    }


def _given(wanted: JsonObject) -> JsonObject | None:
    if "message_text" in wanted:
        formatted = message_text(
            wanted["message_text"], wanted.get("parse_mode"), wanted.get("entities")
        )
        shown: JsonObject = {"text": formatted.text}
        if formatted.entities:
            shown["entities"] = formatted.entities
        if "link_preview_options" in wanted:
            shown["link_preview_options"] = wanted["link_preview_options"]
        return shown
    return _spoken(wanted)


def _spoken(wanted: JsonObject) -> JsonObject | None:
    """A contact, a place with a name, or a point."""
    if "phone_number" in wanted:
        return {"contact": contact(wanted)}
    if "latitude" not in wanted:
        return None
    return venue(wanted) if "address" in wanted else {"location": location(wanted)}


def _caption(result: JsonObject) -> JsonObject:
    formatted = caption_text(
        result.get("caption"), result.get("parse_mode"), result.get("caption_entities")
    )
    shown: JsonObject = {"caption": formatted.text} if formatted.text else {}
    if formatted.entities:
        shown["caption_entities"] = formatted.entities
    if formatted.text and result.get("show_caption_above_media"):
        shown["show_caption_above_media"] = True
    return shown
