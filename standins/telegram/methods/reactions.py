"""setMessageReaction, deleteMessageReaction, deleteAllMessageReactions."""

from standins.telegram.errors import RefusalError
from standins.telegram.messages import reactions
from standins.telegram.methods.common import Call, Handler
from standins.telegram.standing.hearing import is_service
from standins.telegram.state import Chat, Message
from standins.telegram.world import World


def set_message_reaction(world: World, call: Call) -> object:
    """The bot's own reaction; an album's lies under its first message."""
    chat = world.open_chat(call.args["chat_id"])
    message = world.message(chat, call.args["message_id"], "react")
    if is_service(message.content):
        raise RefusalError("REACTION_INVALID")
    wanted = call.args.get("reaction", [])
    reactions.check(wanted)
    reactions.react(world, _first_of_album(chat, message), world.state.bot.id, wanted, now=call.now)
    return True


def delete_message_reaction(world: World, call: Call) -> object:
    """Take somebody's reaction from a message, as its administrator."""
    chat = _governed(world, call)
    message = world.message(chat, call.args["message_id"], "react")
    reactions.react(world, message, _actor(call), [], now=call.now)
    return True


def delete_all_message_reactions(world: World, call: Call) -> object:
    """Take all of somebody's reactions from a chat."""
    actor = _actor(call)
    for message in _governed(world, call).messages.values():
        if actor in message.reactions:
            reactions.react(world, message, actor, [], now=call.now)
    return True


def _governed(world: World, call: Call) -> Chat:
    chat = world.open_chat(call.args["chat_id"])
    if not chat.member(world.state.bot.id).may("can_delete_messages"):
        raise RefusalError("not enough rights to delete reactions in the chat")
    return chat


def _actor(call: Call) -> int:
    actor = call.args.get("user_id", call.args.get("actor_chat_id"))
    if actor is None:
        raise RefusalError("either user_id or actor_chat_id must be specified")
    return int(actor)


def _first_of_album(chat: Chat, message: Message) -> Message:
    album = message.content.get("media_group_id")
    if album is None:
        return message
    shown = [one for one in chat.messages.values() if not one.deleted]
    return next(one for one in shown if one.content.get("media_group_id") == album)


METHODS: dict[str, Handler] = {
    "setMessageReaction": set_message_reaction,
    "deleteMessageReaction": delete_message_reaction,
    "deleteAllMessageReactions": delete_all_message_reactions,
}
