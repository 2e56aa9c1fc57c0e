"""The server: Bot API, control, chat page, and what runs beside them."""

import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from aiohttp import web

from standins.telegram.control import routes as sim
from standins.telegram.gateway import transport
from standins.telegram.gateway.background import Background
from standins.telegram.gateway.webhook import WebhookDelivery
from standins.telegram.media.files import UPLOAD_LIMIT
from standins.telegram.messages import deadlines
from standins.telegram.playground import Playground

_PAGE = Path(__file__).with_name("page")
_FORM_OVERHEAD = 1024 * 1024

PLAYGROUND: web.AppKey[Playground] = web.AppKey("playground", Playground)
"""The parts of a running server, for tests that look inside."""


def create_app(
    *,
    token: str,
    bot_username: str = "whale_tracker_bot",
    bot_name: str = "Whale Tracker",
    data_dir: Path | None = None,
    strict: bool = True,
    clock: Callable[[], float] = time.time,  # noqa: TID251 - the outside world's own clock
) -> web.Application:
    """A stand-in for ``api.telegram.org`` that serves one bot.

    The chat page is at ``/``, the Bot API at ``/bot<token>/...``, the control at ``/sim/...``.

    Parameters
    ----------
    token
        The bot's token; the number before its colon becomes the bot's id.
    data_dir
        Keep chats and files here; None forgets everything at the end.
    strict
        Refuse whatever departs from the Bot API's documents, unknown parameters included.
    clock
        Unix seconds; ``/sim/clock`` can move away from it.
    """
    playground = Playground(
        token=token,
        bot_username=bot_username,
        bot_name=bot_name,
        data_dir=data_dir,
        strict=strict,
        clock=clock,
    )
    background = Background()
    delivery = WebhookDelivery(playground, background)
    app = web.Application(client_max_size=UPLOAD_LIMIT + _FORM_OVERHEAD)
    app[PLAYGROUND] = playground
    app.add_routes(transport.routes(playground))
    app.add_routes(sim.routes(playground))
    app.add_routes([web.get("/", _index), web.static("/page", _PAGE)])
    app.on_shutdown.append(_end_streams)

    async def beside(_app: web.Application) -> AsyncIterator[None]:
        playground.update_waiting.set()
        background.spawn(playground.store.run(playground.state))
        background.spawn(delivery.run())
        background.spawn(deadlines.watch(playground.world, playground.clock))
        yield
        await background.stop()
        playground.store.save(playground.state)

    app.cleanup_ctx.append(beside)
    return app


async def _index(_request: web.Request) -> web.StreamResponse:
    return web.FileResponse(_PAGE / "index.html", headers={"Cache-Control": "no-cache"})


async def _end_streams(app: web.Application) -> None:
    """Pollers and pages wait for something to happen; tell them that nothing will."""
    app[PLAYGROUND].polling.close()
    app[PLAYGROUND].hub.close()
