"""More people and more chats than the world begins with, and what chats turn into."""

import msgspec

from standins.telegram import present
from standins.telegram.chats import membership, roster, service
from standins.telegram.errors import RefusalError
from standins.telegram.records.places import GENERAL, Member, Topic
from standins.telegram.standing import rights
from standins.telegram.state import Chat, User, private_chat
from standins.telegram.world import World

_KINDS = frozenset({"group", "supergroup", "channel"})
_BIG = -1_000_000_000_000
"""Supergroups and channels have numbers below this one."""


class NewChat(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A wish for a chat.

    Attributes
    ----------
    id
        A free number when it is not given.
    members
        User id to a status, or to a whole :class:`~standins.telegram.records.places.Member`; an
        administrator named by status alone gets the usual rights.
    """

    type: str
    title: str
    id: int | None = None
    username: str | None = None
    is_forum: bool = False
    description: str | None = None
    signs: bool = False
    members: dict[int, str | Member] = {}


def add_user(world: World, body: bytes) -> None:
    """A person, with an empty private chat with the bot.

    Raises
    ------
    msgspec.ValidationError
        Fields of :class:`~standins.telegram.state.User` are missing or of a wrong type.
    """
    person = msgspec.json.decode(body, type=User)
    world.state.users[person.id] = person
    chat = world.state.chats.setdefault(person.id, private_chat(person.id))
    chat.is_forum = world.state.bot.has_topics
    world.chat_changed(person.id)


def give_topics(world: World, *, wanted: bool) -> None:
    """Let private chats have topics, or no more: what the bot's owner switches with BotFather."""
    state = world.state
    state.bot.has_topics = wanted
    if wanted:  # no topic gets the General's number
        state.last_message_id = max(state.last_message_id, GENERAL)
    for chat in state.chats.values():
        if chat.type == "private":
            chat.is_forum = wanted
            world.chat_changed(chat.id)


def add_chat(world: World, wish: NewChat, *, now: float) -> Chat:
    """A group, supergroup or channel; a bot that is in it from the beginning is told so."""
    number = wish.id if wish.id is not None else free_number(world, wish.type)
    if wish.type not in _KINDS or number >= 0:
        raise RefusalError("a chat is a group, supergroup or channel and has a negative id")
    chat = Chat(
        id=number,
        type=wish.type,
        title=wish.title,
        username=wish.username,
        is_forum=wish.is_forum,
        description=wish.description,
        signs=wish.signs,
        permissions={} if wish.type == "channel" else rights.first_permissions(),
        topics={GENERAL: Topic(id=GENERAL, name="General")} if wish.is_forum else {},
        last_message_id=GENERAL if wish.is_forum else 0,  # the General topic has taken number 1
    )
    bot = world.state.bot.id
    given = wish.members or {1001: "creator", bot: "administrator"}
    places = {user: _place(chat, one) for user, one in given.items()}
    world.state.chats[number] = chat
    chat.members = {user: one for user, one in places.items() if user != bot}
    world.chat_changed(number)
    if bot in places:
        _begin_with_bot(world, chat, places[bot], now=now)
    return chat


def _begin_with_bot(world: World, chat: Chat, place: Member, *, now: float) -> None:
    """No service message: the chat's history begins after this."""
    bot = world.state.bot.id
    owner = owner_of(chat)
    if place.is_admin:
        place.promoted_by = owner
    chat.members[bot] = place
    if not place.is_in or owner is None:
        return
    world.push(
        "my_chat_member",
        {
            "chat": present.chat(world.state, chat),
            "from": present.user(world.state, owner),
            "date": int(now),
            "old_chat_member": roster.member(world.state, chat, bot, Member(status="left")),
            "new_chat_member": roster.member(world.state, chat, bot),
        },
    )


def _place(chat: Chat, given: str | Member) -> Member:
    if isinstance(given, Member):
        return given
    rights_ = rights.usual(chat.type) if given == "administrator" else {}
    return Member(status=given, rights=rights_)


def owner_of(chat: Chat) -> int | None:
    """Who owns a chat."""
    return next((user for user, one in chat.members.items() if one.status == "creator"), None)


def free_number(world: World, kind: str) -> int:
    """A number no chat has: small negative ones for groups, below -100... for the others."""
    number = -4001 if kind == "group" else _BIG - 2_000_000_001
    while number in world.state.chats:
        number -= 1
    return number


def migrate(world: World, group: Chat, *, now: float) -> Chat:
    """A group becomes a supergroup: another number, the same people, no old messages.

    Both chats say so, and the old one refuses every request with the new number.
    """
    if group.type != "group" or group.migrated_to is not None:
        raise RefusalError("only a group that is not yet a supergroup can become one")
    number = free_number(world, "supergroup")
    world.state.chats[number] = Chat(
        id=number,
        type="supergroup",
        title=group.title,
        description=group.description,
        photo=group.photo,
        members=dict(group.members),
        permissions=dict(group.permissions),
    )
    owner = owner_of(group) or world.state.bot.id
    world.chat_changed(number)
    service.tell(world, group.id, owner, {"migrate_to_chat_id": number}, now=now)
    service.tell(world, number, owner, {"migrate_from_chat_id": group.id}, now=now)
    group.migrated_to = number
    world.chat_changed(group.id)
    return world.state.chats[number]


def place_changed(world: World, chat: Chat, user: int, status: str, *, by: int, now: float) -> None:
    """Somebody becomes a plain member, leaves (or is put out), or is banned (``kicked``)."""
    match status:
        case "member":
            _plain(world, chat, user, by=by, now=now)
        case "left" if by == user:
            membership.leaves(world, chat, user, now=now)
        case "left":
            membership.change(world, chat, user, Member(status="left"), by=by, now=now)
        case _:
            membership.banned(world, chat, user, by=by, now=now)


def _plain(world: World, chat: Chat, user: int, *, by: int, now: float) -> None:
    """In as a member: come in, or lose rights or restrictions."""
    place = chat.member(user)
    if place.is_admin or (place.status == "restricted" and place.is_in):
        plain = Member(status="member", tag=place.tag)
        membership.change(world, chat, user, plain, by=by, now=now)
    else:
        membership.joins(world, chat, user, by=by, now=now)
