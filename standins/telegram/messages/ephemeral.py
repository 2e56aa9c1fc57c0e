"""Messages of a group that one person sees (Bot API 10.2), and when a bot may send one.

A bot that administers the group may at any time. Any other needs something that its receiver did
within the last 15 seconds: a tap on a button, or a command that is ephemeral itself. Which words
Telegram refuses with is not published; the sentences here are ours.
"""

from standins.telegram.errors import RefusalError
from standins.telegram.state import Chat, Message, State
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

TRIGGER_LIFETIME = 15.0
"""Seconds after which a tap or a command can't be answered ephemerally any more."""


def mark(world: World, message: Message, args: JsonObject, *, now: float) -> None:
    """Make a message of the bot ephemeral, if the call asks for it.

    Raises
    ------
    RefusalError
        The chat is no group, the receiver is not in it, or there was no trigger in time.
    """
    wish = args.get("ephemeral_message_parameters")
    if wish is None:
        if "ephemeral_message_id" in args.get("reply_parameters", {}):
            raise RefusalError("a reply to an ephemeral message must be ephemeral itself")
        return
    chat = world.state.chats[message.chat_id]
    if chat.type not in {"group", "supergroup"}:
        raise RefusalError("ephemeral messages can be sent to groups and supergroups only")
    receiver = wish["receiver_user_id"]
    if receiver not in world.state.users or not chat.member(receiver).is_in:
        raise RefusalError("the receiver of an ephemeral message must be a member of the chat")
    tapped = _tapped(world.state, chat, wish, now)
    if tapped is None and not _may_begin(world.state, chat, receiver, now):
        raise RefusalError(
            "an ephemeral message needs a tap or an ephemeral command of its receiver "
            "within the last 15 seconds, unless the bot is an administrator"
        )
    message.receiver = receiver
    if wish.get("replace_callback_query_message"):
        message.replaces = _replaced(tapped)


def _tapped(state: State, chat: Chat, wish: JsonObject, now: float) -> Message | None:
    """The message under which the named button was pressed; None when no tap was named."""
    if "callback_query_id" not in wish:
        return None
    query = state.queries.get(wish["callback_query_id"])
    known = query is not None and query.chat_id == chat.id
    if query is None or not known or query.user_id != wish["receiver_user_id"]:
        raise RefusalError("QUERY_ID_INVALID")
    if now - query.at > TRIGGER_LIFETIME:
        raise RefusalError("query is too old and response timeout expired or query ID is invalid")
    return chat.messages[query.message_id]


def _may_begin(state: State, chat: Chat, receiver: int, now: float) -> bool:
    """An administrator, or whoever was just asked by an ephemeral command."""
    if chat.member(state.bot.id).is_admin:
        return True
    latest = [one for one in chat.messages.values() if one.receiver == state.bot.id]
    return any(
        one.sender_id == receiver and now - one.date <= TRIGGER_LIFETIME for one in latest[-50:]
    )


def _replaced(tapped: Message | None) -> int:
    if tapped is None or tapped.receiver is not None:
        raise RefusalError(
            "only the message of a callback query can be replaced, and no ephemeral one: "
            "edit that with editEphemeralMessageText"
        )
    return tapped.message_id


def found(world: World, args: JsonObject, purpose: str) -> Message:
    """The bot's ephemeral message that a call names.

    Raises
    ------
    RefusalError
        ``message to edit not found`` (or ``delete``): gone, another's, or not ephemeral.
    """
    chat = world.open_chat(args["chat_id"])
    message = chat.messages.get(args["ephemeral_message_id"])
    if message is None or message.deleted or message.receiver != args["receiver_user_id"]:
        raise RefusalError(f"message to {purpose} not found")
    return message


def is_command(commands: list[JsonObject], text: str) -> bool:
    """Whether a text is one of these commands and was declared ephemeral.

    >>> is_command([{"command": "mine", "is_ephemeral": True}], "/mine@whale_bot now")
    True
    """
    name = text.split(maxsplit=1)[0].removeprefix("/").split("@")[0] if text.startswith("/") else ""
    return any(one["command"] == name and one.get("is_ephemeral", False) for one in commands)
