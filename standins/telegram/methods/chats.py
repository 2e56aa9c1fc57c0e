"""getChat, and what a bot can change about a chat: title, description, photo, permissions."""

from standins.telegram import present
from standins.telegram.chats import service
from standins.telegram.errors import RefusalError
from standins.telegram.methods.common import Call, Handler
from standins.telegram.records.places import ChatPhoto
from standins.telegram.standing import rights
from standins.telegram.standing.access import check_right
from standins.telegram.state import Chat
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

_LONGEST_TITLE = 128
_LONGEST_DESCRIPTION = 255
_SMALL = 160


def get_chat(world: World, call: Call) -> object:
    """All that is known of a chat."""
    chat = world.chat(call.args["chat_id"])
    if chat.migrated_to is None and chat.type != "private" and not chat.username:
        world.open_chat(chat.id)
    return present.full_chat(world.state, chat)


def set_chat_title(world: World, call: Call) -> object:
    """Another name."""
    chat = _changeable(world, call, "not enough rights to change chat title", "title")
    title = call.args["title"].strip()[:_LONGEST_TITLE]
    if not title:
        raise RefusalError("chat title must be non-empty")
    if title != chat.title:
        chat.title = title
        _tell(world, call, chat, {"new_chat_title": title})
    return True


def set_chat_description(world: World, call: Call) -> object:
    """What the chat is about; an empty text takes it away."""
    chat = _changeable(world, call, "not enough rights to set chat description", "description")
    text = call.args.get("description", "")[:_LONGEST_DESCRIPTION]
    if text == (chat.description or ""):
        raise RefusalError("chat description is not modified")
    chat.description = text or None
    world.chat_changed(chat.id)
    return True


def set_chat_photo(world: World, call: Call) -> object:
    """Another picture; it must be uploaded, a ``file_id`` is not taken."""
    chat = _changeable(world, call, "not enough rights to change chat photo", "photo")
    upload = call.upload(call.args["photo"])
    if upload is None:
        raise RefusalError("photo should be uploaded as an InputFile")
    sizes = world.files.add_photo(upload.content)
    small = next((one for one in sizes if one["width"] >= _SMALL), sizes[-1])
    chat.photo = ChatPhoto(small=small["file_id"], big=sizes[-1]["file_id"])
    _tell(world, call, chat, {"new_chat_photo": sizes})
    return True


def delete_chat_photo(world: World, call: Call) -> object:
    """No picture."""
    chat = _changeable(world, call, "not enough rights to change chat photo", "photo")
    if chat.photo is None:
        raise RefusalError("CHAT_NOT_MODIFIED")
    chat.photo = None
    _tell(world, call, chat, {"delete_chat_photo": True})
    return True


def set_chat_permissions(world: World, call: Call) -> object:
    """What every plain member may do."""
    chat = world.open_chat(call.args["chat_id"])
    if chat.type in {"private", "channel"}:
        raise RefusalError(f"can't change {chat.type} chat permissions")
    words = "not enough rights to change chat permissions"
    check_right(world.state, chat, "can_restrict_members", words)
    chat.permissions = rights.granted(
        call.args["permissions"], each_alone=call.args.get("use_independent_chat_permissions")
    )
    world.chat_changed(chat.id)
    return True


def _changeable(world: World, call: Call, words: str, what: str) -> Chat:
    chat = world.open_chat(call.args["chat_id"])
    if chat.type == "private":
        raise RefusalError(f"can't change private chat {what}")
    check_right(world.state, chat, "can_change_info", words)
    return chat


def _tell(world: World, call: Call, chat: Chat, content: JsonObject) -> None:
    service.tell(world, chat.id, world.state.bot.id, content, now=call.now)
    world.chat_changed(chat.id)


METHODS: dict[str, Handler] = {
    "getChat": get_chat,
    "setChatTitle": set_chat_title,
    "setChatDescription": set_chat_description,
    "setChatPhoto": set_chat_photo,
    "deleteChatPhoto": delete_chat_photo,
    "setChatPermissions": set_chat_permissions,
}
