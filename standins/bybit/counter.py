"""The counter where REST is asked: envelope, bans, and what HTTP itself is refused for."""

from collections.abc import Awaitable, Callable

import msgspec
from aiohttp import web

from standins.bybit.door import TOO_OFTEN, Refusal
from standins.bybit.query import PARAMETER_ERROR, ParameterError, Query
from standins.bybit.rest import endpoints
from standins.bybit.venue import Venue

Answer = Callable[[Query], dict[str, object]]


def market_routes(venue: Venue) -> list[web.RouteDef]:
    """Routes of every endpoint, under every method: the venue answers the wrong one itself."""
    return [
        web.route("*", f"/v5/market/{name}", _endpoint(venue, name, answer))
        for name, answer in endpoints(venue.room).items()
    ]


def _endpoint(
    venue: Venue, name: str, answer: Answer
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def respond(request: web.Request) -> web.Response:
        if venue.door.banned(request.remote or ""):
            return web.Response(status=TOO_OFTEN, text="403, access too frequent")
        if request.method != "GET":
            return web.Response(status=400, text="bad method: market endpoints are read with GET")
        if request.can_read_body:
            return web.Response(status=403, text="a GET request carries no body")
        refusal = venue.door.instead(name)
        return _enveloped(venue, refusal or _looked_up(answer, request))

    return respond


def _looked_up(answer: Answer, request: web.Request) -> dict[str, object] | Refusal:
    try:
        return answer(Query(request.query))
    except ParameterError as error:
        return Refusal(200, PARAMETER_ERROR, str(error))


def _enveloped(venue: Venue, said: dict[str, object] | Refusal) -> web.Response:
    no = said if isinstance(said, Refusal) else Refusal(200, 0, "OK")
    body = {
        "retCode": no.code,
        "retMsg": no.text,
        "result": {} if isinstance(said, Refusal) else said,
        "retExtInfo": {},
        "time": venue.stage.now_ms(),
    }
    return web.Response(
        body=msgspec.json.encode(body),
        status=no.status,
        headers=no.headers,
        content_type="application/json",
    )
