"""What can happen in the small world. No socket, no clock, no disk: time is passed in.

Each change is told to one listener by a short name (``message``, ``edit``, ``delete``, ``update``
...), so that the shells (long polling, webhook, the page's live stream, the snapshot) follow
without being known here.
"""

from collections.abc import Callable

from standins.telegram import present
from standins.telegram.errors import RefusalError
from standins.telegram.media.files import Files
from standins.telegram.records.pending import Update
from standins.telegram.standing.access import check_reach
from standins.telegram.standing.hearing import reaches_bot
from standins.telegram.state import Chat, Message, State
from standins.telegram.wire import JsonObject

HISTORY = 5000
"""Messages kept in a chat; the oldest go first, so that a long load test does not eat memory."""

BACKLOG = 50_000
"""Updates kept for a bot that does not fetch them."""

_ASKED_FOR = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Update kinds that come only to a bot that lists them."""


class World:
    """The state and its rules.

    Parameters
    ----------
    files
        The bytes behind photos and documents.
    listener
        Called after each change with its name and ``{"chat": ..., "message": ...}`` or the like.
    """

    def __init__(
        self, state: State, files: Files, listener: Callable[[str, JsonObject], None]
    ) -> None:
        self.state = state
        self.files = files
        self._tell = listener

    # --- looking up ---------------------------------------------------------

    def chat(self, reference: int | str) -> Chat:
        """A chat by number or ``@name``.

        Raises
        ------
        RefusalError
            ``chat not found``.
        """
        if isinstance(reference, int) or reference.removeprefix("-").isdecimal():
            found = self.state.chats.get(int(reference))
        else:
            found = self._named(reference)
        if found is None:
            raise RefusalError("chat not found")
        return found

    def _named(self, reference: str) -> Chat | None:
        """Only public groups and channels can be addressed by name, as in Telegram."""
        name = reference.removeprefix("@").lower()
        for one in self.state.chats.values():
            if one.type != "private" and (one.username or "").lower() == name:
                return one
        return None

    def open_chat(self, reference: int | str) -> Chat:
        """A chat the bot can act in; what it may do there is asked in ``access``."""
        chat = self.chat(reference)
        check_reach(self.state, chat)
        return chat

    def message(self, chat: Chat, message_id: int, purpose: str) -> Message:
        """A message that is still there; ``purpose`` completes ``message to ... not found``.

        Ephemeral messages have numbers of their own and are not found here.
        """
        found = chat.messages.get(message_id)
        if found is None or found.deleted or found.receiver is not None:
            raise RefusalError(f"message to {purpose} not found")
        return found

    def user_exists(self, user_id: int) -> bool:
        """Whether this is somebody's number, the bot's included."""
        return user_id == self.state.bot.id or user_id in self.state.users

    # --- messages -----------------------------------------------------------

    def post(self, message: Message) -> Message:
        """Give a message its number (unless it has one) and put it into its chat."""
        chat = self.state.chats[message.chat_id]
        message.message_id = message.message_id or self.next_message_id(chat)
        chat.messages[message.message_id] = message
        if len(chat.messages) > HISTORY:
            del chat.messages[next(iter(chat.messages))]
        self._tell("message", {"chat": chat.id, "message": message.message_id})
        return message

    def arrives(self, message: Message) -> int | None:
        """Post what a person (or the chat itself) says and tell the bot, if it may read it.

        Returns the number of its update, None when the bot gets none.
        """
        self.post(message)
        chat = self.state.chats[message.chat_id]
        if not reaches_bot(self.state, chat, message):
            return None
        kind = "channel_post" if chat.type == "channel" else "message"
        return self.push(kind, present.message(self.state, message))

    def next_message_id(self, chat: Chat) -> int:
        """A fresh number; it is used up by asking for it."""
        if chat.type in {"supergroup", "channel"}:
            chat.last_message_id += 1
            return chat.last_message_id
        self.state.last_message_id += 1
        return self.state.last_message_id

    def edited(self, message: Message, *, now: float) -> None:
        """A message was changed in place."""
        message.edit_date = int(now)
        self._tell("edit", {"chat": message.chat_id, "message": message.message_id})

    def redrawn(self, message: Message) -> None:
        """What hangs on a message changed (a vote, a reaction), not the message."""
        self._tell("edit", {"chat": message.chat_id, "message": message.message_id})

    def drafted(self, chat_id: int) -> None:
        """The bot writes a draft, or it is over."""
        self._tell("draft", {"chat": chat_id})

    def delete(self, message: Message) -> None:
        """Take a message away for everybody."""
        message.deleted = True
        chat = self.state.chats[message.chat_id]
        if message.message_id in chat.pinned:
            chat.pinned.remove(message.message_id)
        self._tell("delete", {"chat": message.chat_id, "message": message.message_id})

    def chat_changed(self, chat_id: int) -> None:
        """A chat is new, or something about it (not its messages) is different."""
        self._tell("chat", {"chat": chat_id})

    def action(self, chat: Chat, action: str) -> None:
        """The bot shows that it is busy: ``typing``, ``upload_photo``..."""
        self._tell("action", {"chat": chat.id, "action": action})

    def answered(self, chat_id: int, query_id: str, answer: JsonObject) -> None:
        """The bot answered a tap."""
        self._tell("answer", {"chat": chat_id, "query": query_id, **answer})

    def inline_answered(self, query_id: str) -> None:
        """The bot answered an inline query."""
        self._tell("inline", {"query": query_id})

    def profile_changed(self) -> None:
        """The bot's commands, descriptions or menu changed."""
        self._tell("profile", {})

    def webhook_changed(self) -> None:
        """Updates now go elsewhere."""
        self._tell("webhook", {})

    # --- updates ------------------------------------------------------------

    def push(self, kind: str, body: JsonObject) -> int | None:
        """Queue an update, if the bot wants this kind; returns its number."""
        allowed = self.state.allowed_updates
        if kind not in allowed if allowed else kind in _ASKED_FOR:
            return None
        update = Update(update_id=self.state.next_update_id, kind=kind, body=body)
        self.state.next_update_id += 1
        self.state.updates.append(update)
        del self.state.updates[:-BACKLOG]
        self._tell("update", {})
        return update.update_id
