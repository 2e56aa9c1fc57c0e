"""What people do with messages besides writing: edit, delete, forward, react, vote, send pictures.

The bot hears of an edit (``edited_message``), of a forward, picture or poll (``message``), of votes
and reactions by their own rules, and never of a deletion: Telegram tells bots of none.
"""

from standins.telegram import present
from standins.telegram.errors import RefusalError
from standins.telegram.messages import conversation, origins, polls
from standins.telegram.messages.belongings import inside, without_caption
from standins.telegram.records.contents import Poll
from standins.telegram.standing.hearing import is_service, reaches_bot
from standins.telegram.state import Chat, Message
from standins.telegram.text.detect import detect
from standins.telegram.wire import JsonObject
from standins.telegram.world import World


def seen(chat: Chat, number: int, user_id: int) -> Message:
    """A message that this person sees in this chat.

    Raises
    ------
    RefusalError
        There is none of this number.
    """
    message = chat.messages.get(number)
    hidden = message is not None and message.receiver is not None
    if message is None or message.deleted or (hidden and user_id != message.receiver):
        raise RefusalError(f"there is no message {number} in chat {chat.id} for user {user_id}")
    return message


def edits(world: World, message: Message, user_id: int, text: str, *, now: float) -> int | None:
    """A person corrects a text or caption of their own; returns the number of the update."""
    if message.sender_id != user_id or "forward_origin" in message.content:
        raise RefusalError("only one's own words can be edited")
    if is_service(message.content):
        raise RefusalError("a service message can't be edited")
    name = "text" if "text" in message.content else "caption"
    plural = "entities" if name == "text" else "caption_entities"
    changed = {one: message.content[one] for one in message.content if one not in {name, plural}}
    entities = detect(text, [])
    message.content = changed | {name: text} | ({plural: entities} if entities else {})
    world.edited(message, now=now)
    chat = world.state.chats[message.chat_id]
    if not reaches_bot(world.state, chat, message):
        return None
    kind = "edited_channel_post" if chat.type == "channel" else "edited_message"
    return world.push(kind, present.message(world.state, message))


def deletes(world: World, message: Message, user_id: int) -> None:
    """A person takes a message away for everybody: their own, or any where they may."""
    chat = world.state.chats[message.chat_id]
    may = chat.type == "private" or chat.member(user_id).may("can_delete_messages")
    if message.sender_id != user_id and not may:
        raise RefusalError("only administrators can delete what others wrote")
    world.delete(message)


def forwards(
    world: World, message: Message, chat: Chat, user_id: int, *, now: float
) -> tuple[Message, int | None]:
    """A person carries a message into another chat; what is protected stays where it is."""
    source = world.state.chats[message.chat_id]
    if message.content.get("has_protected_content") or source.protected:
        raise RefusalError("the message is protected and can't be forwarded")
    if is_service(message.content) or message.receiver is not None:
        raise RefusalError("the message can't be forwarded")
    content = inside(message.content) | {"forward_origin": origins.origin(world.state, message)}
    carried = conversation.written(chat, user_id, content, now=now)
    carried.via_bot = message.via_bot
    update = world.arrives(carried)
    if "poll" in content:
        polls.posted(world, carried)
    return carried, update


def shows(
    world: World,
    chat: Chat,
    user_id: int,
    content: JsonObject,
    *,
    now: float,
    topic: int | None = None,
    caption: str = "",
) -> tuple[Message, int | None]:
    """A person sends a picture, a file, a place: anything that is not only text."""
    words: JsonObject = {"caption": caption} if caption else {}
    if caption and (entities := detect(caption, [])):
        words["caption_entities"] = entities
    sent = conversation.written(
        chat, user_id, without_caption(content) | words, now=now, topic=topic
    )
    update = world.arrives(sent)
    if "poll" in content:
        polls.posted(world, sent)
    return sent, update


def poll_of(world: World, message: Message) -> Poll:
    """The poll a message shows."""
    if "poll" not in message.content:
        raise RefusalError("message is not a poll")
    return world.state.polls[message.content["poll"]["id"]]


def stops_draft(world: World, chat: Chat) -> int | None:
    """A person presses Stop under what the bot is writing; returns the number of the update."""
    draft = world.state.drafts.get(chat.id)
    if draft is None or not draft.can_stop:
        raise RefusalError("the bot writes nothing here that can be stopped")
    if not draft.keep_on_stop:
        del world.state.drafts[chat.id]
    draft.can_stop = False
    world.drafted(chat.id)
    body: JsonObject = {
        "chat": present.chat(world.state, chat),
        "draft_id": draft.draft_id,
    }
    if draft.topic is not None:
        body["message_thread_id"] = draft.topic
    return world.push("stopped_message_generation", body)
