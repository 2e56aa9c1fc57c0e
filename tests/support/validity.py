"""Every request that a test makes to a stand-in for Telegram must be as the documents say.

The stand-in warns of each that is not, wherever in this process it runs; those in processes of
their own are asked when they are left (:func:`none_broke_a_rule`).
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from typing_extensions import override

from standins.telegram import calls

MARKER = "invalid_requests"
"""The mark of a test that breaks the rules on purpose."""


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def requests_that_broke_a_rule() -> Iterator[list[str]]:
    """Listen to every stand-in of this process for the length of a ``with`` block."""
    log, listener = logging.getLogger(calls.__name__), _Listener()
    log.addHandler(listener)
    try:
        yield listener.heard
    finally:
        log.removeHandler(listener)


def complaint_about(found: list[str], *, meant: bool) -> str | None:
    """What to tell a test about the rules its requests broke; None when all is well."""
    if not found or meant:
        return None
    rules = "\n  ".join(found)
    return f"not as the Bot API's documents say (mark it {MARKER} if that is meant):\n  {rules}"


async def none_broke_a_rule(http: aiohttp.ClientSession, page: str) -> None:
    """Ask a stand-in of another process, unless it has ended.

    Raises
    ------
    AssertionError
        Somebody made a request that departs from the documents.
    """
    try:
        async with http.get(f"{page.rstrip('/')}/sim/calls") as answer:
            told = await answer.json()
    except aiohttp.ClientConnectionError:
        return
    found = [one["violations"] for one in told["calls"] if one["violations"]]
    assert not told["violations"], f"not as the Bot API's documents say: {found}"
