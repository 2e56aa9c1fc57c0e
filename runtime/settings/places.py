"""Where a process finds its servers, and where it listens."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field, SecretStr

from runtime.settings.frozen import FROZEN


class BotSettings(BaseModel):
    """The Telegram bot."""

    model_config = FROZEN

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

    model_config = FROZEN

    url: SecretStr | None = None
    """``postgresql://…``. Unset: a server of our own is started under ``data.dir``."""

    pool: int = Field(default=6, ge=2, le=100)
    """Connections a role may hold."""

    retention_days: int = Field(default=30, ge=1)
    """Days of book samples, heat and tape that are kept; and of what was found, unless somebody was
    told of it or it stands in a chart of an hour or longer."""


class RedisSettings(BaseModel):
    """The stream's server: Redis 7 or Valkey."""

    model_config = FROZEN

    url: SecretStr | None = None
    """``redis://…``. Unset: a Valkey of our own is started under ``data.dir``."""

    partitions: int = Field(default=4, ge=1, le=64)
    """Streams that facts are spread over. Changing it needs empty streams."""


class ApiSettings(BaseModel):
    """The HTTP API."""

    model_config = FROZEN

    host: str = "127.0.0.1"
    """Where it listens."""

    port: int = Field(default=8080, ge=0, le=65535)
    """Its port."""


class ProbeSettings(BaseModel):
    """Health and figures of a process that does not run the role ``api``."""

    model_config = FROZEN

    host: str = "127.0.0.1"
    """Where it listens."""

    port: int | None = Field(default=None, ge=1, le=65535)
    """Its port. Unset: no probe."""

    topics: int = Field(default=200, ge=0)
    """Topics of one feed that get figures of their own; with more, the figures are summed over
    each family (``orderbook.50``). A topic makes eleven series."""


class LogSettings(BaseModel):
    """Logs, on standard error."""

    model_config = FROZEN

    level: Literal["debug", "info", "warning", "error"] = "info"
    """The least important kind that is written."""

    form: Literal["text", "json"] = "json"
    """``json`` for machines, one object a line; ``text`` for people."""


class DataSettings(BaseModel):
    """Files of our own."""

    model_config = FROZEN

    dir: Path = Path(".whale")
    """Folder of the embedded servers and of everything else that is kept on disk."""

    recordings: Path | None = None
    """Folder in which everything is kept that the sources say, for audits (``whale replay``).
    Unset: nothing is recorded."""

    recordings_gb: float = Field(default=20.0, gt=0)
    """How large the recordings may grow; the oldest are deleted. BTC and ETH with all depths take
    about a gigabyte a day."""
