"""Who is in a chat and as what: joining, leaving, promotion, restriction, bans, blocking.

Every change goes through :func:`change`, which writes it down, puts the service message into the
chat and tells the bot: ``my_chat_member`` about itself, ``chat_member`` about others when it is an
administrator.
"""

from collections.abc import Mapping

import msgspec

from standins.telegram import present
from standins.telegram.chats import roster, service
from standins.telegram.errors import RefusalError
from standins.telegram.records.places import Member
from standins.telegram.standing import rights
from standins.telegram.state import Chat
from standins.telegram.wire import JsonObject
from standins.telegram.world import World


def change(
    world: World,
    chat: Chat,
    user_id: int,
    new: Member,
    *,
    by: int,
    now: float,
    how: JsonObject | None = None,
) -> None:
    """Give somebody another place in a chat.

    Parameters
    ----------
    by
        Who did it; the person itself when it joins or leaves.
    how
        More fields of ``ChatMemberUpdated``: the invite link, ``via_join_request``.
    """
    old = chat.member(user_id)
    chat.members[user_id] = new
    if new == old:
        return
    shown = {
        "chat": present.chat(world.state, chat),
        "from": present.user(world.state, by),
        "date": int(now),
        "old_chat_member": roster.member(world.state, chat, user_id, old),
        "new_chat_member": roster.member(world.state, chat, user_id, new),
        **(how or {}),
    }
    _tell_bot(world, chat, user_id, shown)
    _tell_chat(world, chat, user_id, old, new, by=by, now=now)
    world.chat_changed(chat.id)


def _tell_bot(world: World, chat: Chat, user_id: int, shown: JsonObject) -> None:
    if user_id == world.state.bot.id:
        world.push("my_chat_member", shown)
    elif chat.member(world.state.bot.id).is_admin:
        world.push("chat_member", shown)


def _tell_chat(
    world: World, chat: Chat, user_id: int, old: Member, new: Member, *, by: int, now: float
) -> None:
    """Only comings and goings are told to everybody, and never in channels."""
    if chat.type in {"private", "channel"} or old.is_in == new.is_in:
        return
    person = present.user(world.state, user_id)
    came: JsonObject = {"new_chat_members": [person]}
    service.tell(world, chat.id, by, came if new.is_in else {"left_chat_member": person}, now=now)


def joins(world: World, chat: Chat, user_id: int, *, by: int, now: float) -> None:
    """Somebody comes in, or is added by somebody; who is restricted comes in restricted."""
    old = chat.member(user_id)
    if old.is_in:
        return
    if user_id == world.state.bot.id and not world.state.bot.can_join_groups:
        raise RefusalError("this bot can't be added to groups; switch it on with /sim/bot")
    new = Member(status="member", tag=old.tag)
    if old.status == "restricted":
        new = msgspec.structs.replace(old, is_member=True)
    change(world, chat, user_id, new, by=by, now=now)


def leaves(world: World, chat: Chat, user_id: int, *, now: float) -> None:
    """Somebody goes; the owner may go too and leaves the chat without one."""
    old = chat.member(user_id)
    new = Member(status="left")
    if old.status == "restricted":
        new = msgspec.structs.replace(old, is_member=False)
    change(world, chat, user_id, new, by=user_id, now=now)


def banned(world: World, chat: Chat, user_id: int, *, by: int, now: float, until: int = 0) -> None:
    """Somebody is thrown out and can't come back before ``until`` (0: ever)."""
    change(world, chat, user_id, Member(status="kicked", until=until), by=by, now=now)


def promoted(
    world: World,
    chat: Chat,
    user_id: int,
    wanted: Mapping[str, object],
    *,
    by: int,
    now: float,
    title: str | None = None,
) -> None:
    """Somebody gets exactly these rights; none at all makes a plain member of an administrator.

    Parameters
    ----------
    title
        A custom title; None leaves what there was.
    """
    old = chat.member(user_id)
    granted = rights.chosen(chat.type, wanted)
    new = Member(status="member", tag=old.tag)
    if any(granted.values()):
        new = Member(
            status="administrator",
            rights=granted,
            title=title or old.title,
            tag=old.tag,
            promoted_by=by,
        )
    change(world, chat, user_id, new, by=by, now=now)


def restricted(
    world: World,
    chat: Chat,
    user_id: int,
    permissions: dict[str, bool],
    *,
    by: int,
    now: float,
    until: int = 0,
) -> None:
    """Somebody may do only this much; everything allowed again ends the restriction."""
    old = chat.member(user_id)
    new = Member(status="member" if old.is_in else "left", tag=old.tag)
    if not all(permissions.get(name, False) for name in rights.PERMISSIONS):
        new = Member(
            status="restricted",
            permissions=permissions,
            until=until,
            tag=old.tag,
            is_member=old.is_in,
        )
    change(world, chat, user_id, new, by=by, now=now)


def blocks(world: World, chat: Chat, *, blocked: bool, now: float) -> None:
    """A person blocks the bot in their private chat, or lets it in again."""
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    bot, person = world.state.bot.id, chat.id
    before, after = Member(status="member"), Member(status="kicked")
    if not blocked:
        before, after = after, before
    body = {
        "chat": present.chat(world.state, chat),
        "from": present.user(world.state, person),
        "date": int(now),
        "old_chat_member": roster.member(world.state, chat, bot, before),
        "new_chat_member": roster.member(world.state, chat, bot, after),
    }
    world.push("my_chat_member", body)
    world.chat_changed(chat.id)
