"""State as the Bot API shows it: User, Chat, Message, ChatFullInfo, ChatMember."""

from standins.telegram.state import Bot, Chat, Message, State, User
from standins.telegram.wire import JsonObject


def bot_user(bot: Bot) -> JsonObject:
    """The bot as it appears as a sender."""
    name = bot.names.get("", bot.name)
    return {"id": bot.id, "is_bot": True, "first_name": name, "username": bot.username}


def me(bot: Bot) -> JsonObject:
    """What getMe returns: the bot with its abilities."""
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_guest_queries": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
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
    if one.username:
        shown["username"] = one.username
    if one.language_code:
        shown["language_code"] = one.language_code
    return shown


def chat(state: State, one: Chat) -> JsonObject:
    """A chat as it stands inside a message."""
    shown: JsonObject = {"id": one.id, "type": one.type}
    if one.type == "private":
        shown["first_name"] = state.users[one.id].first_name
        username = state.users[one.id].username
    else:
        shown["title"] = one.title or ""
        username = one.username
    if username:
        shown["username"] = username
    if one.is_forum:
        shown["is_forum"] = True
    return shown


def message(state: State, one: Message, *, depth: int = 1) -> JsonObject:
    """A message; what it replies to is shown one level deep, as Telegram does."""
    where = state.chats[one.chat_id]
    shown: JsonObject = {"message_id": one.message_id}
    if where.type == "channel":
        shown["sender_chat"] = chat(state, where)
    else:
        shown["from"] = user(state, one.sender_id)
    shown |= {"chat": chat(state, where), "date": one.date}
    if one.edit_date is not None:
        shown["edit_date"] = one.edit_date
    replied = where.messages.get(one.reply_to) if one.reply_to is not None and depth else None
    if replied is not None:
        shown["reply_to_message"] = message(state, replied, depth=0)
    shown |= one.content
    if one.reply_markup and "inline_keyboard" in one.reply_markup:
        shown["reply_markup"] = one.reply_markup
    return shown


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
    pinned = one.messages.get(one.pinned) if one.pinned is not None else None
    if pinned is not None:
        shown["pinned_message"] = message(state, pinned)
    return shown


def member(state: State, user_id: int, status: str) -> JsonObject:
    """A ChatMember of the given status, with the fields that status must have."""
    shown: JsonObject = {"status": status, "user": user(state, user_id)}
    if status == "creator":
        shown["is_anonymous"] = False
    if status == "kicked":
        shown["until_date"] = 0
    return shown
