"""How a message is changed in place: what may become what, and what counts as no change.

Used for ordinary messages and for ephemeral ones; the sentences follow TDLib's
``MessagesManager::edit_message_*``.
"""

from standins.telegram.errors import RefusalError
from standins.telegram.keyboards import check_markup
from standins.telegram.media import offered as media
from standins.telegram.media.files import Files
from standins.telegram.media.uploads import Parts
from standins.telegram.messages.belongings import CAPTIONED, around, looks, without_caption
from standins.telegram.rich import received as rich
from standins.telegram.state import Message, State
from standins.telegram.text.formatting import caption_fields, text_fields
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

_SAME = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
_WORDS = frozenset({"text", "rich_message"})
_REPLACEABLE = frozenset(
    {"animation", "audio", "document", "live_photo", "photo", "video", "text", "rich_message"}
)
_ALONE = frozenset({"document", "audio"})


def text(
    state: State, parts: Parts, files: Files, message: Message, args: JsonObject
) -> JsonObject:
    """Another text or rich message in place of either."""
    if _WORDS.isdisjoint(message.content):
        raise RefusalError("there is no text in the message to edit")
    kept = around(message.content)
    if "rich_message" in args:
        shown = rich.received(files, parts, args["rich_message"], users=state.users)
        return kept | {"rich_message": shown}
    if "text" not in args:
        raise RefusalError("message text is empty")
    preview = args.get("link_preview_options", message.content.get("link_preview_options"))
    if preview is not None:
        kept["link_preview_options"] = preview
    return kept | text_fields(args)


def caption(message: Message, args: JsonObject) -> JsonObject:
    """Another caption; an empty one takes it away."""
    if CAPTIONED.isdisjoint(message.content):
        raise RefusalError("there is no caption in the message to edit")
    return without_caption(message.content) | caption_fields(args)


def medium(files: Files, parts: Parts, message: Message, wish: JsonObject) -> JsonObject:
    """Another file in place of a file or a text; an album keeps its class of media."""
    if _REPLACEABLE.isdisjoint(message.content):
        raise RefusalError("message media can't be edited")
    if "media_group_id" in message.content:
        _check_album(message.content, wish["type"])
    shown = media.content(files, parts, wish["type"], wish, wish["media"])
    return around(message.content) | shown | caption_fields(wish)


def _check_album(content: JsonObject, kind: str) -> None:
    """Photos and videos may change places; documents and audio stay what they are."""
    before = next((one for one in _ALONE if one in content), None)
    after = kind if kind in _ALONE else None
    if before != after or kind == "animation":
        raise RefusalError("can't change media type in the album")


def replace(
    world: World, message: Message, content: JsonObject, markup: JsonObject | None, *, now: float
) -> None:
    """Change content and keyboard together; a change that changes nothing is refused.

    As in Telegram, an edit without ``reply_markup`` takes the keyboard away.
    """
    chat = world.state.chats[message.chat_id]
    checked = check_markup(markup, chat_type=chat.type)
    if looks(content) == looks(message.content) and checked == message.reply_markup:
        raise RefusalError(_SAME)
    message.content = content
    message.reply_markup = checked
    world.edited(message, now=now)
