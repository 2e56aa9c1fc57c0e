"""The whole state of the small world, as plain records that can be written down and read back.

Everything here is data; what may happen to it is in :mod:`standins.telegram.world`. Times are
Unix seconds, as in the Bot API.
"""

import msgspec

from standins.telegram.records.contents import Draft, Poll, StoredFile
from standins.telegram.records.pending import InlineQuery, Query, Update, Webhook
from standins.telegram.records.places import ChatPhoto, InviteLink, JoinRequest, Member, Topic
from standins.telegram.records.road import Road
from standins.telegram.wire import JsonObject


class User(msgspec.Struct, kw_only=True):
    """A person.

    Attributes
    ----------
    hides_forwards
        Forwards of this one's messages show a name that leads nowhere.
    phone
        What a tap on a ``request_contact`` button shares; None makes one up from the number.
    """

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_premium: bool = False
    hides_forwards: bool = False
    bio: str | None = None
    phone: str | None = None


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
    default_rights
        The rights asked for when the bot is added, by ``supergroup`` and ``channel``.
    can_join_groups, reads_all, inline, inline_feedback
        What its owner switched with BotFather: ``reads_all`` is privacy mode off, ``inline``
        inline mode (a fresh bot has none; here it is on), ``inline_feedback`` the updates of
        chosen results.
    has_topics
        Private chats have topics ("threaded mode", Bot API 9.3).
    """

    id: int
    username: str
    name: str
    commands: dict[str, list[JsonObject]] = {}
    descriptions: dict[str, str] = {}
    short_descriptions: dict[str, str] = {}
    names: dict[str, str] = {}
    menu_button: JsonObject | None = None
    default_rights: dict[str, dict[str, bool]] = {}
    can_join_groups: bool = True
    reads_all: bool = False
    inline: bool = True
    inline_feedback: bool = True
    has_topics: bool = False


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
    sender_chat
        The chat in whose name it was sent: a channel's post, an anonymous administrator.
    signature
        Who wrote a channel's post, or an anonymous administrator's title.
    topic
        The forum topic it lies in; None is the General topic, or no forum.
    via_bot
        Chosen from the bot's inline results.
    receiver
        The one person who sees it: an ephemeral message. Its number is the
        ``ephemeral_message_id``; as ``message_id`` the Bot API shows 0.
    replaces
        The message in whose place its receiver sees this one (ephemeral messages).
    reactions
        What each person, or the bot, put under it, by their number.
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
    sender_chat: int | None = None
    signature: str | None = None
    topic: int | None = None
    via_bot: bool = False
    receiver: int | None = None
    replaces: int | None = None
    reactions: dict[int, list[JsonObject]] = {}


class Chat(msgspec.Struct, kw_only=True):
    """A private chat with the bot, a group, a supergroup or a channel.

    Attributes
    ----------
    members
        By user id; those who left or were banned are kept with that status.
    blocked
        The person has blocked the bot (private chats).
    pinned
        Pinned messages, the newest first.
    last_message_id
        Supergroups and channels count their own messages; other chats share one counter.
    topics
        By number; only forums have any.
    permissions
        What a plain member may do, by the names of ``ChatPermissions``.
    migrated_to
        The supergroup a group became.
    signs
        A channel shows who wrote a post.
    protected
        Nothing may be forwarded or saved.
    """

    id: int
    type: str
    title: str | None = None
    username: str | None = None
    is_forum: bool = False
    members: dict[int, Member] = {}
    blocked: bool = False
    pinned: list[int] = []
    menu_button: JsonObject | None = None
    last_message_id: int = 0
    messages: dict[int, Message] = {}
    topics: dict[int, Topic] = {}
    description: str | None = None
    photo: ChatPhoto | None = None
    permissions: dict[str, bool] = {}
    migrated_to: int | None = None
    invite_links: list[InviteLink] = []
    join_requests: dict[int, JoinRequest] = {}
    signs: bool = False
    protected: bool = False

    def member(self, user_id: int) -> Member:
        """Somebody's place here; whoever was never here has left."""
        return self.members.get(user_id) or Member(status="left")


class State(msgspec.Struct, kw_only=True):
    """Everything that survives a restart.

    Attributes
    ----------
    next_update_id
        Only ever grows, also over a reset: a poller's offset stays true.
    allowed_updates
        What the bot last asked for; None is Telegram's default.
    clock_offset, frozen_at
        How far time is from the machine's, and the moment it stands still at, if it does.
    road
        How a webhook is reached.
    inline_messages
        Where a message sent by inline mode lies: ``inline_message_id`` to chat and message.
    drafts
        What the bot is writing at the moment, by chat.
    """

    bot: Bot
    users: dict[int, User] = {}
    chats: dict[int, Chat] = {}
    files: dict[str, StoredFile] = {}
    queries: dict[str, Query] = {}
    inline_queries: dict[str, InlineQuery] = {}
    inline_messages: dict[str, tuple[int, int]] = {}
    polls: dict[str, Poll] = {}
    drafts: dict[int, Draft] = {}
    updates: list[Update] = []
    webhook: Webhook = msgspec.field(default_factory=Webhook)
    allowed_updates: list[str] | None = None
    next_update_id: int = 1
    next_query: int = 1
    next_file: int = 1
    next_album: int = 1
    last_message_id: int = 0
    clock_offset: float = 0.0
    frozen_at: float | None = None
    road: Road = msgspec.field(default_factory=Road)


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
    return Chat(id=user_id, type="private", members={user_id: Member(status="member")})
