"""The standings of all feeds: looked at together, and put where other processes see them."""

from collections.abc import Mapping, Sequence

import structlog

from core.conversation import Feed, Standing
from core.errors import UnavailableError
from core.ports import Clock, Standings
from engine.pipeline.topics import TopicFigures, figures_of

log = structlog.get_logger()

_SAVE_EVERY_S = 5.0
# One look serves all figures of one scrape.
_FRESH_NS = 1_000_000_000


class Board:
    """What every feed says of its topics.

    Parameters
    ----------
    feeds
        Whose standings are shown.
    clock
        Time.
    most
        Topics of a feed that are shown one by one; with more, families are.
    """

    def __init__(self, feeds: Sequence[Feed], *, clock: Clock, most: int) -> None:
        self._feeds = tuple(feeds)
        self._clock = clock
        self._most = most
        self._looked_ns = -_FRESH_NS
        self._seen: dict[str, Mapping[str, Standing]] = {}

    @property
    def names(self) -> list[str]:
        """The feeds' names."""
        return [feed.name for feed in self._feeds]

    def standings(self) -> Mapping[str, Mapping[str, Standing]]:
        """Every feed's, a second old at most."""
        now_ns = self._clock.now_ns()
        if not 0 <= now_ns - self._looked_ns < _FRESH_NS:
            self._seen = {feed.name: dict(feed.standings(now_ns)) for feed in self._feeds}
            self._looked_ns = now_ns
        return self._seen

    def figures(self) -> dict[tuple[str, str], TopicFigures]:
        """By feed, and topic or family."""
        now_ns = self._clock.now_ns()
        return {
            (feed, name): figures
            for feed, standings in self.standings().items()
            for name, figures in figures_of(standings, now_ns=now_ns, most=self._most).items()
        }

    async def keep_saving(self, store: Standings) -> None:
        """Save every feed's standings every five seconds, until cancelled.

        What feeds of former runs said is forgotten at the first time. A store that is away is
        passed over: what it missed is old in five seconds.
        """
        tidied = False
        while True:
            try:
                if not tidied:
                    await store.keep_only(self.names)
                    tidied = True
                for feed, standings in self.standings().items():
                    await store.save(feed, standings)
            except UnavailableError as error:
                log.warning("standings.away", error=str(error))
            await self._clock.sleep(_SAVE_EVERY_S)
