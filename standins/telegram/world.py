"""What can happen in the small world. No socket, no clock, no disk: time is passed in.

Each change is told to one listener by a short name (``message``, ``edit``, ``delete``, ``update``
...), so that the shells (long polling, webhook, the page's live stream, the snapshot) follow
without being known here.
"""

from collections.abc import Callable

from standins.telegram import present
from standins.telegram.detect import detect
from standins.telegram.errors import RefusalError
from standins.telegram.files import Files
from standins.telegram.state import Chat, Message, Query, State, Update
from standins.telegram.wire import JsonObject

QUERY_LIFETIME = 60.0
"""Seconds a tap waits for its answer. Telegram's own figure is not published."""

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
        """A chat the bot may write to."""
        chat = self.chat(reference)
        if chat.blocked:
            raise RefusalError("bot was blocked by the user", 403)
        status = chat.members.get(self.state.bot.id, "member")
        if status in {"kicked", "left"}:
            done = "was kicked from" if status == "kicked" else "is not a member of"
            raise RefusalError(f"bot {done} the {chat.type} chat", 403)
        return chat

    def message(self, chat: Chat, message_id: int, purpose: str) -> Message:
        """A message that is still there; ``purpose`` completes ``message to ... not found``."""
        found = chat.messages.get(message_id)
        if found is None or found.deleted:
            raise RefusalError(f"message to {purpose} not found")
        return found

    def user_exists(self, user_id: int) -> bool:
        """Whether this is somebody's number, the bot's included."""
        return user_id == self.state.bot.id or user_id in self.state.users

    # --- messages -----------------------------------------------------------

    def post(self, message: Message) -> Message:
        """Give a message its number and put it into its chat."""
        chat = self.state.chats[message.chat_id]
        message.message_id = self._next_message_id(chat)
        chat.messages[message.message_id] = message
        if len(chat.messages) > HISTORY:
            del chat.messages[next(iter(chat.messages))]
        self._tell("message", {"chat": chat.id, "message": message.message_id})
        return message

    def _next_message_id(self, chat: Chat) -> int:
        if chat.type in {"supergroup", "channel"}:
            chat.last_message_id += 1
            return chat.last_message_id
        self.state.last_message_id += 1
        return self.state.last_message_id

    def edited(self, message: Message, *, now: float) -> None:
        """A message was changed in place."""
        message.edit_date = int(now)
        self._tell("edit", {"chat": message.chat_id, "message": message.message_id})

    def delete(self, message: Message) -> None:
        """Take a message away for everybody."""
        message.deleted = True
        chat = self.state.chats[message.chat_id]
        if chat.pinned == message.message_id:
            chat.pinned = None
        self._tell("delete", {"chat": message.chat_id, "message": message.message_id})

    def pin(self, chat: Chat, message_id: int | None) -> None:
        """Set the pinned message of a chat; None takes it off."""
        chat.pinned = message_id
        self.chat_changed(chat.id)

    def chat_changed(self, chat_id: int) -> None:
        """A chat is new, or something about it (not its messages) is different."""
        self._tell("chat", {"chat": chat_id})

    def action(self, chat: Chat, action: str) -> None:
        """The bot shows that it is busy: ``typing``, ``upload_photo``..."""
        self._tell("action", {"chat": chat.id, "action": action})

    def profile_changed(self) -> None:
        """The bot's commands, descriptions or menu changed."""
        self._tell("profile", {})

    def webhook_changed(self) -> None:
        """Updates now go elsewhere."""
        self._tell("webhook", {})

    # --- what people do -----------------------------------------------------

    def says(
        self, chat: Chat, user_id: int, text: str, *, now: float, reply_to: int | None = None
    ) -> tuple[Message, int | None]:
        """A person writes a text; returns the message and the number of its update."""
        entities = detect(text, [])
        content: JsonObject = {"text": text}
        if entities:
            content["entities"] = entities
        message = self.post(
            Message(
                message_id=0,
                chat_id=chat.id,
                sender_id=user_id,
                date=int(now),
                content=content,
                reply_to=reply_to,
            )
        )
        kind = "channel_post" if chat.type == "channel" else "message"
        return message, self.push(kind, present.message(self.state, message))

    def taps(self, message: Message, user_id: int, data: str, *, now: float) -> Query:
        """A person presses a button that carries data."""
        query = Query(
            id=str(4_300_000_000_000_000_000 + self.state.next_query),
            chat_id=message.chat_id,
            message_id=message.message_id,
            user_id=user_id,
            data=data,
            at=now,
        )
        self.state.next_query += 1
        self.state.queries[query.id] = query
        self._forget_old_queries(now)
        body = {
            "id": query.id,
            "from": present.user(self.state, user_id),
            "message": present.message(self.state, message),
            "chat_instance": str(7_000_000_000_000_000_000 + message.chat_id),
            "data": data,
        }
        self.push("callback_query", body)
        return query

    def _forget_old_queries(self, now: float) -> None:
        old = [one.id for one in self.state.queries.values() if now - one.at > QUERY_LIFETIME]
        for identifier in old:
            del self.state.queries[identifier]

    def answer(self, query_id: str, answer: JsonObject, *, now: float) -> None:
        """The bot answers a tap: once, and soon."""
        query = self.state.queries.get(query_id)
        if query is None or query.answer is not None or now - query.at > QUERY_LIFETIME:
            raise RefusalError(
                "query is too old and response timeout expired or query ID is invalid"
            )
        query.answer = answer
        self._tell("answer", {"chat": query.chat_id, "query": query_id, **answer})

    def block(self, chat: Chat, *, blocked: bool, now: float) -> None:
        """A person blocks the bot, or lets it in again."""
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        bot = self.state.bot.id
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        body = {
            "chat": present.chat(self.state, chat),
            "from": present.user(self.state, chat.id),
            "date": int(now),
            "old_chat_member": present.member(self.state, bot, before),
            "new_chat_member": present.member(self.state, bot, after),
        }
        self.push("my_chat_member", body)
        self.chat_changed(chat.id)

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

    def fetch(self, offset: int, limit: int) -> list[Update]:
        """Updates from ``offset`` on, after forgetting what lies before it.

        A negative offset counts from the end of the queue and forgets the rest.
        """
        queue = self.state.updates
        if offset < 0:
            del queue[:offset]
        elif offset > 0:
            confirmed = sum(1 for one in queue if one.update_id < offset)
            del queue[:confirmed]
            if confirmed:
                self._tell("confirmed", {})
        return queue[:limit]
