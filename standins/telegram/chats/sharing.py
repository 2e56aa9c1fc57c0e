"""What buttons of a reply keyboard share: people, a chat, a telephone number, a place.

A press on a ``request_chat`` button can also put the bot into the chat, with the rights the button
asks for: one tap instead of a walk through settings.
"""

from collections.abc import Iterable

from standins.telegram.chats import membership, service
from standins.telegram.errors import RefusalError
from standins.telegram.messages import conversation
from standins.telegram.records.places import Member
from standins.telegram.state import Chat, Message
from standins.telegram.wire import JsonObject
from standins.telegram.world import World


def button(chat: Chat, message_id: int, kind: str, request_id: int | None = None) -> JsonObject:
    """The button of a message's reply keyboard that asks for this.

    Parameters
    ----------
    kind
        ``request_users``, ``request_chat``, ``request_contact`` or ``request_location``.
    """
    message = chat.messages.get(message_id)
    markup = (message.reply_markup if message else None) or {}
    for row in markup.get("keyboard", []):
        for one in row:
            asked = one.get(kind)
            if asked and (request_id is None or asked["request_id"] == request_id):
                found: JsonObject = one
                return found
    wanted = kind if request_id is None else f"{kind} {request_id}"
    raise RefusalError(f"message {message_id} has no button that asks for {wanted}")


def share_users(
    world: World, chat: Chat, user: int, asked: JsonObject, chosen: list[int], *, now: float
) -> Message:
    """Somebody chooses people."""
    most = asked.get("max_quantity", 1)
    if not 0 < len(chosen) <= most:
        raise RefusalError(f"choose 1 to {most} people")
    people = [_shared_user(world, asked, one) for one in chosen]
    content: JsonObject = {"users_shared": {"request_id": asked["request_id"], "users": people}}
    return service.tell(world, chat.id, user, content, now=now)


def _shared_user(world: World, asked: JsonObject, user: int) -> JsonObject:
    if user not in world.state.users:
        raise RefusalError(f"there is no user {user}")
    one = world.state.users[user]
    shown: JsonObject = {"user_id": user}
    if asked.get("request_name"):
        shown["first_name"] = one.first_name
        shown |= {"last_name": one.last_name} if one.last_name else {}
    if asked.get("request_username") and one.username:
        shown["username"] = one.username
    return shown


def share_chat(
    world: World, chat: Chat, user: int, asked: JsonObject, chosen: Chat, *, now: float
) -> Message:
    """Somebody chooses a chat; the bot gets in and gets its rights when the button says so."""
    if why := _unfit(world, chosen, user, asked):
        raise RefusalError(f"chat {chosen.id} can't be chosen here: {why}")
    bot = world.state.bot.id
    if wanted := _ticked(asked.get("bot_administrator_rights")):
        if not all(chosen.member(bot).may(name) for name in wanted):
            granted = dict.fromkeys([*wanted, *_ticked(chosen.member(bot).rights)], True)
            membership.promoted(world, chosen, bot, granted, by=user, now=now)
    elif asked.get("bot_is_member"):
        membership.joins(world, chosen, bot, by=user, now=now)
    shared: JsonObject = {"request_id": asked["request_id"], "chat_id": chosen.id}
    if asked.get("request_title"):
        shared["title"] = chosen.title
    if asked.get("request_username") and chosen.username:
        shared["username"] = chosen.username
    return service.tell(world, chat.id, user, {"chat_shared": shared}, now=now)


def _unfit(world: World, chat: Chat, user: int, asked: JsonObject) -> str | None:
    """Why a chat is not among those a button offers; None when it is."""
    kinds = {"channel"} if asked["chat_is_channel"] else {"group", "supergroup"}
    if chat.type not in kinds or chat.migrated_to is not None:
        return f"it is a {chat.type}"
    place = chat.member(user)
    if asked.get("chat_is_forum", chat.is_forum) != chat.is_forum:
        return "it is a forum" if chat.is_forum else "it is no forum"
    if asked.get("chat_has_username", bool(chat.username)) != bool(chat.username):
        return "it has a public name" if chat.username else "it has no public name"
    if asked.get("chat_is_created") and place.status != "creator":
        return f"user {user} does not own it"
    return _lacks(world, chat, place, asked)


def _lacks(world: World, chat: Chat, place: Member, asked: JsonObject) -> str | None:
    needed = _ticked(asked.get("user_administrator_rights"))
    granted = _ticked(asked.get("bot_administrator_rights"))
    lacking = [name for name in needed if not place.may(name)]
    if lacking:
        return f"the person lacks {', '.join(lacking)}"
    adds_bot = granted or (asked.get("bot_is_member") and not _has_bot(world, chat))
    if not place.is_in or (adds_bot and not place.is_admin):
        return "the person can't add the bot there"
    return None


def _has_bot(world: World, chat: Chat) -> bool:
    return chat.member(world.state.bot.id).is_in


def _ticked(rights: JsonObject | None) -> Iterable[str]:
    return [name for name, value in (rights or {}).items() if value]


def share_contact(world: World, chat: Chat, user: int, *, now: float, answers: int) -> Message:
    """Somebody shares the own telephone number."""
    one = world.state.users[user]
    contact: JsonObject = {
        "phone_number": one.phone or f"+1555{user:07d}",
        "first_name": one.first_name,
        "user_id": user,
    }
    if one.last_name:
        contact["last_name"] = one.last_name
    return _said(world, chat, user, {"contact": contact}, now=now, answers=answers)


def share_location(
    world: World, chat: Chat, user: int, point: tuple[float, float], *, now: float, answers: int
) -> Message:
    """Somebody shares where they are: latitude and longitude in degrees."""
    location: JsonObject = {"latitude": point[0], "longitude": point[1]}
    return _said(world, chat, user, {"location": location}, now=now, answers=answers)


def _said(
    world: World, chat: Chat, user: int, content: JsonObject, *, now: float, answers: int
) -> Message:
    message = conversation.written(chat, user, content, now=now)
    message.reply_to = answers
    world.arrives(message)
    return message
