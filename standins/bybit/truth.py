"""The control path for the market's ledger: what is true, for whoever checks a detector.

===========================  =====================================================================
``GET /control/ledger``      every record; ``?kind=``, ``?symbol=``, ``?since=`` (ms) and
                             ``?report=true`` narrow it down
``GET /control/scenarios``   every scenario with its story
===========================  =====================================================================
"""

from aiohttp import web

from standins.bybit.source import FrameSource
from standins.market.exchange.truth import selected
from standins.market.scenarios import SCENARIOS


def truth_routes(source: FrameSource) -> list[web.RouteDef]:
    """Routes for one source."""

    async def ledger(request: web.Request) -> web.Response:
        asked = request.query
        if not asked.get("since", "0").isdecimal():
            return web.json_response({"error": "since is a time in milliseconds"}, status=400)
        found = selected(
            source.ledger(),
            kind=asked.get("kind"),
            symbol=asked.get("symbol"),
            since_ms=int(asked.get("since", "0")),
            report=asked.get("report") == "true",
        )
        return web.json_response({"records": [record.as_json() for record in found]})

    async def scenarios(request: web.Request) -> web.Response:
        del request
        return web.json_response({name: each.story for name, each in SCENARIOS.items()})

    return [
        web.get("/control/ledger", ledger),
        web.get("/control/scenarios", scenarios),
    ]
