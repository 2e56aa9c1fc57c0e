"""The control path for the market's ledger: what is true, for whoever checks a detector.

===========================  =====================================================================
``GET /control/ledger``      every record; ``?kind=``, ``?symbol=``, ``?since=`` (ms) and
                             ``?report=true`` narrow it down
``GET /control/scenarios``   every scenario with its story
===========================  =====================================================================
"""

from aiohttp import web

from standins.bybit.source import FrameSource
from standins.market.scenarios import SCENARIOS


def truth_routes(source: FrameSource) -> list[web.RouteDef]:
    """Routes for one source."""

    async def ledger(request: web.Request) -> web.Response:
        asked = request.query
        if not asked.get("since", "0").isdecimal():
            return web.json_response({"error": "since is a time in milliseconds"}, status=400)
        since, report = int(asked.get("since", "0")), asked.get("report") == "true"
        records = [
            record.as_json()
            for record in source.ledger()
            if asked.get("kind") in (None, record.kind)
            and asked.get("symbol") in (None, record.symbol)
            and record.known_ms >= since
            and record.report >= report
        ]
        return web.json_response({"records": records})

    async def scenarios(request: web.Request) -> web.Response:
        del request
        return web.json_response({name: each.story for name, each in SCENARIOS.items()})

    return [
        web.get("/control/ledger", ledger),
        web.get("/control/scenarios", scenarios),
    ]
