"""The Bot API over HTTP: ``/bot<token>/<method>`` in every form Telegram takes, and downloads."""

from collections.abc import Mapping

import msgspec
from aiohttp import web

from standins.telegram.errors import RefusalError
from standins.telegram.gateway.broken import harmed
from standins.telegram.gateway.form import boundary_of, parts
from standins.telegram.methods import Upload
from standins.telegram.playground import Answer, Playground
from standins.telegram.wire import JsonObject


def routes(playground: Playground) -> list[web.AbstractRouteDef]:
    """The Bot API's own addresses."""
    api = _Transport(playground)
    return [
        web.get("/bot{token:[^/]+}/{method}", api.method),
        web.post("/bot{token:[^/]+}/{method}", api.method),
        web.get("/file/bot{token:[^/]+}/{path:.+}", api.download),
    ]


class _Transport:
    def __init__(self, playground: Playground) -> None:
        self._playground = playground

    async def method(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self._playground.token:
            return _reply(Answer(401, RefusalError("Unauthorized", 401).body()))
        try:
            parameters, uploads = await _read(request)
        except RefusalError as refusal:
            return _reply(Answer(refusal.code, refusal.body()))
        answer = await self._playground.call(request.match_info["method"], parameters, uploads)
        if answer.harm is None:
            return _reply(answer)
        return await harmed(request, answer.harm, answer.status, msgspec.json.encode(answer.body))

    async def download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self._playground.token:
            return _reply(Answer(401, RefusalError("Unauthorized", 401).body()))
        files = self._playground.world.files
        stored = files.by_path(request.match_info["path"])
        content = None if stored is None else files.read(stored)
        if content is None:
            return _reply(Answer(404, RefusalError("Not Found", 404).body()))
        return web.Response(body=content, content_type="application/octet-stream")


async def _read(request: web.Request) -> tuple[JsonObject, Mapping[str, Upload]]:
    """Parameters from the query and the body, and uploaded parts."""
    parameters: JsonObject = dict(request.query)
    uploads: dict[str, Upload] = {}
    try:
        told = request.headers.get("Content-Type", "")
        kind = told.partition(";")[0].strip().lower()
        if kind == "application/json":
            parameters |= _json(await request.read())
        elif kind == "multipart/form-data":
            for part in parts(await request.read(), boundary_of(told)):
                if part.filename is None:
                    parameters[part.name] = part.content.decode(errors="replace")
                else:
                    uploads[part.name] = Upload(part.content, part.filename, part.mime)
        elif request.body_exists:
            parameters.update(await request.post())
    except web.HTTPRequestEntityTooLarge as error:
        raise RefusalError("Request Entity Too Large", 413) from error
    return parameters, uploads


def _json(body: bytes) -> JsonObject:
    try:
        parsed: object = msgspec.json.decode(body) if body else {}
    except msgspec.DecodeError as error:
        raise RefusalError("can't parse JSON object") from error
    if not isinstance(parsed, dict):
        raise RefusalError("object expected as JSON body")
    return parsed


def _reply(answer: Answer) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(answer.body),
        status=answer.status,
        content_type="application/json",
    )
