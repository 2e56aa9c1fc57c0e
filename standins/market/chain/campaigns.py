"""Where all planted stories are found: by block number, in constant time, with nothing remembered.

Each pattern cuts the chain into eras. Which stories touch a block follows from its number; each is
written anew when it is asked for, unless it was asked for lately.
"""

from collections.abc import Sequence
from functools import lru_cache

from standins.market.chain.campaign import Campaign
from standins.market.chain.plans import PATTERNS
from standins.market.chain.records import Tx
from standins.market.chain.scene import ERAS_APART, Cast, Scene, Setting
from standins.market.chain.scheduled import REACH, Scheduled
from standins.market.chance import chance

KEPT_STORIES = 2_048
"""Stories kept at hand."""

SCHEDULED = 200
"""Place of a scenario's moves in the list of patterns: far behind the last."""


class Campaigns:
    """The planted stories of one chain.

    Parameters
    ----------
    seed
        Which chain.
    cast
        What its stories share.
    opening
        Number of the block from which scheduled moves are counted.
    scheduled
        What a scenario wants.
    """

    def __init__(
        self, seed: int, cast: Cast, *, opening: int = 0, scheduled: Sequence[Scheduled] = ()
    ) -> None:
        self._seed, self._cast, self._opening = seed, cast, opening
        self._scheduled = tuple(scheduled)
        self._kinds = {pattern.kind: index for index, pattern in enumerate(PATTERNS)}
        self._story = lru_cache(KEPT_STORIES)(self._write)

    def transactions(self, number: int) -> list[Tx]:
        """What the stories put into a block."""
        return [
            tx for one in self.touching(number, number) for tx in one.transactions.get(number, ())
        ]

    def payouts(self, number: int) -> list[tuple[str, int]]:
        """Withdrawals that the stories want in a block: address and gwei."""
        return [
            paid for one in self.touching(number, number) for paid in one.payouts.get(number, ())
        ]

    def touching(self, first: int, last: int, kind: str | None = None) -> list[Campaign]:
        """Stories that act in the blocks first to last, both included; of one kind, or of all."""
        places = [
            (index, era)
            for index, pattern in enumerate(PATTERNS)
            if kind in {None, pattern.kind}
            for era in dict.fromkeys(pattern.eras(first, last))
        ]
        places += [
            (SCHEDULED, era)
            for era, event in enumerate(self._scheduled)
            if kind in {None, event.kind} and first <= self._opening + event.after <= last
        ]
        stories = (self._story(*place) for place in places)
        return [one for one in stories if one and one.acts(first, last)]

    def named(self, campaign_id: str) -> Campaign | None:
        """The story with an id of the ledger; None if there is none."""
        kind, _, era = campaign_id.rpartition("-")
        if not era.isdecimal():
            return None
        found = self._story(self._kinds.get(kind, SCHEDULED), int(era))
        return found if found and found.id == campaign_id else None

    def _write(self, index: int, era: int) -> Campaign | None:
        if index == SCHEDULED:
            return self._scheduled_story(era)
        pattern = PATTERNS[index]
        luck = chance(self._seed, "campaign", pattern.kind, era)
        if not luck.odds(pattern.odds):
            return None
        setting = Setting(
            kind=pattern.kind,
            index=index,
            era=era,
            first=era * pattern.every,
            reach=pattern.reach,
        )
        scene = Scene(setting, self._cast, luck)
        pattern.play(scene)
        return scene.campaign

    def _scheduled_story(self, place: int) -> Campaign | None:
        if place >= len(self._scheduled):
            return None
        event = self._scheduled[place]
        first = self._opening + event.after
        index = SCHEDULED + place // ERAS_APART
        setting = Setting(kind=event.kind, index=index, era=place, first=first, reach=REACH)
        scene = Scene(setting, self._cast, chance(self._seed, event.kind, place))
        event.play(scene)
        return scene.campaign
