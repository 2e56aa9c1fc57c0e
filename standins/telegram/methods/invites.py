"""Invite links and join requests: exportChatInviteLink, createChatInviteLink and what follows."""

from standins.telegram.chats import invitations, roster
from standins.telegram.errors import RefusalError
from standins.telegram.methods.common import Call, Handler
from standins.telegram.records.places import InviteLink
from standins.telegram.standing.access import check_right
from standins.telegram.state import Chat
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

_WORDS = "not enough rights to manage chat invite link"
_REQUESTS = "not enough rights to manage chat join requests"
_NOT_BOTH = "member limit can't be specified for links requiring administrator approval"
_MOST_MEMBERS = 99_999


def export_link(world: World, call: Call) -> object:
    """A fresh primary link, as a plain address; the one before it stops working."""
    chat = _chat(world, call)
    return invitations.new_primary(world, chat, world.state.bot.id).link


def create_link(world: World, call: Call) -> object:
    """One more link."""
    chat = _chat(world, call)
    link = invitations.new_link(world, chat, world.state.bot.id, **_terms(call))
    return roster.invite_link(world.state, chat, link)


def create_subscription(world: World, call: Call) -> object:
    """A link whose members pay by the month; channels only."""
    chat = _chat(world, call)
    if chat.type != "channel":
        raise RefusalError("subscription links can be created only for channel chats")
    terms: JsonObject = {
        "name": call.args.get("name") or None,
        "period": call.args["subscription_period"],
        "price": call.args["subscription_price"],
    }
    link = invitations.new_link(world, chat, world.state.bot.id, **terms)
    return roster.invite_link(world.state, chat, link)


def edit_link(world: World, call: Call) -> object:
    """Other terms for a link of the bot's own; what is left out goes back to the default."""
    chat, link = _own(world, call)
    for name, value in _terms(call).items():
        setattr(link, name, value)
    world.chat_changed(chat.id)
    return roster.invite_link(world.state, chat, link)


def edit_subscription(world: World, call: Call) -> object:
    """Another name for a subscription link."""
    chat, link = _own(world, call)
    link.name = call.args.get("name") or None
    return roster.invite_link(world.state, chat, link)


def revoke_link(world: World, call: Call) -> object:
    """A link stops working; a primary one is followed by a new one."""
    chat, link = _own(world, call)
    if link.revoked:
        raise RefusalError("INVITE_HASH_EXPIRED")
    link.revoked = True
    if link.primary:
        invitations.new_link(world, chat, world.state.bot.id, primary=True)
    world.chat_changed(chat.id)
    return roster.invite_link(world.state, chat, link)


def approve_request(world: World, call: Call) -> object:
    """Let somebody in who asked."""
    chat, user_id = _asked(world, call)
    invitations.approve(world, chat, user_id, by=world.state.bot.id, now=call.now)
    return True


def decline_request(world: World, call: Call) -> object:
    """Keep somebody out who asked."""
    chat, user_id = _asked(world, call)
    invitations.decline(world, chat, user_id)
    return True


def _chat(world: World, call: Call) -> Chat:
    chat = world.open_chat(call.args["chat_id"])
    if chat.type == "private":
        raise RefusalError("can't invite members to a private chat")
    if not chat.member(world.state.bot.id).may("can_invite_users"):
        raise RefusalError(_WORDS)
    return chat


def _own(world: World, call: Call) -> tuple[Chat, InviteLink]:
    chat = _chat(world, call)
    link = invitations.known(chat, call.args["invite_link"])
    if link.creator != world.state.bot.id:
        raise RefusalError("CHAT_ADMIN_REQUIRED")
    return chat, link


def _asked(world: World, call: Call) -> tuple[Chat, int]:
    chat, user_id = world.open_chat(call.args["chat_id"]), int(call.args["user_id"])
    if not world.user_exists(user_id):
        raise RefusalError("USER_ID_INVALID")
    check_right(world.state, chat, "can_invite_users", _REQUESTS)
    return chat, user_id


def _terms(call: Call) -> JsonObject:
    """The terms of a link, from the names of the documents to ours."""
    asks, most = bool(call.args.get("creates_join_request")), call.args.get("member_limit")
    if asks and most:
        raise RefusalError(_NOT_BOTH)
    if most is not None and not 0 <= most <= _MOST_MEMBERS:
        raise RefusalError("invalid member_limit specified")
    expires = call.args.get("expire_date")
    if expires and expires <= call.now:
        raise RefusalError("EXPIRE_DATE_INVALID")
    name = call.args.get("name") or None
    return {"name": name, "asks": asks, "most": most or None, "expires": expires or None}


METHODS: dict[str, Handler] = {
    "exportChatInviteLink": export_link,
    "createChatInviteLink": create_link,
    "createChatSubscriptionInviteLink": create_subscription,
    "editChatInviteLink": edit_link,
    "editChatSubscriptionInviteLink": edit_subscription,
    "revokeChatInviteLink": revoke_link,
    "approveChatJoinRequest": approve_request,
    "declineChatJoinRequest": decline_request,
}
