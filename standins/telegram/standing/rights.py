"""What an administrator may do, and what a member may: the names, by kind of chat.

The lists are those of ``ChatAdministratorRights`` and ``ChatPermissions`` in Bot API 10.3. A right
that a kind of chat does not have is left out of what is shown, as Telegram does it.
"""

from collections.abc import Mapping

EVERYWHERE = (
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
IN_GROUPS = ("can_pin_messages", "can_manage_topics", "can_manage_tags")
IN_CHANNELS = ("can_post_messages", "can_edit_messages", "can_manage_direct_messages")

PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)

_NOT_BY_DEFAULT = frozenset({"is_anonymous", "can_promote_members"})
_NEWCOMERS_MAY_NOT = frozenset({"can_change_info", "can_pin_messages", "can_manage_topics"})


def of_administrators(chat_type: str) -> tuple[str, ...]:
    """Every right an administrator of such a chat can have.

    >>> "can_post_messages" in of_administrators("channel")
    True
    """
    return EVERYWHERE + (IN_CHANNELS if chat_type == "channel" else IN_GROUPS)


def usual(chat_type: str) -> dict[str, bool]:
    """The rights a person ticks without thinking: all but anonymity and promoting others."""
    return {name: name not in _NOT_BY_DEFAULT for name in of_administrators(chat_type)}


def chosen(chat_type: str, wanted: Mapping[str, object]) -> dict[str, bool]:
    """Exactly the rights that were asked for; any right brings ``can_manage_chat`` with it.

    >>> chosen("channel", {"can_post_messages": True})["can_manage_chat"]
    True
    """
    rights = {name: bool(wanted.get(name)) for name in of_administrators(chat_type)}
    rights["can_manage_chat"] = any(rights.values())
    return rights


def first_permissions() -> dict[str, bool]:
    """What every member of a new group may do."""
    return {name: name not in _NEWCOMERS_MAY_NOT for name in PERMISSIONS}


def granted(wanted: Mapping[str, object], *, each_alone: object) -> dict[str, bool]:
    """Permissions as a bot set them.

    Parameters
    ----------
    each_alone
        ``use_independent_chat_permissions``; otherwise polls, other messages and previews allow
        all media, any medium allows texts, and what is not said about reactions follows the texts.

    >>> granted({"can_send_polls": True}, each_alone=False)["can_send_messages"]
    True
    """
    allowed = {name: bool(wanted.get(name)) for name in PERMISSIONS}
    if each_alone:
        return allowed
    if any(allowed[name] for name in _OTHERS):
        allowed |= dict.fromkeys(_MEDIA, True)
    if any(allowed[name] for name in (*_OTHERS, *_MEDIA)):
        allowed["can_send_messages"] = True
    if "can_react_to_messages" not in wanted:
        allowed["can_react_to_messages"] = allowed["can_send_messages"]
    return allowed


_OTHERS = ("can_send_polls", "can_send_other_messages", "can_add_web_page_previews")
_MEDIA = PERMISSIONS[1:7]
