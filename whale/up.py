"""``whale up`` and ``whale migrate``: the product's own processes."""

import asyncio
from typing import Annotated

import typer

from db.migrate import migrate as apply_migrations
from runtime import logs
from runtime.settings import Settings, read_settings
from whale.process import run_roles, until_stopped, with_stores
from whale.roles import Role, roles_named


def up(
    *,
    roles: Annotated[str, typer.Option(help="Roles to run here, separated by commas.")] = "all",
    exit_with_parent: Annotated[
        bool, typer.Option(help="End when standard input is closed.")
    ] = False,
) -> None:
    """Run roles of the product until Ctrl-C: ingest, worker, bot, api, scheduler.

    Without WHALE_DATABASE_URL and WHALE_REDIS_URL it starts both servers itself. Migrations are
    applied first.
    """
    chosen = roles_named(roles)
    settings = read_settings()
    logs.configure(level=settings.log.level, form=settings.log.form)

    async def main() -> None:
        work = asyncio.get_running_loop().create_task(_up(chosen, settings))
        await until_stopped(work, exit_with_parent=exit_with_parent)

    asyncio.run(main())


def migrate() -> None:
    """Bring the database to the newest shape."""
    settings = read_settings()

    async def main() -> None:
        async with with_stores(settings) as ready:
            await apply_migrations(ready.database_url)

    asyncio.run(main())
    typer.echo("The database has the newest shape.")


async def _up(roles: dict[str, Role], settings: Settings) -> None:
    async with with_stores(settings) as ready:
        await apply_migrations(ready.database_url)
        await run_roles(roles, ready)
