"""State as the Bot API shows it: User, Chat, Message, ChatFullInfo."""

from standins.telegram import polls_shown
from standins.telegram.state import Bot, Chat, Message, State, User
from standins.telegram.wire import JsonObject


def bot_user(bot: Bot) -> JsonObject:
    """The bot as it appears as a sender."""
    name = bot.names.get("", bot.name)
    return {"id": bot.id, "is_bot": True, "first_name": name, "username": bot.username}


def me(bot: Bot) -> JsonObject:
    """What getMe returns: the bot with its abilities."""
    abilities = {
        "can_join_groups": bot.can_join_groups,
        "can_read_all_group_messages": bot.reads_all,
        "supports_guest_queries": False,
        "supports_inline_queries": bot.inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": bot.has_topics,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }
    return {**bot_user(bot), **abilities}


def user(state: State, user_id: int) -> JsonObject:
    """A person, or the bot."""
    if user_id == state.bot.id:
        return bot_user(state.bot)
    return person(state.users[user_id])


def person(one: User) -> JsonObject:
    """A person."""
    shown: JsonObject = {"id": one.id, "is_bot": False, "first_name": one.first_name}
    if one.last_name:
        shown["last_name"] = one.last_name
    if one.username:
        shown["username"] = one.username
    if one.language_code:
        shown["language_code"] = one.language_code
    if one.is_premium:
        shown["is_premium"] = True
    return shown


def chat(state: State, one: Chat) -> JsonObject:
    """A chat as it stands inside a message."""
    shown: JsonObject = {"id": one.id, "type": one.type}
    if one.type == "private":
        person_ = state.users[one.id]
        shown["first_name"] = person_.first_name
        if person_.last_name:
            shown["last_name"] = person_.last_name
        username = person_.username
    else:
        shown["title"] = one.title or ""
        username = one.username
    if username:
        shown["username"] = username
    if one.is_forum and one.type != "private":
        shown["is_forum"] = True
    return shown


def message(state: State, one: Message, *, depth: int = 1) -> JsonObject:
    """A message; what it replies to is shown one level deep, as Telegram does.

    A message of a topic that answers nothing is shown as a reply to the message that began the
    topic: so do Telegram's servers, and bots must not take it for an answer.
    """
    where = state.chats[one.chat_id]
    shown: JsonObject = _numbers(state, one) | _senders(state, where, one)
    shown |= {"chat": chat(state, where), "date": one.date}
    if one.topic is not None:
        shown |= {"message_thread_id": one.topic, "is_topic_message": True}
    if one.via_bot:
        shown["via_bot"] = bot_user(state.bot)
    if one.edit_date is not None:
        shown["edit_date"] = one.edit_date
    answered = one.reply_to if one.reply_to is not None else one.topic
    replied = where.messages.get(answered) if answered is not None and depth else None
    if replied is not None and replied is not one:
        shown["reply_to_message"] = message(state, replied, depth=0)
    shown |= one.content
    if "poll" in one.content:
        shown["poll"] = polls_shown.poll(state.polls[one.content["poll"]["id"]])
    if one.reply_markup and "inline_keyboard" in one.reply_markup:
        shown["reply_markup"] = one.reply_markup
    return shown


def _numbers(state: State, one: Message) -> JsonObject:
    """An ephemeral message has no number that everybody could use."""
    if one.receiver is None:
        return {"message_id": one.message_id}
    receiver = user(state, one.receiver)
    return {
        "message_id": 0,
        "ephemeral_message_id": one.message_id,
        "receiver_user": receiver,
    }


def _senders(state: State, where: Chat, one: Message) -> JsonObject:
    """Who speaks: a channel's post has no ``from``, an anonymous administrator a bot's."""
    shown: JsonObject = {}
    if one.sender_chat is None and where.type != "channel":
        shown["from"] = user(state, one.sender_id)
        tag = where.member(one.sender_id).tag
        if tag:
            shown["sender_tag"] = tag
    else:
        origin = state.chats[one.sender_chat or where.id]
        shown["sender_chat"] = chat(state, origin)
        if where.type != "channel":
            shown["from"] = GROUP_ANONYMOUS if origin is where else CHANNEL_VOICE
    if one.signature:
        shown["author_signature"] = one.signature
    return shown


GROUP_ANONYMOUS: JsonObject = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
"""Who stands in ``from`` when an administrator writes in the name of the group."""

CHANNEL_VOICE: JsonObject = {
    "id": 136817688,
    "is_bot": True,
    "first_name": "Channel",
    "username": "Channel_Bot",
}
"""Who stands in ``from`` when somebody writes in a group in the name of a channel."""


def full_chat(state: State, one: Chat) -> JsonObject:
    """What getChat returns."""
    shown = chat(state, one)
    if "username" in shown:
        shown["active_usernames"] = [shown["username"]]
    shown |= {
        "accent_color_id": abs(one.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }
    return shown | _particulars(state, one)


def _particulars(state: State, one: Chat) -> JsonObject:
    """The fields of ChatFullInfo that a chat may lack."""
    primary = [link for link in one.invite_links if link.primary and not link.revoked]
    mine = [link.link for link in primary if link.creator == state.bot.id]
    pinned = one.messages.get(one.pinned[0]) if one.pinned else None
    fields: JsonObject = {
        "bio": state.users[one.id].bio if one.type == "private" else None,
        "description": one.description,
        "invite_link": mine[0] if mine else None,
        "photo": None if one.photo is None else chat_photo(state, one),
        "permissions": one.permissions or None,
        "pinned_message": None if pinned is None else message(state, pinned),
        "has_protected_content": one.protected or None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def chat_photo(state: State, one: Chat) -> JsonObject:
    """A ``ChatPhoto``; the chat must have one."""
    assert one.photo is not None  # noqa: S101 - asked by the caller
    small, big = state.files[one.photo.small], state.files[one.photo.big]
    return {
        "small_file_id": small.file_id,
        "small_file_unique_id": small.unique_id,
        "big_file_id": big.file_id,
        "big_file_unique_id": big.unique_id,
    }
