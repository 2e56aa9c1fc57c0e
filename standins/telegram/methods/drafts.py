"""sendMessageDraft and sendRichMessageDraft: what the bot is still writing.

A draft is a preview of 30 seconds in a private chat; it is no message and nobody can answer it. It
goes when the message comes, when its time is over, or when the person stops it.
"""

from standins.telegram.errors import RefusalError
from standins.telegram.methods.common import Call, Handler
from standins.telegram.records.contents import Draft
from standins.telegram.rich import received as rich
from standins.telegram.text.formatting import TEXT_LIMIT, named, plain_text
from standins.telegram.wire import JsonObject, utf16_length
from standins.telegram.world import World

_LIFETIME = 30.0


def send_message_draft(world: World, call: Call) -> object:
    """A text so far; an empty one shows "Thinking…"."""
    formatted = plain_text(
        call.args.get("text", ""), call.args.get("parse_mode"), call.args.get("entities")
    )
    if utf16_length(formatted.text) > TEXT_LIMIT:
        raise RefusalError("message is too long")
    return _show(world, call, named(formatted, "text", "entities"))


def send_rich_message_draft(world: World, call: Call) -> object:
    """A rich message so far; it takes no uploads."""
    if "attach://" in repr(call.args["rich_message"]):
        raise RefusalError("a draft can't upload files")
    shown = rich.received(
        world.files, call, call.args["rich_message"], users=world.state.users, draft=True
    )
    return _show(world, call, {"rich_message": shown})


def _show(world: World, call: Call, content: JsonObject) -> bool:
    chat = world.open_chat(call.args["chat_id"])
    if chat.type != "private":
        raise RefusalError("drafts can be sent to private chats only")
    if call.args["draft_id"] == 0:
        raise RefusalError("draft identifier must be non-zero")
    world.state.drafts[chat.id] = Draft(
        draft_id=call.args["draft_id"],
        chat_id=chat.id,
        content=content,
        until=call.now + _LIFETIME,
        topic=call.args.get("message_thread_id"),
        can_stop=call.args.get("can_stop", False),
        keep_on_stop=call.args.get("keep_on_stop", False),
    )
    world.drafted(chat.id)
    return True


METHODS: dict[str, Handler] = {
    "sendMessageDraft": send_message_draft,
    "sendRichMessageDraft": send_rich_message_draft,
}
