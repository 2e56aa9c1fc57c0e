"""What people do with messages: they write, and they tap buttons."""

from standins.telegram import present
from standins.telegram.errors import RefusalError
from standins.telegram.messages import ephemeral
from standins.telegram.records.pending import Query
from standins.telegram.standing import menus
from standins.telegram.state import Chat, Message
from standins.telegram.text.detect import detect
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

QUERY_LIFETIME = 60.0
"""Seconds a tap waits for its answer. Telegram's own figure is not published."""

_INSTANCE = 7_000_000_000_000_000_000


def says(
    world: World,
    chat: Chat,
    user_id: int,
    text: str,
    *,
    now: float,
    reply_to: int | None = None,
    topic: int | None = None,
) -> tuple[Message, int | None]:
    """A person writes a text; returns the message and the number of its update."""
    entities = detect(text, [])
    content: JsonObject = {"text": text}
    if entities:
        content["entities"] = entities
    message = written(chat, user_id, content, now=now, topic=topic)
    message.reply_to = reply_to
    commands = menus.shown_commands(world.state, chat, user_id)
    if chat.type in {"group", "supergroup"} and ephemeral.is_command(commands, text):
        message.receiver = world.state.bot.id
    if chat.type == "channel" and chat.signs:
        message.signature = world.state.users[user_id].first_name
    return message, world.arrives(message)


def written(
    chat: Chat, user_id: int, content: JsonObject, *, now: float, topic: int | None = None
) -> Message:
    """A message of a person that is not posted yet.

    In a channel it speaks for the channel; an anonymous administrator speaks for the group, with
    the custom title as signature.
    """
    author = chat.member(user_id)
    hidden = chat.type != "private" and author.rights.get("is_anonymous", False)
    return Message(
        message_id=0,
        chat_id=chat.id,
        sender_id=user_id,
        date=int(now),
        content=content,
        sender_chat=chat.id if hidden or chat.type == "channel" else None,
        signature=author.title if hidden else None,
        topic=topic if topic in chat.topics and topic != 1 else None,
    )


def taps(world: World, message: Message, user_id: int, data: str, *, now: float) -> Query:
    """A person presses a button that carries data.

    Of a message that was sent inline the bot learns no more than its ``inline_message_id``.
    """
    state = world.state
    query = Query(
        id=str(4_300_000_000_000_000_000 + state.next_query),
        chat_id=message.chat_id,
        message_id=message.message_id,
        user_id=user_id,
        data=data,
        at=now,
    )
    state.next_query += 1
    state.queries[query.id] = query
    _forget_old(world, now)
    body: JsonObject = {
        "id": query.id,
        "from": present.user(state, user_id),
        **_tapped(world, message),
        "chat_instance": str(_INSTANCE + message.chat_id),
        "data": data,
    }
    world.push("callback_query", body)
    return query


def _tapped(world: World, message: Message) -> JsonObject:
    place = (message.chat_id, message.message_id)
    inline = [name for name, at in world.state.inline_messages.items() if at == place]
    if inline:
        return {"inline_message_id": inline[0]}
    return {"message": present.message(world.state, message)}


def _forget_old(world: World, now: float) -> None:
    queries = world.state.queries
    for identifier in [one.id for one in queries.values() if now - one.at > QUERY_LIFETIME]:
        del queries[identifier]


def answer(world: World, query_id: str, shown: JsonObject, *, now: float) -> None:
    """The bot answers a tap: once, and soon."""
    query = world.state.queries.get(query_id)
    if query is None or query.answer is not None or now - query.at > QUERY_LIFETIME:
        raise RefusalError("query is too old and response timeout expired or query ID is invalid")
    query.answer = shown
    world.answered(query.chat_id, query_id, shown)
