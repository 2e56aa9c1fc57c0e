"""The control paths only this stand-in has: its faults and its truth.

==========================  ======================================================================
``GET /control/faults``     what is pending, and what can be ordered
``DELETE /control/faults``  take all back, or those of one kind: ``?fault=drop``
``GET /control/book``       the venue's own book behind ``?topic=``, whatever clients were told
==========================  ======================================================================
"""

from collections.abc import Callable
from inspect import getdoc
from typing import get_args

import msgspec
from aiohttp import web

from standins.bybit.faults import Fault
from standins.bybit.orders import spelled
from standins.bybit.venue import Venue

Order = Callable[[bytes], None]


def fault_routes(venue: Venue) -> tuple[Order, list[web.RouteDef]]:
    """How a fault is ordered, and the routes beside that."""
    decoder = msgspec.json.Decoder[Fault](Fault)

    async def look(request: web.Request) -> web.Response:
        del request
        pending = [spelled(fault) for fault in venue.orders.pending]
        return web.json_response({"pending": pending, "known": known()})

    async def take_back(request: web.Request) -> web.Response:
        name = request.query.get("fault")
        if name is not None and name not in known():
            text = f"no such fault: {name}. Known: {', '.join(known())}"
            return web.json_response({"ok": False, "error": text}, status=400)
        venue.take_back(name)
        return web.json_response({"ok": True})

    async def book(request: web.Request) -> web.Response:
        topic = request.query.get("topic", "")
        whole = venue.hub.whole_book(topic)
        if whole is None:
            return web.json_response({"error": f"no book behind {topic!r} yet"}, status=404)
        return web.Response(body=msgspec.json.encode(whole), content_type="application/json")

    return lambda body: venue.order(decoder.decode(body)), [
        web.get("/control/faults", look),
        web.delete("/control/faults", take_back),
        web.get("/control/book", book),
    ]


def known() -> dict[str, str]:
    """Every fault that can be ordered: its name, and the first line of its description."""
    return {
        str(kind.__struct_config__.tag): (getdoc(kind) or "").partition("\n")[0]
        for kind in get_args(Fault)
    }
