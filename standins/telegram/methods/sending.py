"""sendMessage, sendPhoto, sendDocument, forwardMessage, copyMessage, sendChatAction."""

from standins.telegram.errors import RefusalError
from standins.telegram.methods.common import (
    Call,
    Handler,
    formatted_caption,
    formatted_text,
    send,
)
from standins.telegram.present import user
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

_MEDIA = ("text", "photo", "document")
_FORWARDED = (
    "text",
    "entities",
    "photo",
    "document",
    "caption",
    "caption_entities",
    "has_media_spoiler",
    "show_caption_above_media",
    "link_preview_options",
)


def send_message(world: World, call: Call) -> object:
    """A text."""
    world.open_chat(call.args["chat_id"])
    content = formatted_text(call.args)
    if "link_preview_options" in call.args:
        content["link_preview_options"] = call.args["link_preview_options"]
    return send(world, call, content)


def send_photo(world: World, call: Call) -> object:
    """A photo: uploaded now, or known by its file_id."""
    world.open_chat(call.args["chat_id"])
    content = formatted_caption(call.args)
    if call.args.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return send(world, call, photo(world, call, call.args["photo"]) | content)


def send_document(world: World, call: Call) -> object:
    """A file, shown by its name."""
    world.open_chat(call.args["chat_id"])
    content = formatted_caption(call.args)
    return send(world, call, document(world, call, call.args["document"]) | content)


def photo(world: World, call: Call, reference: str) -> JsonObject:
    """The ``photo`` field for an upload or a file_id."""
    upload = call.upload(reference)
    if upload is None:
        return {"photo": world.files.again(reference, "photo")}
    return {"photo": world.files.add_photo(upload.content)}


def document(world: World, call: Call, reference: str) -> JsonObject:
    """The ``document`` field for an upload or a file_id."""
    upload = call.upload(reference)
    if upload is None:
        return {"document": world.files.again(reference, "document")[0]}
    return {"document": world.files.add_document(upload.content, upload.name, upload.mime)}


def forward_message(world: World, call: Call) -> object:
    """The same message in another chat, with its origin."""
    source = world.message(
        world.chat(call.args["from_chat_id"]), call.args["message_id"], "forward"
    )
    origin = {
        "type": "user",
        "sender_user": user(world.state, source.sender_id),
        "date": source.date,
    }
    return send(world, call, {**_copied(source.content), "forward_origin": origin})


def copy_message(world: World, call: Call) -> object:
    """The same content without its origin, if wished with another caption."""
    source = world.message(world.chat(call.args["from_chat_id"]), call.args["message_id"], "copy")
    if not any(name in source.content for name in _MEDIA):
        raise RefusalError("message can't be copied")
    content = _copied(source.content)
    if "caption" in call.args and "text" not in content:
        content = {name: content[name] for name in content if not name.startswith("caption")}
        content |= formatted_caption(call.args)
    return {"message_id": send(world, call, content)["message_id"]}


def send_chat_action(world: World, call: Call) -> object:
    """Show that the bot is busy."""
    world.action(world.open_chat(call.args["chat_id"]), call.args["action"])
    return True


def _copied(content: JsonObject) -> JsonObject:
    return {name: content[name] for name in _FORWARDED if name in content}


METHODS: dict[str, Handler] = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "forwardMessage": forward_message,
    "copyMessage": copy_message,
    "sendChatAction": send_chat_action,
}
