"""The role in a process: its adapters are named here and nowhere else in the bot."""

from bot.app.easel import easel
from bot.app.figures import Figures
from bot.app.role import open_role, run
from bot.app.webhook import Webhook
from core.errors import MisconfiguredError
from db.postgres import open_stores
from runtime.context import Context
from runtime.settings import BotSettings
from usecases.stored_status import StoredStatus


async def serve(context: Context) -> None:
    """Answer people and send what is owed, until cancelled."""
    settings = context.settings
    async with (
        open_stores(settings.database_url, pool_size=settings.database.pool) as stores,
        easel() as draw,
        open_role(
            token=settings.bot_token,
            api_base=settings.bot.api_base,
            symbols=settings.bybit.symbols,
            stores=stores,
            clock=context.clock,
            draw=draw,
            status=StoredStatus(
                history=stores.history,
                standings=stores.standings,
                outbox=stores.outbox,
                clock=context.clock,
                symbols=settings.bybit.symbols,
                version=context.version,
            ),
            owner=context.owner,
            webhook=_webhook(settings.bot),
            storage_url=settings.redis_url,
            least_eth={name: chain.min_eth for name, chain in settings.chains.items()},
            meter=Figures(context.metrics),
            mark=context.mark,
            quarantine_s=settings.bot.quarantine_s,
            lease_s=settings.bot.lease_s,
        ) as role,
    ):
        await run(role)


def _webhook(settings: BotSettings) -> Webhook | None:
    if settings.webhook_url is None:
        return None
    if settings.webhook_secret is None:
        raise MisconfiguredError("WHALE_BOT_WEBHOOK_URL needs WHALE_BOT_WEBHOOK_SECRET beside it")
    return Webhook(
        url=settings.webhook_url,
        secret=settings.webhook_secret.get_secret_value(),
        host=settings.webhook_host,
        port=settings.webhook_port,
    )
