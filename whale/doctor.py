"""``whale doctor``: is everything there that the product needs, and what to do if not."""

import asyncio
import shutil
import sys
import sysconfig
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import typer
from aiohttp import ClientError, ClientSession, ClientTimeout
from rich.console import Console
from rich.table import Table

from core.errors import WhaleError
from db.health import problem as database_problem
from runtime.logs import redacted
from runtime.settings import Settings, read_settings
from streams.valkey import open_streams
from whale.process import with_stores

_OLDEST_PYTHON = (3, 11)
_FREE_BYTES = 500 * 1024 * 1024
_PATIENCE = ClientTimeout(total=5)

Check = Callable[[Settings], Awaitable[str | None]]


async def _python(settings: Settings) -> str | None:
    del settings
    have = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < _OLDEST_PYTHON:
        return f"Python {have} is too old: install 3.11 or newer, then run make install again"
    return None


async def _dbmate(settings: Settings) -> str | None:
    del settings
    beside = shutil.which("dbmate", path=sysconfig.get_path("scripts"))
    return None if beside or shutil.which("dbmate") else "missing: run make install"


async def _disk(settings: Settings) -> str | None:
    folder = settings.data.dir.absolute()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < _FREE_BYTES:
        return f"only {free // 2**20} MiB free in {folder}: 500 MiB are needed"
    return None


async def _stores(settings: Settings) -> str | None:
    try:
        async with with_stores(settings) as ready:
            problem = await database_problem(ready.database_url)
            async with open_streams(ready.redis_url) as streams:
                health = await streams.health()
    except WhaleError as error:
        return str(error)
    return problem or (None if health.ok else health.detail)


async def _telegram(settings: Settings) -> str | None:
    if settings.bot.token is None:
        return "WHALE_BOT_TOKEN is not set: get one from @BotFather (make demo needs none)"
    status = await _get(f"{settings.bot.api_base}/bot{settings.bot_token}/getMe")
    if status in {401, 404}:
        return "Telegram does not know this token: compare it with what @BotFather says"
    return None if status == 200 else f"{settings.bot.api_base}: {status}"  # noqa: PLR2004


async def _bybit(settings: Settings) -> str | None:
    status = await _get(f"{settings.bybit.rest}/v5/market/time")
    if status == 403:  # noqa: PLR2004
        return "Bybit refuses this address (403): a limit was passed, or the country is not served"
    return None if status == 200 else f"{settings.bybit.rest}: {status}"  # noqa: PLR2004


async def _ethereum(settings: Settings) -> str | None:
    if not settings.ethereum.nodes:
        return "WHALE_ETHEREUM_WS is not set: no whale transfers without a node"
    host = urlsplit(settings.ethereum.nodes[0])
    try:
        port = host.port or (443 if host.scheme in {"wss", "https"} else 80)
        _, writer = await asyncio.wait_for(asyncio.open_connection(host.hostname, port), 5)
        writer.close()
    except (OSError, TimeoutError) as error:
        return f"{host.hostname}: {str(error) or 'no answer in 5 s'}"
    return None


CHECKS: dict[str, Check] = {
    "Python": _python,
    "dbmate": _dbmate,
    "disk space": _disk,
    "Postgres and streams": _stores,
    "Telegram": _telegram,
    "Bybit": _bybit,
    "Ethereum node": _ethereum,
}


def doctor() -> None:
    """Check everything the product needs and say what is wrong."""
    settings = read_settings()
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    healthy = True

    async def main() -> None:
        nonlocal healthy
        for name, check in CHECKS.items():
            problem = await check(settings)
            healthy = healthy and problem is None
            mark = "[green]✓[/]" if problem is None else "[red]✗[/]"
            table.add_row(mark, name, redacted(problem) if problem else "well")

    asyncio.run(main())
    Console().print(table)
    if not healthy:
        raise typer.Exit(1)


async def _get(url: str) -> int | str:
    try:
        async with ClientSession(timeout=_PATIENCE) as session, session.get(url) as answer:
            return answer.status
    except (ClientError, OSError, TimeoutError) as error:
        return f"no answer ({type(error).__name__}): is there a way to it from this machine?"
