"""A receiver may answer an update with a method call: read it from the body, in any form.

Telegram reads JSON, a form or multipart there, as it reads a request; only methods that change or
tell nothing of the webhook itself are played (``WebhookActor::handle``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

import aiohttp
import msgspec

from standins.telegram.methods import Upload
from standins.telegram.wire import JsonObject

_NOT_PLAYED = frozenset({"setwebhook", "deletewebhook", "close", "logout"})


@dataclass(frozen=True, slots=True)
class Reply:
    """The call in an answer."""

    method: str
    arguments: JsonObject
    uploads: Mapping[str, Upload]


async def read_reply(answer: aiohttp.ClientResponse) -> Reply | None:
    """The method call in a webhook's answer; None when there is none that may be played."""
    arguments, uploads = await _body(answer)
    method = str(arguments.pop("method", ""))
    name = method.lower()
    if not name or name in _NOT_PLAYED or name.startswith("get"):
        return None
    return Reply(method, arguments, uploads)


async def _body(answer: aiohttp.ClientResponse) -> tuple[JsonObject, dict[str, Upload]]:
    match answer.content_type:
        case "application/json":
            return _json(await answer.read()), {}
        case "application/x-www-form-urlencoded":
            return dict(parse_qsl(await answer.text())), {}
        case "multipart/form-data":
            return await _parts(answer)
        case _:
            return {}, {}


def _json(body: bytes) -> JsonObject:
    """The update was taken whatever the body says, so one that can't be read is no call."""
    try:
        parsed: object = msgspec.json.decode(body)
    except msgspec.DecodeError:
        return {}
    return dict(parsed) if isinstance(parsed, dict) else {}


async def _parts(answer: aiohttp.ClientResponse) -> tuple[JsonObject, dict[str, Upload]]:
    arguments: JsonObject = {}
    uploads: dict[str, Upload] = {}
    async for part in aiohttp.MultipartReader.from_response(answer):
        if not isinstance(part, aiohttp.BodyPartReader) or part.name is None:
            continue
        if part.filename is None:
            arguments[part.name] = await part.text()
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            uploads[part.name] = Upload(bytes(await part.read()), part.filename, mime)
    return arguments, uploads
