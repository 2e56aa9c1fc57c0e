"""Media as a bot offers them: an upload or a ``file_id``, with what the bot says of it.

A method's arguments and an ``InputMedia`` name the same things alike, so both are read here. What
the bot says of a file counts when it is uploaded; sent again by its ``file_id``, a file keeps what
it was. A document stays a document: Telegram may make an animation of a GIF sent as one.
"""

from standins.telegram.media import photos
from standins.telegram.media.files import Files
from standins.telegram.media.moving import gif_attributes
from standins.telegram.media.uploads import Nothing, Parts, Upload
from standins.telegram.wire import JsonObject

_LONGEST = 86_400
_WIDEST = 10_000
_NOTE_SIDE = 240
_STICKER_SIDE = 512

SPOILERED = frozenset({"photo", "video", "animation", "live_photo"})
"""What can be covered until a tap."""


def content(files: Files, parts: Parts, kind: str, wish: JsonObject, reference: str) -> JsonObject:
    """The fields of ``Message`` that show one medium.

    Parameters
    ----------
    kind
        A name of :data:`~standins.telegram.media.kinds.KINDS`.
    wish
        A method's arguments, or an ``InputMedia``.
    reference
        The ``file_id``, ``attach://`` name or address of the file.

    Raises
    ------
    RefusalError
        A file that is unknown, of another kind, empty, or not what it should be.
    """
    if kind == "photo":
        shown: JsonObject = {"photo": _photo(files, parts, reference)}
    elif kind == "live_photo":
        shown = _live_photo(files, parts, wish, reference)
    else:
        shown = {kind: _file(files, parts, kind, wish, reference)}
    if kind == "animation":
        shown["document"] = _as_document(shown["animation"])
    if kind == "video":
        shown["video"] = shown["video"] | _playing(files, parts, wish)
    if wish.get("has_spoiler") and kind in SPOILERED:
        shown["has_media_spoiler"] = True
    return shown


def known(files: Files, kind: str, file_id: str) -> JsonObject:
    """The fields of ``Message`` that show a file Telegram has already."""
    return content(files, Nothing(), kind, {}, file_id)


def _photo(files: Files, parts: Parts, reference: str) -> list[JsonObject]:
    upload = parts.upload(reference)
    if upload is None:
        return files.again(reference, "photo")
    return files.add_photo(upload.content)


def _file(files: Files, parts: Parts, kind: str, wish: JsonObject, reference: str) -> JsonObject:
    upload = parts.upload(reference)
    if upload is None:
        return files.again(reference, kind)[0]
    return files.add(
        kind,
        upload.content,
        upload.name,
        _attributes(kind, wish, upload),
        mime=upload.mime if kind == "document" else "",
        thumbnail=_thumbnail(files, parts, wish),
    )


def _live_photo(files: Files, parts: Parts, wish: JsonObject, reference: str) -> JsonObject:
    """A still and its second of movement; the photo is shown too, for bots that know no better."""
    still = _photo(files, parts, wish["photo"])
    upload = parts.upload(reference)
    if upload is None:
        moving = files.again(reference, "live_photo")[0]
    else:
        side = {"width": still[-1]["width"], "height": still[-1]["height"], "duration": 0}
        moving = files.add("live_photo", upload.content, upload.name, side)
    return {"live_photo": {**moving, "photo": still}, "photo": still}


def _as_document(animation: JsonObject) -> JsonObject:
    moving = {"width", "height", "duration"}
    return {name: value for name, value in animation.items() if name not in moving}


def _playing(files: Files, parts: Parts, wish: JsonObject) -> JsonObject:
    """What belongs to the message, not the file: where a video begins, and its cover."""
    shown: JsonObject = {}
    if wish.get("start_timestamp", 0) > 0:
        shown["start_timestamp"] = wish["start_timestamp"]
    if "cover" in wish:
        shown["cover"] = _photo(files, parts, wish["cover"])
    return shown


def _thumbnail(files: Files, parts: Parts, wish: JsonObject) -> str | None:
    upload = parts.upload(wish.get("thumbnail", ""))
    return None if upload is None else files.add_thumbnail(upload.content)


def _attributes(kind: str, wish: JsonObject, upload: Upload) -> JsonObject:
    """What goes with an uploaded file of this kind for ever."""
    duration = _clamped(wish, "duration", _LONGEST)
    match kind:
        case "animation" | "video":
            told = {name: _clamped(wish, name, _WIDEST) for name in ("width", "height")}
            return gif_attributes(upload.content) or {**told, "duration": duration}
        case "audio":
            words = {name: wish[name] for name in ("performer", "title") if wish.get(name)}
            return {"duration": duration, **words}
        case "voice":
            return {"duration": duration}
        case "video_note":
            return {"length": _clamped(wish, "length", _WIDEST) or _NOTE_SIDE, "duration": duration}
        case "sticker":
            return _sticker(wish, upload)
        case _:
            return {}


def _clamped(wish: JsonObject, name: str, most: int) -> int:
    """Telegram's server takes any number and cuts it to its range."""
    return min(max(int(wish.get(name, 0)), 0), most)


def _sticker(wish: JsonObject, upload: Upload) -> JsonObject:
    """A WEBP or PNG picture has its real size; what moves fills the usual square."""
    animated, video = upload.name.endswith(".tgs"), upload.name.endswith(".webm")
    width = height = _STICKER_SIDE
    if not animated and not video:
        width, height, _ = photos.measure(upload.content)
    shown: JsonObject = {
        "type": "regular",
        "width": width,
        "height": height,
        "is_animated": animated,
        "is_video": video,
    }
    return {**shown, "emoji": wish["emoji"]} if wish.get("emoji") else shown
