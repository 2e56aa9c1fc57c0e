"""forwardMessage(s) and copyMessage(s): the same content in another chat.

A forward shows where it came from, a copy does not. What is protected can't be forwarded, but a
bot may copy it: TDLib's ``can_forward_message`` makes that exception for bots. Service messages can
be neither.
"""

from standins.telegram.errors import RefusalError
from standins.telegram.messages import origins, polls
from standins.telegram.messages.belongings import CAPTIONED, inside, without_caption
from standins.telegram.methods.albums import new_album
from standins.telegram.methods.common import Call, Handler, compose, deliver
from standins.telegram.standing.hearing import is_service
from standins.telegram.state import Chat, Message
from standins.telegram.text.formatting import caption_fields
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

_WORKS_ANYWHERE = frozenset({"url", "copy_text", "disabled", "login_url"})
_MOST = 100


def forward_message(world: World, call: Call) -> object:
    """The same message in another chat, with its origin."""
    source = _source(world, call, call.args["message_id"], "forward")
    if not _can_forward(world, source):
        raise RefusalError("the message can't be forwarded")
    return deliver(world, _forward(world, call, source))


def copy_message(world: World, call: Call) -> object:
    """The same content without its origin, if wished with another caption."""
    source = _source(world, call, call.args["message_id"], "copy")
    if not _can_copy(world, source):
        raise RefusalError("the message can't be copied")
    copied = compose(world, call, _copied(world, call, source))
    return {"message_id": deliver(world, copied)["message_id"]}


def forward_messages(world: World, call: Call) -> object:
    """Several at once; those that are gone or may not be forwarded are left out."""
    found = [one for one in _sources(world, call) if _can_forward(world, one)]
    return _deliver_all(world, call, found, [_forward(world, call, one) for one in found])


def copy_messages(world: World, call: Call) -> object:
    """Several at once, if wished without their captions."""
    found = [one for one in _sources(world, call) if _can_copy(world, one)]
    copies = [compose(world, call, _copied(world, call, one)) for one in found]
    return _deliver_all(world, call, found, copies)


def _source(world: World, call: Call, number: int, purpose: str) -> Message:
    return world.message(world.chat(call.args["from_chat_id"]), number, purpose)


def _sources(world: World, call: Call) -> list[Message]:
    numbers = call.args["message_ids"]
    if not numbers:
        raise RefusalError("there are no messages to forward")
    if len(numbers) > _MOST:
        raise RefusalError("too many message identifiers specified")
    if numbers != sorted(set(numbers)):
        raise RefusalError("message identifiers must be in a strictly increasing order")
    chat = world.chat(call.args["from_chat_id"])
    found = [chat.messages.get(number) for number in numbers]
    return [one for one in found if one and not one.deleted and one.receiver is None]


def _deliver_all(
    world: World, call: Call, sources: list[Message], repeated: list[Message]
) -> list[JsonObject]:
    """Post what was repeated; albums become new albums, a lone item of one stands alone."""
    if not repeated:
        raise RefusalError(
            "messages can't be forwarded"
            if call.method == "forwardMessages"
            else "messages can't be copied"
        )
    albums = [one.content.get("media_group_id") for one in sources]
    fresh: dict[str, str] = {}
    for album, message in zip(albums, repeated, strict=True):
        if album is not None and albums.count(album) > 1:
            fresh.setdefault(album, new_album(world))
            message.content["media_group_id"] = fresh[album]
    return [{"message_id": deliver(world, one)["message_id"]} for one in repeated]


def _can_forward(world: World, source: Message) -> bool:
    protected = source.content.get("has_protected_content") or _chat(world, source).protected
    return not protected and not is_service(source.content)


def _can_copy(world: World, source: Message) -> bool:
    if is_service(source.content) or "paid_media" in source.content:
        return False
    return "poll" not in source.content or polls.solution_is_known(world, source.content["poll"])


def _chat(world: World, message: Message) -> Chat:
    return world.state.chats[message.chat_id]


def _forward(world: World, call: Call, source: Message) -> Message:
    shown = inside(source.content) | {"forward_origin": origins.origin(world.state, source)}
    message = compose(world, call, _started(call, shown))
    message.via_bot = source.via_bot
    message.reply_markup = _portable(source.reply_markup)
    return message


def _copied(world: World, call: Call, source: Message) -> JsonObject:
    content = _started(call, inside(source.content))
    if "poll" in content:
        content["poll"] = polls.again(world, content["poll"]["id"], now=call.now)
    if CAPTIONED.isdisjoint(content):
        return content
    if "caption" in call.args or call.args.get("remove_caption"):
        content = without_caption(content) | caption_fields(call.args)
    return content


def _started(call: Call, content: JsonObject) -> JsonObject:
    """With ``video_start_timestamp`` a repeated video begins elsewhere."""
    if "video" not in content or "video_start_timestamp" not in call.args:
        return content
    start = max(call.args["video_start_timestamp"], 0)
    return {**content, "video": {**content["video"], "start_timestamp": start}}


def _portable(markup: JsonObject | None) -> JsonObject | None:
    """A forward keeps its keyboard only when every button works away from the original."""
    rows = (markup or {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if not buttons or not all(_WORKS_ANYWHERE & set(button) for button in buttons):
        return None
    return markup


METHODS: dict[str, Handler] = {
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
}
