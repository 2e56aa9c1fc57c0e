"""More people and more chats than the world begins with."""

import msgspec

from standins.telegram.errors import RefusalError
from standins.telegram.state import Chat, User, private_chat
from standins.telegram.world import World

_KINDS = frozenset({"group", "supergroup", "channel"})


class _NewChat(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    id: int
    type: str
    title: str
    username: str | None = None
    is_forum: bool = False
    members: dict[int, str] = {}


def add_user(world: World, body: bytes) -> None:
    """A person, with an empty private chat with the bot.

    Raises
    ------
    msgspec.ValidationError
        Fields of :class:`~standins.telegram.state.User` are missing or of a wrong type.
    """
    person = msgspec.json.decode(body, type=User)
    world.state.users[person.id] = person
    world.state.chats.setdefault(person.id, private_chat(person.id))
    world.chat_changed(person.id)


def add_chat(world: World, body: bytes) -> None:
    """A group, supergroup or channel; members are given as user id to status."""
    wish = msgspec.json.decode(body, type=_NewChat)
    if wish.type not in _KINDS or wish.id >= 0:
        message = "a chat is a group, supergroup or channel and has a negative id"
        raise RefusalError(message)
    world.state.chats[wish.id] = Chat(
        id=wish.id,
        type=wish.type,
        title=wish.title,
        username=wish.username,
        is_forum=wish.is_forum,
        members=wish.members or {1001: "creator", world.state.bot.id: "administrator"},
    )
    world.chat_changed(wish.id)
