"""The whole state of the small world, as plain records that can be written down and read back.

Everything here is data; what may happen to it is in :mod:`standins.telegram.world`. Times are
Unix seconds, as in the Bot API.
"""

import msgspec

from standins.telegram.wire import JsonObject


class User(msgspec.Struct, kw_only=True):
    """A person."""

    id: int
    first_name: str
    username: str | None = None
    language_code: str | None = None


class Bot(msgspec.Struct, kw_only=True):
    """The bot and what it told the world about itself.

    Attributes
    ----------
    commands
        By scope key and language (``chat:1001|en``), as the bot set them.
    descriptions, short_descriptions, names
        By language; ``""`` is every other language.
    menu_button
        The default menu button; a chat may have its own.
    """

    id: int
    username: str
    name: str
    commands: dict[str, list[JsonObject]] = {}
    descriptions: dict[str, str] = {}
    short_descriptions: dict[str, str] = {}
    names: dict[str, str] = {}
    menu_button: JsonObject | None = None


class Message(msgspec.Struct, kw_only=True):
    """One message of a chat.

    Attributes
    ----------
    content
        The fields of the Bot API's ``Message`` that say what is in it: ``text``, ``entities``,
        ``photo``, ``caption`` and so on.
    reply_markup
        An inline keyboard (shown under the message) or a reply keyboard (shown under the input).
    deleted
        Gone for everybody; kept so that a transcript can say so.
    silent
        Sent with ``disable_notification``.
    """

    message_id: int
    chat_id: int
    sender_id: int
    date: int
    content: JsonObject
    reply_markup: JsonObject | None = None
    reply_to: int | None = None
    edit_date: int | None = None
    deleted: bool = False
    silent: bool = False


class Chat(msgspec.Struct, kw_only=True):
    """A private chat with the bot, a group, a supergroup or a channel.

    Attributes
    ----------
    members
        Status by user id (``creator``, ``administrator``, ``member``, ``left``, ``kicked``).
    blocked
        The person has blocked the bot (private chats).
    last_message_id
        Supergroups and channels count their own messages; other chats share one counter.
    """

    id: int
    type: str
    title: str | None = None
    username: str | None = None
    is_forum: bool = False
    members: dict[int, str] = {}
    blocked: bool = False
    pinned: int | None = None
    menu_button: JsonObject | None = None
    last_message_id: int = 0
    messages: dict[int, Message] = {}


class StoredFile(msgspec.Struct, kw_only=True):
    """A file on the server; for photos one record a size.

    Attributes
    ----------
    blob
        The name of the stored bytes; sizes of one photo share it and are scaled when downloaded.
    path
        The ``file_path`` under which it is downloaded.
    family
        The ``file_id`` of every size of the same photo, smallest first.
    """

    file_id: str
    unique_id: str
    kind: str
    blob: str
    path: str
    size: int
    family: list[str] = []
    width: int = 0
    height: int = 0
    name: str | None = None
    mime: str | None = None


class Query(msgspec.Struct, kw_only=True):
    """A tap on an inline button that waits for the bot's answer."""

    id: str
    chat_id: int
    message_id: int
    user_id: int
    data: str
    at: float
    answer: JsonObject | None = None


class Update(msgspec.Struct, kw_only=True):
    """Something the bot has not confirmed yet."""

    update_id: int
    kind: str
    body: JsonObject

    def to_api(self) -> JsonObject:
        """The Bot API's ``Update``."""
        return {"update_id": self.update_id, self.kind: self.body}


class Webhook(msgspec.Struct, kw_only=True):
    """Where updates are pushed to; an empty address means the bot polls."""

    url: str = ""
    secret_token: str | None = None
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None


class State(msgspec.Struct, kw_only=True):
    """Everything that survives a restart.

    Attributes
    ----------
    next_update_id
        Only ever grows, also over a reset: a poller's offset stays true.
    allowed_updates
        What the bot last asked for; None is Telegram's default.
    """

    bot: Bot
    users: dict[int, User] = {}
    chats: dict[int, Chat] = {}
    files: dict[str, StoredFile] = {}
    queries: dict[str, Query] = {}
    updates: list[Update] = []
    webhook: Webhook = msgspec.field(default_factory=Webhook)
    allowed_updates: list[str] | None = None
    next_update_id: int = 1
    next_query: int = 1
    next_file: int = 1
    last_message_id: int = 0
    clock_offset: float = 0.0


def first_state(*, bot_id: int, username: str, name: str, now: float) -> State:
    """The world as it begins: You and Ann, each with an empty private chat.

    Update numbers begin at the present second, so that they grow over a restart that forgot
    everything too: a bot that polled all the while loses nothing.
    """
    you = User(id=1001, first_name="You", username="you", language_code="en")
    ann = User(id=1002, first_name="Ann", username="ann", language_code="en")
    return State(
        bot=Bot(id=bot_id, username=username, name=name),
        users={you.id: you, ann.id: ann},
        chats={one.id: private_chat(one.id) for one in (you, ann)},
        next_update_id=max(int(now), 1),
    )


def private_chat(user_id: int) -> Chat:
    """A person's chat with the bot has the person's number."""
    return Chat(id=user_id, type="private", members={user_id: "member"})
