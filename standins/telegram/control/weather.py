"""The weather of the small world: what goes wrong, how much is let through, what time it is.

Under ``/sim/`` like the rest of the control. Looking is GET, changing is POST with JSON:

``faults``
    Replace the faults: a list of :class:`~standins.telegram.faults.Fault`, or one; an empty list
    ends them all.
``refusals``
    To look at: the names a fault's ``error`` may have, each with its code and sentence.
``limits``
    Switch :class:`~standins.telegram.limits.Limits` on or off, or change their figures.
``updates``
    :class:`Mischief` with the updates to come: twice, or with a gap in their numbers.
``webhook``
    Change the :class:`~standins.telegram.road.Road`: where and how soon a webhook is called.
``clock``
    Move time, or let it stand still: :class:`Time`.
"""

import msgspec
from aiohttp import web

from standins.telegram.backlog import pending
from standins.telegram.control.requests import Work, guarded, reply
from standins.telegram.playground import Playground
from standins.telegram.records.road import Road
from standins.telegram.trouble.faults import Fault
from standins.telegram.trouble.limits import Limits
from standins.telegram.trouble.refusals import REFUSALS
from standins.telegram.wire import JsonObject


class Time(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """How time is moved: ``set`` first, then ``advance``; ``freeze`` stops or starts it."""

    advance: float = 0.0
    set: float | None = None
    freeze: bool | None = None


class Mischief(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What is done to the updates to come.

    Attributes
    ----------
    twice
        So many of them come a second time after they were taken, as after a lost answer.
    skip
        So many numbers are left out before the next one.
    """

    twice: int = 0
    skip: int = 0


def routes(playground: Playground) -> list[web.AbstractRouteDef]:
    """The addresses of the weather."""
    weather = _Weather(playground)
    posts: dict[str, Work] = {
        "faults": weather.set_faults,
        "limits": weather.set_limits,
        "updates": weather.meddle,
        "webhook": weather.set_road,
        "clock": weather.set_clock,
    }
    gets: dict[str, Work] = {
        "faults": weather.faults,
        "refusals": weather.refusals,
        "limits": weather.limits,
        "updates": weather.updates,
        "webhook": weather.road,
        "clock": weather.clock,
    }
    return [
        *(web.post(f"/sim/{name}", guarded(work)) for name, work in posts.items()),
        *(web.get(f"/sim/{name}", guarded(work)) for name, work in gets.items()),
    ]


class _Weather:
    def __init__(self, playground: Playground) -> None:
        self._playground = playground

    async def faults(self, _request: web.Request) -> web.StreamResponse:
        """The faults that are switched on, with what is left of their counts."""
        return reply({"faults": msgspec.to_builtins(self._playground.faults.active)})

    async def set_faults(self, request: web.Request) -> web.StreamResponse:
        """Replace the faults."""
        parsed: object = msgspec.json.decode(await request.read())
        listed = parsed if isinstance(parsed, list) else [parsed]
        self._playground.faults.replace(msgspec.convert(listed, list[Fault]))
        return await self.faults(request)

    async def refusals(self, _request: web.Request) -> web.StreamResponse:
        """What Telegram can say no with."""
        return reply(
            {name: {"code": one.code, "words": one.words} for name, one in REFUSALS.items()}
        )

    async def limits(self, _request: web.Request) -> web.StreamResponse:
        """The sending limits."""
        return reply(msgspec.to_builtins(self._playground.limits.limits))

    async def set_limits(self, request: web.Request) -> web.StreamResponse:
        """Change what is named of the limits; the rest stays as it is."""
        given = msgspec.json.decode(await request.read(), type=dict[str, object])
        current: JsonObject = msgspec.to_builtins(self._playground.limits.limits)
        self._playground.limits.limits = msgspec.convert({**current, **given}, Limits)
        return await self.limits(request)

    async def updates(self, _request: web.Request) -> web.StreamResponse:
        """How many updates wait, the next number, and how many come twice."""
        queue = self._playground.queue
        return reply(
            {
                "waiting": pending(self._playground.state, self._playground.clock.now()),
                "next": self._playground.state.next_update_id,
                "twice": queue.twice,
            }
        )

    async def meddle(self, request: web.Request) -> web.StreamResponse:
        """Let updates come twice, or leave numbers out."""
        wish = msgspec.json.decode(await request.read(), type=Mischief)
        self._playground.queue.twice += wish.twice
        self._playground.state.next_update_id += max(wish.skip, 0)
        return await self.updates(request)

    async def road(self, _request: web.Request) -> web.StreamResponse:
        """Where and how soon a webhook is called."""
        return reply(msgspec.to_builtins(self._playground.state.road))

    async def set_road(self, request: web.Request) -> web.StreamResponse:
        """Change what is named of the road; the rest stays as it is."""
        given = msgspec.json.decode(await request.read(), type=dict[str, object])
        current: JsonObject = msgspec.to_builtins(self._playground.state.road)
        self._playground.state.road = msgspec.convert({**current, **given}, Road)
        return await self.road(request)

    async def clock(self, _request: web.Request) -> web.StreamResponse:
        """The present moment, and whether it stands still."""
        clock = self._playground.clock
        offset = self._playground.state.clock_offset
        return reply({"now": clock.now(), "offset": offset, "frozen": clock.is_frozen})

    async def set_clock(self, request: web.Request) -> web.StreamResponse:
        """Move time, stop it, or let it go on."""
        wish = msgspec.json.decode(await request.read(), type=Time)
        clock = self._playground.clock
        if wish.freeze is not None:
            clock.freeze(still=wish.freeze)
        if wish.set is not None:
            clock.set(wish.set)
        if wish.advance:
            clock.advance(wish.advance)
        return await self.clock(request)
