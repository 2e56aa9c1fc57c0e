"""The control of what people do with messages.

All are POST under ``/sim/`` with JSON, but ``photo``, which is a form with a ``file``. Each answers
``{"ok": true, ...}`` with the ``message_id`` and ``update_id`` it caused, where there are any.

``photo`` · ``poll`` · ``edit`` · ``delete`` · ``forward`` · ``react`` · ``vote`` · ``stop``
"""

from mimetypes import guess_type

import msgspec
from aiohttp import web
from aiohttp.web_request import FileField

from standins.telegram.control.requests import (
    MistakeError,
    chat_numbered,
    guarded,
    must_be_in,
    reply,
)
from standins.telegram.messages import gestures, polls, reactions
from standins.telegram.playground import Playground
from standins.telegram.state import Chat, Message

_MOST_OPTIONS = 12


class Gesture(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Somebody does something with a message.

    Attributes
    ----------
    text
        The corrected words (``edit``).
    emoji
        The reaction (``react``); None takes it away.
    options
        The chosen answers, counted from 0 (``vote``); none takes the vote back.
    from_chat
        Where the message lies that is forwarded into ``chat``.
    """

    chat: int
    message_id: int
    sender: int = msgspec.field(name="from", default=1001)
    text: str = ""
    emoji: str | None = None
    options: list[int] = []
    from_chat: int | None = None


class NewPoll(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A person asks the chat; with ``right`` it is a quiz."""

    chat: int
    question: str
    options: list[str]
    sender: int = msgspec.field(name="from", default=1001)
    anonymous: bool = True
    multiple: bool = False
    right: list[int] = []
    topic: int | None = None


class Stop(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The Stop button under a draft."""

    chat: int


def routes(playground: Playground) -> list[web.AbstractRouteDef]:
    """The addresses of what people do with messages."""
    control = _Gestures(playground)
    posts = {
        "photo": control.photo,
        "poll": control.poll,
        "edit": control.edit,
        "delete": control.delete,
        "forward": control.forward,
        "react": control.react,
        "vote": control.vote,
        "stop": control.stop,
    }
    return [web.post(f"/sim/{name}", guarded(work)) for name, work in posts.items()]


class _Gestures:
    def __init__(self, playground: Playground) -> None:
        self._playground = playground
        self._world = playground.world

    async def photo(self, request: web.Request) -> web.StreamResponse:
        """A picture is sent as a photo, any other file as a document."""
        form = await request.post()
        file, words = form.get("file"), {name: str(form.get(name, "")) for name in form}
        if not isinstance(file, FileField):
            raise MistakeError('send a form with the fields "chat", "from" and a "file"')
        chat, sender = self._place(
            _number(words, "chat"), _number(words, "from", 1001), writes=True
        )
        content, name = file.file.read(), file.filename
        kind = guess_type(name)[0] or "application/octet-stream"
        files = self._world.files
        if kind.startswith("image/") and words.get("as") != "document":
            shown: dict[str, object] = {"photo": files.add_photo(content)}
        else:
            shown = {"document": files.add_document(content, name, kind)}
        topic = _number(words, "topic", 0) or None
        sent, update = gestures.shows(
            self._world,
            chat,
            sender,
            shown,
            now=self._now(),
            topic=topic,
            caption=words.get("caption", "").strip(),
        )
        return reply({"ok": True, "message_id": sent.message_id, "update_id": update})

    async def poll(self, request: web.Request) -> web.StreamResponse:
        """A person's poll: the bot sees it, and hears of no vote in it."""
        wish = msgspec.json.decode(await request.read(), type=NewPoll)
        chat, sender = self._place(wish.chat, wish.sender, writes=True)
        if not wish.question or not 0 < len(wish.options) <= _MOST_OPTIONS:
            raise MistakeError(f"a poll has a question and 1 to {_MOST_OPTIONS} options")
        terms = {
            "question": wish.question,
            "is_anonymous": wish.anonymous,
            "type": "quiz" if wish.right else "regular",
            "allows_multiple_answers": wish.multiple,
            "allows_revoting": not wish.right,
            "members_only": False,
            **({"correct_option_ids": wish.right} if wish.right else {}),
        }
        options = [{"text": one} for one in wish.options]
        shown = polls.create(self._world, terms, options, by_bot=False, now=self._now())
        sent, update = gestures.shows(
            self._world, chat, sender, {"poll": shown}, now=self._now(), topic=wish.topic
        )
        return reply({"ok": True, "message_id": sent.message_id, "update_id": update})

    async def edit(self, request: web.Request) -> web.StreamResponse:
        """A person corrects what they wrote."""
        wish, message = await self._gesture(request)
        text = wish.text.strip()
        if not text:
            raise MistakeError('say in "text" what it is to be; to take it away, use /sim/delete')
        update = gestures.edits(self._world, message, wish.sender, text, now=self._now())
        return reply({"ok": True, "message_id": message.message_id, "update_id": update})

    async def delete(self, request: web.Request) -> web.StreamResponse:
        """A person takes a message away for everybody."""
        wish, message = await self._gesture(request)
        gestures.deletes(self._world, message, wish.sender)
        return reply({"ok": True})

    async def forward(self, request: web.Request) -> web.StreamResponse:
        """A person carries a message from ``from_chat`` into ``chat``."""
        wish = msgspec.json.decode(await request.read(), type=Gesture)
        chat, sender = self._place(wish.chat, wish.sender, writes=True)
        source, _ = self._place(wish.chat if wish.from_chat is None else wish.from_chat, sender)
        message = gestures.seen(source, wish.message_id, sender)
        sent, update = gestures.forwards(self._world, message, chat, sender, now=self._now())
        return reply({"ok": True, "message_id": sent.message_id, "update_id": update})

    async def react(self, request: web.Request) -> web.StreamResponse:
        """A person puts one emoji under a message, or takes it away."""
        wish, message = await self._gesture(request)
        given = [{"type": "emoji", "emoji": wish.emoji}] if wish.emoji else []
        reactions.check(given)
        reactions.react(self._world, message, wish.sender, given, now=self._now())
        return reply({"ok": True, "reactions": reactions.counts(message)})

    async def vote(self, request: web.Request) -> web.StreamResponse:
        """A person chooses in a poll."""
        wish, message = await self._gesture(request)
        poll = gestures.poll_of(self._world, message)
        polls.vote(self._world, poll, wish.sender, wish.options, now=self._now())
        return reply({"ok": True, "total": len(poll.votes)})

    async def stop(self, request: web.Request) -> web.StreamResponse:
        """A person stops what the bot is writing."""
        wish = msgspec.json.decode(await request.read(), type=Stop)
        chat = chat_numbered(self._playground, wish.chat)
        return reply({"ok": True, "update_id": gestures.stops_draft(self._world, chat)})

    async def _gesture(self, request: web.Request) -> tuple[Gesture, Message]:
        wish = msgspec.json.decode(await request.read(), type=Gesture)
        chat, sender = self._place(wish.chat, wish.sender)
        return wish, gestures.seen(chat, wish.message_id, sender)

    def _place(self, chat_id: int, user_id: int, *, writes: bool = False) -> tuple[Chat, int]:
        """A chat, and a person who is in it; nobody writes to a bot they block."""
        chat = chat_numbered(self._playground, chat_id)
        must_be_in(chat, user_id)
        if writes and chat.blocked:
            raise MistakeError("the bot is blocked in this chat; unblock it first (/sim/block)")
        return chat, user_id

    def _now(self) -> float:
        return self._playground.clock.now()


def _number(words: dict[str, str], name: str, default: int | None = None) -> int:
    given = words.get(name) or ("" if default is None else str(default))
    if not given.removeprefix("-").isdecimal():
        raise MistakeError(f"{name}={given!r} is not a number")
    return int(given)
