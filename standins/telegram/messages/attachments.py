"""What is in a message besides its text, as the page draws it: media, polls, places, reactions."""

from collections.abc import Callable

from standins.telegram.records.contents import Poll
from standins.telegram.state import Message, State
from standins.telegram.wire import JsonObject

_MEDIA = (
    "animation",
    "live_photo",
    "video",
    "video_note",
    "audio",
    "voice",
    "sticker",
    "document",
    "photo",
)
"""The fields that hold a file. The first that is there counts: an animation comes with a document
of the same file, a live photo with its still."""

FIELDS = frozenset({*_MEDIA, "contact", "dice", "location", "poll", "venue", "has_media_spoiler"})
"""What of a message another chat may see of it, besides its words."""

_NAMES = {
    "animation": "GIF",
    "live_photo": "live photo",
    "video": "video",
    "video_note": "video message",
    "audio": "audio",
    "voice": "voice message",
    "document": "file",
    "photo": "photo",
    "venue": "place",
    "location": "location",
    "contact": "contact",
    "paid_media": "paid media",
    "rich_message": "rich message",
}


def of(state: State, message: Message, viewer: int | None) -> JsonObject:
    """Every field of a transcript entry that an attachment fills; None where there is none."""
    content = message.content
    shown = {name: content.get(name) for name in ("location", "venue", "contact", "dice")}
    return {
        "photo": _photo(content),
        "document": _document(content),
        "media": _media(content),
        "sticker": _sticker(content),
        "poll": _poll(state, content, viewer),
        "reactions": _reactions(message),
        "album": content.get("media_group_id"),
        **shown,
    }


def kind_of(content: JsonObject) -> str | None:
    """The field of ``Message`` that holds its file."""
    return next((name for name in _MEDIA if name in content), None)


def summary(content: JsonObject) -> str:
    """An attachment in angle brackets, for transcripts as text; empty when there is none."""
    kind = kind_of(content)
    if kind is not None:
        return f"<{_described(kind, content)}>"
    described = next((_OTHERS[name](content[name]) for name in _OTHERS if name in content), "")
    return f"<{described}>" if described else ""


def _poll_line(poll: JsonObject) -> str:
    options = " / ".join(one["text"] for one in poll["options"])
    return f"poll: {poll['question']} ({options})"


_OTHERS: dict[str, Callable[[JsonObject], str]] = {
    "poll": _poll_line,
    "dice": lambda dice: f"{dice['emoji']} {dice['value']}",
    "contact": lambda contact: f"contact {contact['first_name']}",
    "venue": lambda venue: f"place {venue['title']}",
    "location": lambda place: f"location {place['latitude']}, {place['longitude']}",
}


def word(content: JsonObject) -> str:
    """One word for what a message without a text is."""
    kind = kind_of(content)
    if kind == "sticker":
        return f"{content['sticker'].get('emoji', '')} sticker".strip()
    if "poll" in content:
        return f"poll: {content['poll']['question']}"
    if "dice" in content:
        return str(content["dice"]["emoji"])
    return next((_NAMES[name] for name in _NAMES if name in content), "message")


def _described(kind: str, content: JsonObject) -> str:
    """``photo 1200x675``, ``file trades.csv``, ``voice message 12 s``."""
    file = content[kind][-1] if kind == "photo" else content[kind]
    if kind == "sticker":
        return word(content)
    if "width" in file:
        return f"{_NAMES[kind]} {file['width']}x{file['height']}"
    if "file_name" in file:
        return f"{_NAMES[kind]} {file.get('title', file['file_name'])}"
    return f"{_NAMES[kind]} {file['duration']} s"


def _address(file: JsonObject) -> str:
    return f"/sim/file/{file['file_id']}"


def _photo(content: JsonObject) -> JsonObject | None:
    if "photo" not in content:
        return None
    largest = content["photo"][-1]
    return {
        "file_id": largest["file_id"],
        "width": largest["width"],
        "height": largest["height"],
        "url": _address(largest),
        "spoiler": content.get("has_media_spoiler", False),
        "below": content.get("show_caption_above_media", False),
    }


def _document(content: JsonObject) -> JsonObject | None:
    if "document" not in content or "animation" in content:
        return None
    document = content["document"]
    return {
        "file_id": document["file_id"],
        "name": document["file_name"],
        "size": document["file_size"],
        "url": _address(document),
    }


def _media(content: JsonObject) -> JsonObject | None:
    kind = kind_of(content)
    if kind is None:
        return None
    file = content[kind][-1] if kind == "photo" else content[kind]
    small = file.get("thumbnail") or (content["photo"][0] if "photo" in content else None)
    side = file.get("length", 0)
    return {
        "kind": kind,
        "url": _address(file),
        "width": file.get("width", side),
        "height": file.get("height", side),
        "duration": file.get("duration", 0),
        "name": file.get("file_name"),
        "type": file.get("mime_type"),
        "size": file["file_size"],
        "title": file.get("title"),
        "performer": file.get("performer"),
        "spoiler": content.get("has_media_spoiler", False),
        "below": content.get("show_caption_above_media", False),
        "thumb": _address(small) if small else None,
    }


def _sticker(content: JsonObject) -> JsonObject | None:
    if "sticker" not in content:
        return None
    sticker = content["sticker"]
    return {
        "emoji": sticker.get("emoji"),
        "set": sticker.get("set_name"),
        "moves": sticker["is_animated"] or sticker["is_video"],
        "url": _address(sticker),
    }


def _poll(state: State, content: JsonObject, viewer: int | None) -> JsonObject | None:
    if "poll" not in content:
        return None
    poll = state.polls[content["poll"]["id"]]
    return {
        "question": poll.terms["question"],
        "options": [_option(poll, at, viewer) for at in range(len(poll.options))],
        "total": len(poll.votes),
        "closed": poll.closed,
        "multiple": poll.terms["allows_multiple_answers"],
        "anonymous": poll.terms["is_anonymous"],
        "quiz": poll.terms["type"] == "quiz",
        "description": poll.terms.get("description"),
        "explanation": poll.terms.get("explanation") if _is_told(poll, viewer) else None,
        "chosen": {str(who): chosen for who, chosen in poll.votes.items()},
    }


def _option(poll: Poll, at: int, viewer: int | None) -> JsonObject:
    right = at in poll.terms.get("correct_option_ids", [])
    voters = [who for who, chosen in poll.votes.items() if at in chosen]
    return {
        "text": poll.options[at]["text"],
        "votes": len(voters),
        "mine": viewer in voters,
        "by": [] if poll.terms["is_anonymous"] else voters,
        "right": right if _is_told(poll, viewer) and poll.terms["type"] == "quiz" else None,
    }


def _is_told(poll: Poll, viewer: int | None) -> bool:
    """Whether this one may know the answer of a quiz."""
    return poll.closed or viewer in poll.votes


def _reactions(message: Message) -> list[JsonObject]:
    """Each reaction once, with who put it there."""
    found: dict[str, list[int]] = {}
    for who, given in message.reactions.items():
        for one in given:
            found.setdefault(one.get("emoji") or f"#{one['custom_emoji_id']}", []).append(who)
    return [{"emoji": sign, "count": len(who), "from": who} for sign, who in found.items()]
