"""The control of links, shared things and the bot's own switches.

``open``
    A tap on a ``t.me`` link: `Door`.
``share``
    A press on a button of a reply keyboard that asks for something: `Share`.
``bot``
    What the bot's owner switches with BotFather: `Switches`.
"""

import msgspec
from aiohttp import web

from standins.telegram.chats import doors, people, sharing
from standins.telegram.control.requests import (
    MistakeError,
    chat_numbered,
    guarded,
    must_be_in,
    reply,
)
from standins.telegram.playground import Playground
from standins.telegram.state import Chat, Message
from standins.telegram.wire import JsonObject


class Door(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A link, and for ``startgroup`` and ``startchannel`` the chat that is chosen."""

    link: str
    sender: int = msgspec.field(name="from", default=1001)
    chat: int | None = None


class Share(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What is shared with the button of one message: people, a chat, a number or a place."""

    chat: int
    message_id: int
    sender: int = msgspec.field(name="from", default=1001)
    request_id: int | None = None
    users: list[int] | None = None
    chat_shared: int | None = None
    contact: bool = False
    location: tuple[float, float] | None = None


class Switches(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What BotFather switches; what is left out stays as it is."""

    inline: bool | None = None
    inline_feedback: bool | None = None
    reads_all: bool | None = None
    can_join_groups: bool | None = None
    has_topics: bool | None = None


def routes(playground: Playground) -> list[web.AbstractRouteDef]:
    """The addresses of links, shared things and switches."""
    control = _Doors(playground)
    posts = {"open": control.open, "share": control.share, "bot": control.switch}
    return [web.post(f"/sim/{name}", guarded(work)) for name, work in posts.items()]


class _Doors:
    def __init__(self, playground: Playground) -> None:
        self._playground = playground

    async def open(self, request: web.Request) -> web.StreamResponse:
        """Follow a link."""
        wish = msgspec.json.decode(await request.read(), type=Door)
        into = None if wish.chat is None else chat_numbered(self._playground, wish.chat)
        now = self._playground.clock.now()
        opened = doors.follow(self._playground.world, wish.link, wish.sender, now=now, into=into)
        return reply({"ok": True, **opened})

    async def share(self, request: web.Request) -> web.StreamResponse:
        """Press a button that asks for something."""
        wish = msgspec.json.decode(await request.read(), type=Share)
        chat = chat_numbered(self._playground, wish.chat)
        must_be_in(chat, wish.sender)
        message = self._shared(chat, wish)
        return reply({"ok": True, "message_id": message.message_id})

    def _shared(self, chat: Chat, wish: Share) -> Message:
        world, now = self._playground.world, self._playground.clock.now()
        number, user = wish.message_id, wish.sender
        if wish.users is not None:
            asked: JsonObject = self._asked(chat, wish, "request_users")
            return sharing.share_users(world, chat, user, asked, wish.users, now=now)
        if wish.chat_shared is not None:
            asked = self._asked(chat, wish, "request_chat")
            chosen = chat_numbered(self._playground, wish.chat_shared)
            return sharing.share_chat(world, chat, user, asked, chosen, now=now)
        if wish.contact:
            sharing.button(chat, number, "request_contact")
            return sharing.share_contact(world, chat, user, now=now, answers=number)
        if wish.location is not None:
            sharing.button(chat, number, "request_location")
            point = wish.location
            return sharing.share_location(world, chat, user, point, now=now, answers=number)
        raise MistakeError("say what is shared: users, chat_shared, contact or location")

    def _asked(self, chat: Chat, wish: Share, kind: str) -> JsonObject:
        asked: JsonObject = sharing.button(chat, wish.message_id, kind, wish.request_id)[kind]
        return asked

    async def switch(self, request: web.Request) -> web.StreamResponse:
        """Turn the bot's abilities on or off, as its owner does with BotFather."""
        wish = msgspec.json.decode(await request.read(), type=Switches)
        bot = self._playground.state.bot
        for name in wish.__struct_fields__:
            value = getattr(wish, name)
            if value is not None:
                setattr(bot, name, value)
        if wish.has_topics is not None:
            people.give_topics(self._playground.world, wanted=wish.has_topics)
        self._playground.world.profile_changed()
        return reply({"ok": True, **{name: getattr(bot, name) for name in wish.__struct_fields__}})
