"""A small world of the Telegram stand-in without a server: people act, the world answers."""

from standins.telegram.chats.people import NewChat, add_chat
from standins.telegram.media.blobs import Blobs
from standins.telegram.media.files import Files
from standins.telegram.messages import conversation
from standins.telegram.methods import METHODS, Call
from standins.telegram.records.pending import Update
from standins.telegram.rules.facts import rule_book
from standins.telegram.rules.validation import check_value
from standins.telegram.state import Chat, State, first_state
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

NOW = 1_795_230_000.0
YOU, ANN, BOT = 1001, 1002, 42


class Stage:
    """A world, what it told its listener, and the clock's present moment.

    Attributes
    ----------
    told
        The names of the changes, in order.
    chat
        Your private chat with the bot.
    """

    def __init__(self) -> None:
        self.told: list[str] = []
        self.now = NOW
        self.state: State = first_state(bot_id=BOT, username="whale_bot", name="Whale", now=NOW)
        files = Files(self.state, Blobs(None))
        self.world = World(self.state, files, lambda kind, _body: self.told.append(kind))
        self.chat = self.state.chats[YOU]

    def place(self, kind: str = "supergroup", bot: str = "member", **wish: object) -> Chat:
        """A chat that You own, with Ann and the bot; the update that says so is forgotten."""
        members = {YOU: "creator", ANN: "member", BOT: bot}
        given = {"type": kind, "title": "Whales", "members": members} | wish
        chat = add_chat(self.world, NewChat(**given), now=self.now)  # type: ignore[arg-type]
        self.state.updates.clear()
        return chat

    def says(self, text: str, chat: Chat | None = None, user: int = YOU, **more: int) -> Update:
        """Somebody writes; the newest update."""
        conversation.says(self.world, chat or self.chat, user, text, now=self.now, **more)
        return self.state.updates[-1]

    def call(self, method: str, **args: object) -> JsonObject:
        """The bot calls a method with checked arguments; its result."""
        result: JsonObject = METHODS[method](self.world, Call(method, args, {}, self.now))  # type: ignore[assignment]
        return result

    def kinds(self) -> list[str]:
        """The kinds of the updates that wait."""
        return [one.kind for one in self.state.updates]

    def strange_updates(self) -> list[object]:
        """Everything about the waiting updates that the documents do not know."""
        return [
            violation
            for update in self.state.updates
            for violation in check_value(rule_book(), "Update", update.to_api())
        ]
