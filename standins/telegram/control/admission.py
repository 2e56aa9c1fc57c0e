"""The control of requests to join: ``/sim/admit`` lets in who asked, or turns them away."""

import msgspec
from aiohttp import web

from standins.telegram.chats import invitations
from standins.telegram.control.requests import (
    MistakeError,
    chat_numbered,
    guarded,
    must_be_in,
    reply,
)
from standins.telegram.playground import Playground


class Verdict(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What becomes of one request to join.

    Attributes
    ----------
    user
        Who asked.
    by
        Who decides: an administrator that may add people.
    """

    chat: int
    user: int
    by: int = 1001
    approved: bool = True


def routes(playground: Playground) -> list[web.AbstractRouteDef]:
    """The address of verdicts."""

    async def admit(request: web.Request) -> web.StreamResponse:
        wish = msgspec.json.decode(await request.read(), type=Verdict)
        _decide(playground, wish)
        return reply({"ok": True})

    return [web.post("/sim/admit", guarded(admit))]


def _decide(playground: Playground, wish: Verdict) -> None:
    chat = chat_numbered(playground, wish.chat)
    must_be_in(chat, wish.by)
    if not chat.member(wish.by).may("can_invite_users"):
        raise MistakeError(f"user {wish.by} may not let people into chat {chat.id}")
    if wish.approved:
        now = playground.clock.now()
        invitations.approve(playground.world, chat, wish.user, now=now, by=wish.by)
    else:
        invitations.decline(playground.world, chat, wish.user)
