"""sendMediaGroup: two to ten messages that are shown as one.

The checks and their words follow TDLib's ``check_message_group_message_contents``. A refused album
sends nothing.
"""

from standins.telegram.errors import RefusalError
from standins.telegram.media import offered as media
from standins.telegram.methods.common import Call, Handler, compose, deliver
from standins.telegram.text.formatting import caption_fields
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

ALONE = ("document", "audio")
"""Kinds that go into an album only with their own."""

_BY_SERVERS = {
    "IMAGE_PROCESS_FAILED": "IMAGE_PROCESS_FAILED",
    "PHOTO_INVALID_DIMENSIONS": "PHOTO_INVALID_DIMENSIONS",
    "failed to get HTTP URL content": "WEBPAGE_CURL_FAILED",
}
"""What a lone file is refused with, and how the servers behind say it."""

_FIRST_ALBUM = 13_900_000_000_000_000
_MOST = 10


def send_media_group(world: World, call: Call) -> object:
    """An album; each item is a message of its own, and they are numbered one after another."""
    world.open_chat(call.args["chat_id"])
    wanted = call.args["media"]
    check_kinds([one["type"] for one in wanted])
    if len({bool(one.get("show_caption_above_media")) for one in wanted}) > 1:
        raise RefusalError("parameter show_caption_above_media must be the same for all messages")
    words = [caption_fields(one) for one in wanted]
    album = {"media_group_id": new_album(world)} if len(wanted) > 1 else {}
    files = [_item(world, call, one, place) for place, one in enumerate(wanted, start=1)]
    messages = [
        compose(world, call, file | word | album) for file, word in zip(files, words, strict=True)
    ]
    return [deliver(world, one) for one in messages]


def _item(world: World, call: Call, wish: JsonObject, place: int) -> JsonObject:
    """One item's file; what only Telegram's servers refuse is told with the item's place."""
    try:
        return media.content(world.files, call, wish["type"], wish, wish["media"])
    except RefusalError as refusal:
        word = _BY_SERVERS.get(refusal.description.removeprefix("Bad Request: "))
        if word is None:
            raise
        words = f'failed to send message #{place} with the error message "{word}"'
        raise RefusalError(words) from refusal


def check_kinds(kinds: list[str]) -> None:
    """Refuse what can't stand in one album.

    >>> check_kinds(["photo", "video", "photo"])
    """
    if not kinds:
        raise RefusalError("there are no messages to send")
    if len(kinds) > _MOST:
        raise RefusalError("too many messages to send as an album")
    lonely = next((one for one in kinds if one in ALONE), None)
    if lonely is not None and len(set(kinds)) > 1:
        raise RefusalError(f"{lonely} can't be mixed with other media types")


def new_album(world: World) -> str:
    """A ``media_group_id`` that no other album has."""
    number = world.state.next_album
    world.state.next_album += 1
    return str(_FIRST_ALBUM + number)


METHODS: dict[str, Handler] = {"sendMediaGroup": send_media_group}
