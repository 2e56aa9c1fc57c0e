"""The control paths that every fed stand-in has, on the same port as the venue it plays.

=======================  ===================================================================
``GET /control/state``   source, held, done, and how many pieces have been published
``POST /control/play``   open the curtain; recordings that were held begin
``GET /control/stats``   connections, subscriptions, deliveries
``POST /control/faults`` order a fault: a JSON object with ``fault`` and its fields
=======================  ===================================================================
"""

from collections.abc import Callable

import msgspec
from aiohttp import web

from standins.stage import Stage


def control_routes(
    stage: Stage, order: Callable[[bytes], object], stats: Callable[[], dict[str, object]]
) -> list[web.RouteDef]:
    """Routes for one stand-in.

    Parameters
    ----------
    stage
        What plays.
    order
        Lets a fault happen, given the request's body; what it returns is shown as ``done``.
    stats
        What has been counted.
    """

    async def state(request: web.Request) -> web.Response:
        del request
        return web.json_response(stage.state())

    async def play(request: web.Request) -> web.Response:
        del request
        stage.curtain.play()
        return web.json_response(stage.state())

    async def count(request: web.Request) -> web.Response:
        del request
        return web.json_response(stats())

    async def fault(request: web.Request) -> web.Response:
        try:
            done = order(await request.read())
        except (msgspec.DecodeError, ValueError) as error:
            return web.json_response({"ok": False, "error": str(error)}, status=400)
        return web.json_response({"ok": True, "done": done})

    return [
        web.get("/control/state", state),
        web.post("/control/play", play),
        web.get("/control/stats", count),
        web.post("/control/faults", fault),
    ]
