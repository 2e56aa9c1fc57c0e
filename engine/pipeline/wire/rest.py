"""The REST questions of a feed: a few at a time."""

import asyncio

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout

from core.conversation import Fetch, Reply

log = structlog.get_logger()

_AT_ONCE = 8
_PATIENCE = ClientTimeout(total=10)


class Rest:
    """GETs below one address, eight at once at most.

    Whether and when to ask again is the feed's to decide: it gets every status as it is.

    Parameters
    ----------
    base
        The address before every path; None for a source without one.
    session
        Over what.
    """

    def __init__(self, base: str | None, session: ClientSession) -> None:
        self._base = base
        self._session = session
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def reply(self, fetch: Fetch) -> Reply | None:
        """What came back; None where nothing did."""
        if self._base is None:
            return None
        async with self._turns:
            return await self._get(f"{self._base}{fetch.path}", fetch.path)

    async def _get(self, url: str, path: str) -> Reply | None:
        try:
            async with self._session.get(url, timeout=_PATIENCE) as answer:
                body = await answer.read()
        except (ClientError, OSError, TimeoutError) as error:
            log.warning("feed.fetch_failed", path=path, error=type(error).__name__)
            return None
        if not answer.ok:
            log.warning("feed.fetch_refused", path=path, status=answer.status)
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Reply(status=answer.status, body=body, headers=headers)
