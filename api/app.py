"""The API's composition root."""

import uvicorn
from fastapi import FastAPI

from api import problems
from api.routers import ROUTERS
from api.services import Services
from db.postgres import open_stores
from runtime.context import Context
from streams.valkey import open_streams
from usecases.stored_status import StoredStatus


def create_app(services: Services, *, version: str) -> FastAPI:
    """The application over its services; needs nothing else, so that tests can make one."""
    app = FastAPI(title="Whale Tracker", version=version, redoc_url=None)
    app.state.services = services
    problems.install(app)
    for router in ROUTERS:
        app.include_router(router)
    return app


async def serve(context: Context) -> None:
    """Answer requests until cancelled."""
    settings = context.settings
    async with (
        open_stores(settings.database_url, pool_size=settings.database.pool) as stores,
        open_streams(settings.redis_url) as streams,
    ):

        async def stream() -> str | None:
            health = await streams.health()
            return None if health.ok else health.detail

        context.health.watch("stream", stream)
        context.health.watch("database", stores.problem)
        services = Services(
            history=stores.history,
            clock=context.clock,
            status=StoredStatus(
                history=stores.history,
                standings=stores.standings,
                outbox=stores.outbox,
                clock=context.clock,
                symbols=settings.bybit.symbols,
                version=context.version,
            ),
            problems=context.health.problems,
            exposition=context.metrics.exposition,
        )
        app = create_app(services, version=context.version)
        config = uvicorn.Config(
            app,
            host=settings.api.host,
            port=settings.api.port,
            log_config=None,
            lifespan="off",
            access_log=False,
        )
        await _Server(config).serve()


class _Server(uvicorn.Server):
    """uvicorn without signal handlers of its own: the process has one place for signals."""

    def install_signal_handlers(self) -> None:
        return
