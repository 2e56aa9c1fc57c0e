"""Who is in a chat: getChatMember and its kin, ban, unban, restrict, promote, titles, leaving."""

from standins.telegram.chats import membership, roster
from standins.telegram.errors import RefusalError
from standins.telegram.methods.common import Call, Handler
from standins.telegram.records.places import Member
from standins.telegram.standing import rights
from standins.telegram.standing.access import check_right
from standins.telegram.state import Chat
from standins.telegram.world import World

_RESTRICT = "not enough rights to restrict/unrestrict chat member"
_FOREVER_BELOW, _FOREVER_ABOVE = 30, 366 * 24 * 3600
"""A ban shorter or longer than this many seconds lasts for ever."""


def get_chat_member(world: World, call: Call) -> object:
    """Whether somebody is in a chat, and as what."""
    chat, user_id = _readable(world, call), _user(world, call)
    is_bot = user_id == world.state.bot.id
    place = chat.member(user_id)
    if chat.type == "private" and is_bot:
        place = Member(status="kicked" if chat.blocked else "member")
    elif chat.type == "private" and not place.is_in:
        raise RefusalError("user not found")
    return roster.member(world.state, chat, user_id, place.at(call.now))


def get_chat_administrators(world: World, call: Call) -> object:
    """The owner and the administrators; other bots are left out, there are none."""
    chat = _readable(world, call)
    if chat.type == "private":
        raise RefusalError("there are no administrators in the private chat")
    wanted = [user for user, one in chat.members.items() if one.is_admin]
    return [roster.member(world.state, chat, user) for user in wanted]


def get_chat_member_count(world: World, call: Call) -> object:
    """How many are in the chat, the bot included."""
    chat = _readable(world, call)
    if chat.type == "private":
        return 2
    return sum(one.is_in for one in chat.members.values())


def ban_chat_member(world: World, call: Call) -> object:
    """Throw somebody out, for a time or for ever."""
    chat, user_id = _judged(world, call)
    membership.banned(world, chat, user_id, by=world.state.bot.id, now=call.now, until=_until(call))
    return True


def unban_chat_member(world: World, call: Call) -> object:
    """Let somebody come back; without ``only_if_banned`` a member is put out, but not banned."""
    if world.open_chat(call.args["chat_id"]).type == "group":
        raise RefusalError("method is available for supergroup and channel chats only")
    chat, user_id = _judged(world, call)
    if chat.member(user_id).status == "kicked" or not call.args.get("only_if_banned"):
        gone = Member(status="left")
        membership.change(world, chat, user_id, gone, by=world.state.bot.id, now=call.now)
    return True


def restrict_chat_member(world: World, call: Call) -> object:
    """Let somebody do only what is listed."""
    if world.open_chat(call.args["chat_id"]).type != "supergroup":
        raise RefusalError("method is available only for supergroups")
    chat, user_id = _judged(world, call)
    allowed = rights.granted(
        call.args["permissions"], each_alone=call.args.get("use_independent_chat_permissions")
    )
    by = world.state.bot.id
    membership.restricted(world, chat, user_id, allowed, by=by, now=call.now, until=_until(call))
    return True


def promote_chat_member(world: World, call: Call) -> object:
    """Give somebody rights, never more than the bot has; no right at all takes them away."""
    chat, user_id = _managed(world, call), _user(world, call)
    bot, place = chat.member(world.state.bot.id), chat.member(user_id)
    if place.status == "creator":
        raise RefusalError("can't demote chat creator")
    wanted = {name for name, value in call.args.items() if value is True}
    if not bot.may("can_promote_members") or any(not bot.may(name) for name in wanted):
        raise RefusalError("not enough rights")
    if place.is_admin and place.promoted_by != world.state.bot.id:
        raise RefusalError("CHAT_ADMIN_REQUIRED")
    if not place.is_in:
        raise RefusalError("USER_NOT_PARTICIPANT")
    chosen = dict.fromkeys(wanted, True)
    membership.promoted(world, chat, user_id, chosen, by=world.state.bot.id, now=call.now)
    return True


def set_custom_title(world: World, call: Call) -> object:
    """The words beside an administrator's name; only for those the bot promoted."""
    chat, user_id = world.open_chat(call.args["chat_id"]), _user(world, call)
    if chat.type != "supergroup":
        raise RefusalError("method is available only for supergroups")
    place, title = chat.member(user_id), call.args["custom_title"]
    if place.status == "creator":
        raise RefusalError("only creator can edit their custom title")
    if place.status != "administrator":
        raise RefusalError("user is not an administrator")
    if place.promoted_by != world.state.bot.id:
        raise RefusalError("not enough rights to change custom title of the user")
    if any(character > "\u2fff" for character in title):
        raise RefusalError("ADMIN_RANK_EMOJI_NOT_ALLOWED")
    place.title = title or None
    world.chat_changed(chat.id)
    return True


def set_member_tag(world: World, call: Call) -> object:
    """The tag beside a member's name (Bot API 9.5)."""
    chat, user_id = world.open_chat(call.args["chat_id"]), _user(world, call)
    check_right(world.state, chat, "can_manage_tags", "not enough rights to edit member tags")
    if not chat.member(user_id).is_in:
        raise RefusalError("USER_NOT_PARTICIPANT")
    chat.member(user_id).tag = call.args.get("tag") or None
    world.chat_changed(chat.id)
    return True


def leave_chat(world: World, call: Call) -> object:
    """The bot goes."""
    chat = world.open_chat(call.args["chat_id"])
    if chat.type == "private":
        raise RefusalError("chat member status can't be changed in private chats")
    membership.leaves(world, chat, world.state.bot.id, now=call.now)
    return True


def _readable(world: World, call: Call) -> Chat:
    chat = world.chat(call.args["chat_id"])
    return chat if chat.type == "private" else world.open_chat(chat.id)


def _user(world: World, call: Call) -> int:
    user_id: int = call.args["user_id"]
    if not world.user_exists(user_id):
        raise RefusalError("invalid user_id specified")
    return user_id


def _managed(world: World, call: Call) -> Chat:
    chat = world.open_chat(call.args["chat_id"])
    if chat.type == "private":
        raise RefusalError("chat member status can't be changed in private chats")
    return chat


def _judged(world: World, call: Call) -> tuple[Chat, int]:
    """A chat and somebody in it whom the bot may restrict or ban."""
    chat, user_id = _managed(world, call), _user(world, call)
    place = chat.member(user_id)
    if user_id == world.state.bot.id:
        raise RefusalError("can't restrict self")
    if place.status == "creator":
        raise RefusalError("can't remove chat owner")
    check_right(world.state, chat, "can_restrict_members", _RESTRICT)
    if place.status == "administrator" and place.promoted_by != world.state.bot.id:
        raise RefusalError("user is an administrator of the chat")
    return chat, user_id


def _until(call: Call) -> int:
    until = int(call.args.get("until_date", 0))
    return until if _FOREVER_BELOW <= until - call.now <= _FOREVER_ABOVE else 0


METHODS: dict[str, Handler] = {
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "banChatMember": ban_chat_member,
    "unbanChatMember": unban_chat_member,
    "restrictChatMember": restrict_chat_member,
    "promoteChatMember": promote_chat_member,
    "setChatAdministratorCustomTitle": set_custom_title,
    "setChatMemberTag": set_member_tag,
    "leaveChat": leave_chat,
}
