"""A small HTTP answer for processes that have no other: alive, ready, figures."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from runtime.health import Health
from runtime.metrics import Metrics


@asynccontextmanager
async def probe(*, host: str, port: int, health: Health, metrics: Metrics) -> AsyncIterator[None]:
    """Answer ``/live``, ``/ready`` and ``/metrics`` while the context lasts."""

    async def live(request: web.Request) -> web.Response:
        del request
        return web.json_response({"status": "live"})

    async def ready(request: web.Request) -> web.Response:
        del request
        problems = await health.problems()
        status = {
            "status": "not ready" if problems else "ready",
            "problems": problems,
            "remarks": await health.remarks(),
        }
        return web.json_response(status, status=503 if problems else 200)

    async def figures(request: web.Request) -> web.Response:
        del request
        headers = {"Content-Type": CONTENT_TYPE_LATEST}
        return web.Response(body=metrics.exposition(), headers=headers)

    app = web.Application()
    app.add_routes([web.get("/live", live), web.get("/ready", ready), web.get("/metrics", figures)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()
