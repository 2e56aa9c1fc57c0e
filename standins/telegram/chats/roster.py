"""Members, invite links and topics as the Bot API shows them."""

from standins.telegram import present
from standins.telegram.records.places import InviteLink, Member, Topic
from standins.telegram.standing import rights
from standins.telegram.state import Chat, State
from standins.telegram.wire import JsonObject


def member(state: State, chat: Chat, user_id: int, one: Member | None = None) -> JsonObject:
    """A ``ChatMember``, with exactly the fields its status has.

    Parameters
    ----------
    one
        The place to show; by default the one this user has now.
    """
    one = one or chat.member(user_id)
    shown: JsonObject = {"status": one.status, "user": present.user(state, user_id)}
    match one.status:
        case "creator":
            shown |= {"is_anonymous": one.rights.get("is_anonymous", False)} | _titled(one)
        case "administrator":
            shown |= _administrator(state, chat, one)
        case "member":
            shown |= _tagged(one) | ({"until_date": one.until} if one.until else {})
        case "restricted":
            shown |= _restricted(one)
        case "kicked":
            shown["until_date"] = one.until
        case _:  # who has left has nothing but a name
            pass
    return shown


def _administrator(state: State, chat: Chat, one: Member) -> JsonObject:
    given = {name: one.rights.get(name, False) for name in rights.of_administrators(chat.type)}
    if chat.type == "group":
        del given["can_manage_topics"]
    editable = one.promoted_by == state.bot.id
    return {"can_be_edited": editable} | given | _titled(one)


def _restricted(one: Member) -> JsonObject:
    allowed = {name: one.permissions.get(name, False) for name in rights.PERMISSIONS}
    return {"is_member": one.is_member, "until_date": one.until} | allowed | _tagged(one)


def _titled(one: Member) -> JsonObject:
    return {"custom_title": one.title} if one.title else {}


def _tagged(one: Member) -> JsonObject:
    return {"tag": one.tag} if one.tag else {}


def invite_link(state: State, chat: Chat, one: InviteLink) -> JsonObject:
    """A ``ChatInviteLink``."""
    waiting = sum(request.link == one.link for request in chat.join_requests.values())
    optional = {
        "name": one.name,
        "expire_date": one.expires,
        "member_limit": one.most,
        "pending_join_request_count": waiting or None,
        "subscription_period": one.period,
        "subscription_price": one.price,
    }
    return {
        "invite_link": one.link,
        "creator": present.user(state, one.creator),
        "creates_join_request": one.asks,
        "is_primary": one.primary,
        "is_revoked": one.revoked,
    } | {name: value for name, value in optional.items() if value is not None}


def topic(one: Topic) -> JsonObject:
    """A ``ForumTopic``."""
    shown: JsonObject = {
        "message_thread_id": one.id,
        "name": one.name,
        "icon_color": one.color,
    }
    return shown | ({"icon_custom_emoji_id": one.icon} if one.icon else {})


def row(chat: Chat) -> JsonObject:
    """What the page's list of chats says of members, topics and settings."""
    shown: JsonObject = {
        "members": [_place(user_id, one) for user_id, one in chat.members.items()],
        "topics": [_topic_row(one) for one in chat.topics.values()],
        "requests": list(chat.join_requests),
        "invite_links": [one.link for one in chat.invite_links if not one.revoked],
    }
    optional = {
        "is_forum": chat.is_forum or None,
        "migrated_to": chat.migrated_to,
        "description": chat.description,
        "photo": None if chat.photo is None else f"/sim/file/{chat.photo.big}",
        "permissions": chat.permissions or None,
    }
    return shown | {name: value for name, value in optional.items() if value is not None}


def _place(user_id: int, one: Member) -> JsonObject:
    given = one.permissions if one.status == "restricted" else one.rights
    shown: JsonObject = {"id": user_id, "status": one.status, "in": one.is_in, "rights": given}
    optional = {"title": one.title, "tag": one.tag, "until": one.until or None}
    return shown | {name: value for name, value in optional.items() if value is not None}


def _topic_row(one: Topic) -> JsonObject:
    return {
        "id": one.id,
        "name": one.name,
        "color": one.color,
        "icon": one.icon,
        "closed": one.closed,
        "hidden": one.hidden,
    }
