"""The tree of all settings, and how it is read."""

from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.errors import MisconfiguredError
from runtime.settings.places import (
    ApiSettings,
    BotSettings,
    DatabaseSettings,
    DataSettings,
    LogSettings,
    ProbeSettings,
    RedisSettings,
)
from runtime.settings.sources import BybitSettings, ChainSettings

CHAINS = ("ethereum", "base", "arbitrum", "optimism", "polygon")
"""The chains that can be followed; each is a group of settings with this name."""


class Settings(BaseSettings):
    """The tree."""

    model_config = SettingsConfigDict(
        env_prefix="WHALE_",
        env_nested_delimiter="_",
        env_nested_max_split=1,
        env_file=".env",
        extra="ignore",
        frozen=True,
    )

    bot: BotSettings = BotSettings()
    database: DatabaseSettings = DatabaseSettings()
    redis: RedisSettings = RedisSettings()
    ethereum: ChainSettings = ChainSettings()
    base: ChainSettings = ChainSettings()
    arbitrum: ChainSettings = ChainSettings()
    optimism: ChainSettings = ChainSettings()
    polygon: ChainSettings = ChainSettings()
    bybit: BybitSettings = BybitSettings()
    api: ApiSettings = ApiSettings()
    probe: ProbeSettings = ProbeSettings()
    log: LogSettings = LogSettings()
    data: DataSettings = DataSettings()

    @property
    def chains(self) -> dict[str, ChainSettings]:
        """The chains that have a node, by name."""
        every: dict[str, ChainSettings] = {name: getattr(self, name) for name in CHAINS}
        return {name: chain for name, chain in every.items() if chain.nodes}

    @property
    def database_url(self) -> str:
        """Postgres' address.

        Raises
        ------
        MisconfiguredError
            If there is none; a process without one starts a server of its own before it asks.
        """
        return _needed(self.database.url, "WHALE_DATABASE_URL")

    @property
    def redis_url(self) -> str:
        """The stream server's address; raises like ``database_url``."""
        return _needed(self.redis.url, "WHALE_REDIS_URL")

    @property
    def bot_token(self) -> str:
        """The bot's token; raises like ``database_url``."""
        return _needed(self.bot.token, "WHALE_BOT_TOKEN")


def _needed(secret: SecretStr | None, variable: str) -> str:
    if secret is None:
        raise MisconfiguredError(f"{variable} is not set; see .env.example")
    return secret.get_secret_value()


def read_settings() -> Settings:
    """The settings of this process.

    Raises
    ------
    MisconfiguredError
        If a value cannot be used; the message names the variable, never the value.
    """
    try:
        return Settings()
    except ValidationError as error:
        lines = [
            f"WHALE_{'_'.join(str(part).upper() for part in fault['loc'])}: {fault['msg']}"
            for fault in error.errors(include_input=False, include_url=False)
        ]
        raise MisconfiguredError("\n".join(lines)) from None
