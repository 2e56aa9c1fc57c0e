"""All settings of a process: one frozen tree, read once at the root.

Every field is set by an environment variable: ``WHALE_`` and the path to the field, so
``bot.token`` is ``WHALE_BOT_TOKEN``. A file ``.env`` in the working folder is read too; the
environment wins.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from core.errors import MisconfiguredError
from core.market import Timeframe

_DEPTHS = (1, 50, 200, 500, 1000)

_FROZEN = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class BotSettings(BaseModel):
    """The Telegram bot."""

    model_config = _FROZEN

    token: SecretStr | None = None
    """The bot's token, from @BotFather. Needed by the role ``bot``."""

    api_base: str = "https://api.telegram.org"
    """Address of the Bot API server. Change it for a server of your own or a stand-in."""

    webhook_url: str | None = None
    """Public https address that Telegram calls. Unset: long polling, which needs no address."""

    webhook_secret: SecretStr | None = None
    """Sent by Telegram with each call, 1-256 of A-Z a-z 0-9 _ -. Needed with ``webhook_url``."""

    webhook_host: str = "127.0.0.1"
    """Where the webhook listens; a TLS proxy stands before it."""

    webhook_port: int = Field(default=8443, ge=0, le=65535)
    """Port of the webhook."""

    quarantine_s: float = Field(default=30.0, gt=0)
    """Seconds to wait before a message whose fate is unknown is sent again."""

    lease_s: float = Field(default=60.0, ge=1)
    """Seconds after which an alert in the hands of a dead process is taken up by another. Longer
    than a slow upload."""


class DatabaseSettings(BaseModel):
    """Postgres."""

    model_config = _FROZEN

    url: SecretStr | None = None
    """``postgresql://…``. Unset: a server of our own is started under ``data.dir``."""

    pool: int = Field(default=6, ge=2, le=100)
    """Connections a role may hold."""

    retention_days: int = Field(default=30, ge=1)
    """Days of book samples and tape that are kept."""


class RedisSettings(BaseModel):
    """The stream's server: Redis 7 or Valkey."""

    model_config = _FROZEN

    url: SecretStr | None = None
    """``redis://…``. Unset: a Valkey of our own is started under ``data.dir``."""

    partitions: int = Field(default=4, ge=1, le=64)
    """Streams that facts are spread over. Changing it needs empty streams."""


class EthereumSettings(BaseModel):
    """The Ethereum feed."""

    model_config = _FROZEN

    ws: SecretStr | None = None
    """WebSocket address of any node (``wss://eth-mainnet.g.alchemy.com/v2/…``). Unset: no chain."""

    min_eth: float = Field(default=10.0, ge=0)
    """Smaller transfers are not read. Rules cannot ask for less."""

    max_backfill: int | None = Field(default=None, ge=0)
    """Blocks to fetch at most after a pause. Unset: all that are missing."""


class BybitSettings(BaseModel):
    """The Bybit feed. Public data, no key."""

    model_config = _FROZEN

    ws: str = "wss://stream.bybit.com/v5/public/linear"
    """WebSocket address of one market (spot, linear, inverse)."""

    rest: str = "https://api.bybit.com"
    """Base of the REST address, for candles of the past."""

    symbols: Annotated[tuple[str, ...], NoDecode] = ("ETHUSDT", "BTCUSDT")
    """Instruments to follow, separated by commas. Empty: no venue."""

    depth: int = 50
    """Levels a side of the order book: 1, 50, 200 or 1000 (recordings of before September 2025 also
    have 500). 1000 shows the widest heatmap and costs the most."""

    timeframes: Annotated[tuple[Timeframe, ...], NoDecode] = (
        "1m",
        "5m",
        "15m",
        "1h",
        "4h",
        "1d",
    )
    """Candles to follow, separated by commas."""

    @field_validator("depth")
    @classmethod
    def _known(cls, value: int) -> int:
        if value not in _DEPTHS:
            raise ValueError(f"there are order books of {', '.join(map(str, _DEPTHS))} levels")
        return value

    @field_validator("symbols", "timeframes", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value


class ApiSettings(BaseModel):
    """The HTTP API."""

    model_config = _FROZEN

    host: str = "127.0.0.1"
    """Where it listens."""

    port: int = Field(default=8080, ge=0, le=65535)
    """Its port."""


class ProbeSettings(BaseModel):
    """Health and figures of a process that does not run the role ``api``."""

    model_config = _FROZEN

    host: str = "127.0.0.1"
    """Where it listens."""

    port: int | None = Field(default=None, ge=1, le=65535)
    """Its port. Unset: no probe."""


class LogSettings(BaseModel):
    """Logs, on standard error."""

    model_config = _FROZEN

    level: Literal["debug", "info", "warning", "error"] = "info"
    """The least important kind that is written."""

    form: Literal["text", "json"] = "json"
    """``json`` for machines, one object a line; ``text`` for people."""


class DataSettings(BaseModel):
    """Files of our own."""

    model_config = _FROZEN

    dir: Path = Path(".whale")
    """Folder of the embedded servers and of everything else that is kept on disk."""


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
    ethereum: EthereumSettings = EthereumSettings()
    bybit: BybitSettings = BybitSettings()
    api: ApiSettings = ApiSettings()
    probe: ProbeSettings = ProbeSettings()
    log: LogSettings = LogSettings()
    data: DataSettings = DataSettings()

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
