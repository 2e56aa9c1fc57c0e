"""Invite links and requests to join: made by the bot, followed by people."""

import base64
import hashlib

from standins.telegram import present
from standins.telegram.chats import membership, roster
from standins.telegram.errors import RefusalError
from standins.telegram.records.places import InviteLink, JoinRequest, Member
from standins.telegram.state import Chat
from standins.telegram.wire import JsonObject
from standins.telegram.world import World


def new_link(world: World, chat: Chat, creator: int, **terms: object) -> InviteLink:
    """One more link; ``terms`` are fields of its record."""
    seed = f"{chat.id}:{creator}:{len(chat.invite_links)}".encode()
    code = base64.urlsafe_b64encode(hashlib.sha256(seed).digest()).decode()[:16]
    link = InviteLink(link=f"https://t.me/+{code}", creator=creator)
    for name, value in terms.items():
        setattr(link, name, value)
    chat.invite_links.append(link)
    world.chat_changed(chat.id)
    return link


def new_primary(world: World, chat: Chat, creator: int) -> InviteLink:
    """A fresh primary link of an administrator; the old one stops working."""
    for one in chat.invite_links:
        if one.primary and one.creator == creator:
            one.revoked = True
    return new_link(world, chat, creator, primary=True)


def known(chat: Chat, address: str) -> InviteLink:
    """A link of this chat."""
    for one in chat.invite_links:
        if one.link == address:
            return one
    raise RefusalError("INVITE_HASH_INVALID")


def follow(world: World, address: str, user: int, *, now: float) -> JsonObject:
    """Somebody opens an invite link: comes in, or asks to be let in.

    Raises
    ------
    RefusalError
        The link is unknown, revoked, too old or used up.
    """
    for chat in world.state.chats.values():
        for link in chat.invite_links:
            if link.link == address:
                return _by_link(world, chat, link, user, now=now)
    raise RefusalError(f"{address} is no invite link of any chat")


def _by_link(world: World, chat: Chat, link: InviteLink, user: int, *, now: float) -> JsonObject:
    late = link.expires is not None and link.expires <= now
    full = link.most is not None and link.used >= link.most
    if link.revoked or late or full:
        raise RefusalError("this invite link has expired")
    _must_be_free_to_come(chat, user, now)
    if link.asks:
        return _asks(world, chat, user, link, now=now)
    link.used += 1
    how = {"invite_link": roster.invite_link(world.state, chat, link)}
    membership.change(world, chat, user, Member(status="member"), by=user, now=now, how=how)
    return {"chat": chat.id, "status": "member"}


def enter(world: World, chat: Chat, user: int, *, now: float) -> JsonObject:
    """Somebody presses Join in a public chat."""
    if not chat.username:
        words = "only a public chat is joined like that: follow an invite link, or be added"
        raise RefusalError(words)
    _must_be_free_to_come(chat, user, now)
    membership.joins(world, chat, user, by=user, now=now)
    return {"chat": chat.id, "status": chat.member(user).status}


def _must_be_free_to_come(chat: Chat, user: int, now: float) -> None:
    place = chat.member(user).at(now)
    if place.is_in:
        raise RefusalError(f"user {user} is in this chat already")
    if place.status == "kicked":
        raise RefusalError(f"user {user} is banned from this chat")


def _asks(world: World, chat: Chat, user: int, link: InviteLink, *, now: float) -> JsonObject:
    chat.join_requests[user] = JoinRequest(user=user, at=int(now), link=link.link)
    body: JsonObject = {
        "chat": present.chat(world.state, chat),
        "from": present.user(world.state, user),
        "user_chat_id": user,
        "date": int(now),
        "invite_link": roster.invite_link(world.state, chat, link),
    }
    if bio := world.state.users[user].bio:
        body["bio"] = bio
    if chat.member(world.state.bot.id).may("can_invite_users"):
        world.push("chat_join_request", body)
    world.chat_changed(chat.id)
    return {"chat": chat.id, "status": "asked"}


def approve(world: World, chat: Chat, user: int, *, by: int, now: float) -> None:
    """Let somebody in who asked."""
    asked = _request(chat, user)
    how: JsonObject = {"via_join_request": True}
    for link in chat.invite_links:
        if link.link == asked.link:
            link.used += 1
            how["invite_link"] = roster.invite_link(world.state, chat, link)
    membership.change(world, chat, user, Member(status="member"), by=by, now=now, how=how)


def decline(world: World, chat: Chat, user: int) -> None:
    """Do not let somebody in."""
    _request(chat, user)
    world.chat_changed(chat.id)


def _request(chat: Chat, user: int) -> JoinRequest:
    if chat.member(user).is_in:
        raise RefusalError("USER_ALREADY_PARTICIPANT")
    asked = chat.join_requests.pop(user, None)
    if asked is None:
        raise RefusalError("HIDE_REQUESTER_MISSING")
    return asked
