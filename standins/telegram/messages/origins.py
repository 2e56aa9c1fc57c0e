"""Where a forwarded message came from: a person, a person who hides, a chat, a channel."""

from standins.telegram import present
from standins.telegram.state import Message, State
from standins.telegram.wire import JsonObject


def origin(state: State, message: Message) -> JsonObject:
    """The ``MessageOrigin`` a forward of this message shows.

    A forward of a forward shows where the first one came from.
    """
    if "forward_origin" in message.content:
        kept: JsonObject = message.content["forward_origin"]
        return kept
    where = state.chats[message.chat_id]
    signed = {"author_signature": message.signature} if message.signature else {}
    if where.type == "channel":
        place = {"chat": present.chat(state, where), "message_id": message.message_id}
        return {"type": "channel", "date": message.date, **place, **signed}
    if message.sender_chat is not None:
        speaker = present.chat(state, state.chats[message.sender_chat])
        return {"type": "chat", "date": message.date, "sender_chat": speaker, **signed}
    return {"date": message.date, **_person(state, message.sender_id)}


def _person(state: State, user_id: int) -> JsonObject:
    """A link to the sender, or only a name when the sender's privacy settings say so."""
    one = state.users.get(user_id)
    if one is not None and one.hides_forwards:
        name = f"{one.first_name} {one.last_name or ''}".strip()
        return {"type": "hidden_user", "sender_user_name": name}
    return {"type": "user", "sender_user": present.user(state, user_id)}


def name(content: JsonObject) -> str | None:
    """Whose message was forwarded, in one word; None for a message that is its own.

    >>> name({"forward_origin": {"type": "hidden_user", "sender_user_name": "Ann"}})
    'Ann'
    """
    shown = content.get("forward_origin")
    if shown is None:
        return None
    for field in ("chat", "sender_chat"):
        if field in shown:
            return str(shown[field].get("title", ""))
    return str(shown.get("sender_user_name") or shown["sender_user"]["first_name"])
