"""The control of people and places: who exists, which chats there are, who is in them.

All are POST under ``/sim/`` with JSON; each answers ``{"ok": true, ...}``.

``users``
    One more person: a :class:`~standins.telegram.state.User`.
``chats``
    One more group, supergroup or channel: :class:`~standins.telegram.people.NewChat`.
``members``
    Somebody (the bot too) joins, leaves, is banned, let in again, promoted, restricted: `Place`.
``migrate``
    A group becomes a supergroup.
``topics``
    A person makes, renames, closes or hides a topic: `TopicWish`.
``join``
    A person asks to come in, by an invite link or as to a public chat: `Join`.
"""

import msgspec
from aiohttp import web

from standins.telegram.chats import forum, invitations, membership, people
from standins.telegram.control.requests import (
    MistakeError,
    chat_numbered,
    guarded,
    must_be_in,
    reply,
)
from standins.telegram.playground import Playground
from standins.telegram.standing import rights
from standins.telegram.standing.access import allowed
from standins.telegram.state import Chat
from standins.telegram.wire import JsonObject


class Place(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Somebody's wished place in a chat.

    Attributes
    ----------
    status
        ``member`` joins (or demotes, or ends a ban's or restriction's effect), ``left`` leaves or
        is put out, ``kicked`` is banned, ``administrator`` is promoted, ``restricted`` may do only
        what ``rights`` lists.
    by
        Who does it; the person itself when it comes or goes, else the chat's owner.
    rights
        Of an administrator or of a restricted member; the usual ones when left out.
    """

    chat: int
    user: int
    status: str
    by: int | None = None
    rights: dict[str, bool] | None = None
    title: str | None = None
    until: int = 0


class TopicWish(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A new topic (``name``), or a change to one (``topic`` and what is to be different)."""

    chat: int
    sender: int = msgspec.field(name="from", default=1001)
    name: str | None = None
    color: int | None = None
    topic: int | None = None
    closed: bool | None = None
    hidden: bool | None = None


class Join(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Somebody follows an invite link, or opens a public chat and presses Join."""

    user: int
    chat: int | None = None
    invite_link: str | None = None


class OneChat(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A chat."""

    chat: int


def routes(playground: Playground) -> list[web.AbstractRouteDef]:
    """The addresses of people and places."""
    places = _Places(playground)
    posts = {
        "users": places.users,
        "chats": places.chats,
        "members": places.members,
        "migrate": places.migrate,
        "topics": places.topics,
        "join": places.join,
    }
    return [web.post(f"/sim/{name}", guarded(work)) for name, work in posts.items()]


_NEEDED = {
    "member": "can_invite_users",
    "left": "can_restrict_members",
    "kicked": "can_restrict_members",
    "restricted": "can_restrict_members",
    "administrator": "can_promote_members",
}
"""The right by which one person gives another a place, by the status that is wished."""


def _must_be_able(chat: Chat, by: int, wish: Place) -> None:
    """A mistake, unless this person can do that to the other."""
    right = _NEEDED.get(wish.status)
    if right is None:
        raise MistakeError(f"status {wish.status!r} is none of {', '.join(_NEEDED)}")
    place = chat.member(wish.user)
    comes = wish.status == "member" and not place.is_in and place.status != "kicked"
    goes = wish.status == "left" and place.is_in
    if by == wish.user and (comes or goes):
        return
    needed = "can_promote_members" if wish.status == "member" and place.is_admin else right
    may = chat.member(by).may(needed) or (needed in chat.permissions and allowed(chat, by, needed))
    if place.status == "creator" or by == wish.user or not may:
        raise MistakeError(f"user {by} may not do that to user {wish.user} in chat {chat.id}")


class _Places:
    def __init__(self, playground: Playground) -> None:
        self._playground = playground

    async def users(self, request: web.Request) -> web.StreamResponse:
        """One more person, with a private chat with the bot."""
        people.add_user(self._playground.world, await request.read())
        return reply({"ok": True})

    async def chats(self, request: web.Request) -> web.StreamResponse:
        """One more group, supergroup or channel."""
        wish = msgspec.json.decode(await request.read(), type=people.NewChat)
        for user in wish.members:
            self._must_exist(user)
        chat = people.add_chat(self._playground.world, wish, now=self._now())
        return reply({"ok": True, "id": chat.id})

    async def members(self, request: web.Request) -> web.StreamResponse:
        """Another place for somebody."""
        wish = msgspec.json.decode(await request.read(), type=Place)
        chat = chat_numbered(self._playground, wish.chat)
        if chat.type == "private":
            raise MistakeError("a private chat has no members to change; see /sim/block")
        self._must_exist(wish.user)
        self._set_place(chat, wish)
        return reply({"ok": True, "status": chat.member(wish.user).status})

    def _set_place(self, chat: Chat, wish: Place) -> None:
        world, now = self._playground.world, self._now()
        by = wish.by if wish.by is not None else self._actor(chat, wish)
        _must_be_able(chat, by, wish)
        wanted = rights.usual(chat.type) if wish.rights is None else wish.rights
        match wish.status:
            case "member" | "left" | "kicked":
                people.place_changed(world, chat, wish.user, wish.status, by=by, now=now)
            case "administrator":
                title = wish.title
                membership.promoted(world, chat, wish.user, wanted, by=by, now=now, title=title)
            case _:
                permitted = wish.rights or {}
                membership.restricted(
                    world, chat, wish.user, permitted, by=by, now=now, until=wish.until
                )

    def _actor(self, chat: Chat, wish: Place) -> int:
        """People come and go by themselves; everything else is done by the owner."""
        owner = people.owner_of(chat)
        place = chat.member(wish.user)
        comes = wish.status == "member" and not place.is_in
        goes = wish.status == "left" and place.is_in
        is_bot = wish.user == self._playground.state.bot.id
        return wish.user if owner is None or ((comes or goes) and not is_bot) else owner

    async def migrate(self, request: web.Request) -> web.StreamResponse:
        """A group becomes a supergroup."""
        wish = msgspec.json.decode(await request.read(), type=OneChat)
        group = chat_numbered(self._playground, wish.chat)
        made = people.migrate(self._playground.world, group, now=self._now())
        return reply({"ok": True, "id": made.id})

    async def topics(self, request: web.Request) -> web.StreamResponse:
        """A person makes or changes a topic."""
        wish = msgspec.json.decode(await request.read(), type=TopicWish)
        chat = chat_numbered(self._playground, wish.chat)
        must_be_in(chat, wish.sender)
        return reply({"ok": True, "topic": self._topic(chat, wish)})

    def _topic(self, chat: Chat, wish: TopicWish) -> int:
        world, by, now = self._playground.world, wish.sender, self._now()
        if wish.topic is None:
            if not wish.name:
                raise MistakeError("name the new topic, or say which topic is to change")
            return forum.create(world, chat, wish.name, by=by, now=now, color=wish.color).id
        topic = forum.found(chat, wish.topic)
        if wish.name is not None:
            forum.rename(world, chat, topic, by=by, now=now, name=wish.name)
        if wish.closed is not None:
            forum.close(world, chat, topic, by=by, now=now, closed=wish.closed)
        if wish.hidden is not None:
            forum.hide(world, chat, by=by, now=now, hidden=wish.hidden)
        return topic.id

    async def join(self, request: web.Request) -> web.StreamResponse:
        """A person comes in, or asks to."""
        wish = msgspec.json.decode(await request.read(), type=Join)
        self._must_exist(wish.user)
        world, now = self._playground.world, self._now()
        told: JsonObject
        if wish.invite_link is not None:
            told = invitations.follow(world, wish.invite_link, wish.user, now=now)
        elif wish.chat is not None:
            chat = chat_numbered(self._playground, wish.chat)
            told = invitations.enter(world, chat, wish.user, now=now)
        else:
            raise MistakeError("name the chat or the invite_link")
        return reply({"ok": True, **told})

    def _must_exist(self, user: int) -> None:
        if not self._playground.world.user_exists(user):
            known = ", ".join(str(one) for one in self._playground.state.users)
            raise MistakeError(f"there is no user {user}; there are: {known}, and the bot")

    def _now(self) -> float:
        return self._playground.clock.now()
