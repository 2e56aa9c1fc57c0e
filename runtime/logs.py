"""Structured logs in which no secret ever appears."""

import logging
import re
import sys
from typing import Literal

import structlog
from typing_extensions import override

# What a secret looks like wherever it stands: a bot token (it is part of every Bot API address),
# the key at the end of a node provider's address, the password in a database's address.
_SECRETS = (
    (re.compile(r"(?<!\d)(\d{5,12}):[A-Za-z0-9_-]{30,}"), r"\1:…"),
    (re.compile(r"(/v[23]/)[A-Za-z0-9_-]{16,}"), r"\1…"),
    (re.compile(r"(\w+://[^:/@\s]*):[^@/\s]+@"), r"\1:…@"),
)

_QUIET = {"aiogram.event": logging.WARNING, "websockets": logging.WARNING, "uvicorn": 30}


def redacted(text: str) -> str:
    """The text without what looks like a secret.

    >>> redacted("GET https://api/bot123456789:AAabcdefghijklmnopqrstuvwxyz012345/getMe")
    'GET https://api/bot123456789:…/getMe'
    >>> redacted("postgresql://whale:hunter2@db/whale")
    'postgresql://whale:…@db/whale'
    """
    for pattern, put in _SECRETS:
        text = pattern.sub(put, text)
    return text


class _Redacting(logging.Formatter):
    """The last station before the stream: whatever was formatted before it, is cleaned here."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    @override
    def format(self, record: logging.LogRecord) -> str:
        return redacted(self._inner.format(record))


def configure(*, level: str, form: Literal["text", "json"]) -> None:
    """Send everything, of ours and of libraries, to standard error in one form."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    inner = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Redacting(inner))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name, quiet in _QUIET.items():
        logging.getLogger(name).setLevel(quiet)
