"""How detectors come back to where they were, and what is kept for that."""

from collections.abc import Mapping

import structlog

from core.chain import Block, Transfer
from core.errors import BrokenInputError
from core.facts import Fact
from core.market import Timeframe
from core.ports import START, Claim, Clock, EntryId, History, Snapshot, Snapshots
from core.time_units import SECOND_NS
from engine.pipeline.accountant import Accountant
from engine.pipeline.entries import Entries

log = structlog.get_logger()

_MS_NS = 1_000_000
_MS_S = 1_000
_EVERY_S = 60
# Without a snapshot: what is read again of the stream, beside what is stored.
_TAIL_S = 600
# What the flows of a chain reckon with: deposits over 3,200 blocks of 12 s, and hops within 30 min.
_MOVED_S = 11 * 3600
_WARM_CANDLES = 500


class Recall:
    """Keeps what detectors know, once a minute, and brings them back.

    Who goes on from a snapshot reads what the stream holds since, and finds what it would have
    found without a break. Where the program has changed in between, stored facts bring the
    detectors back as far as they reach.

    Parameters
    ----------
    code
        Names this version of the program; only its own snapshots are read.
    warm
        Subjects and timeframes whose stored candles bring the detectors back without a snapshot.
    chains
        Chains whose stored transfers do.
    """

    def __init__(
        self,
        *,
        snapshots: Snapshots,
        history: History,
        clock: Clock,
        code: str,
        warm: tuple[tuple[str, Timeframe], ...],
        chains: tuple[str, ...] = (),
    ) -> None:
        self._snapshots = snapshots
        self._history = history
        self._clock = clock
        self._code = code
        self._warm = warm
        self._chains = chains
        self._kept: dict[int, EntryId] = {}
        self._kept_ns = clock.now_ns()

    async def bring_back(self, accountant: Accountant, claim: Claim, entries: Entries) -> None:
        """Bring new detectors to where those of the last owner were at the claim's position."""
        kept = await self._snapshots.newest(claim.partition, self._code)
        if kept is not None and kept.position <= claim.position and _thawed(accountant, kept):
            self._kept[claim.partition] = kept.position
            accountant.warm(await entries.between(claim.partition, kept.position, claim.position))
        else:
            await self._from_history(accountant, claim, entries)

    async def keep(
        self, accountants: Mapping[int, Accountant], claims: Mapping[int, Claim]
    ) -> None:
        """Keep what the detectors know, once a minute; called between two pages.

        Raises
        ------
        FencedError
            If a later epoch owns one of the partitions.
        """
        now_ns = self._clock.now_ns()
        if now_ns - self._kept_ns < _EVERY_S * SECOND_NS:
            return
        self._kept_ns = now_ns
        for partition, claim in claims.items():
            body = accountants[partition].freeze()
            snapshot = Snapshot(position=claim.position, code=self._code, body=body)
            await self._snapshots.keep(claim, snapshot)
            self._kept[partition] = claim.position

    def needs(self, claim: Claim) -> EntryId:
        """The entry from which on the stream must not forget."""
        tail = EntryId(ms=max(claim.position.ms - 2 * _TAIL_S * _MS_S, 0), seq=0)
        return min(tail, self._kept.get(claim.partition, tail))

    async def _from_history(self, accountant: Accountant, claim: Claim, entries: Entries) -> None:
        for subject, timeframe in self._warm:
            accountant.warm(
                await self._history.candles(
                    subject=subject, timeframe=timeframe, limit=_WARM_CANDLES
                )
            )
        if claim.position == START:
            return
        after = EntryId(ms=max(claim.position.ms - _TAIL_S * _MS_S, 0), seq=0)
        tail = await entries.between(claim.partition, after, claim.position)
        accountant.warm(await self._moved(claim.position, tail))
        # What stands in both is read once: a transfer counts once in its block.
        accountant.warm(tail)

    async def _moved(self, position: EntryId, tail: list[Fact]) -> list[Fact]:
        # Blocks that are fetched long afterwards have a time of their own, far before the entry's.
        blocks = (fact.at_ns for fact in tail if isinstance(fact, Block | Transfer))
        since_ns = min([position.ms * _MS_NS, *blocks]) - _MOVED_S * SECOND_NS
        return [
            transfer
            for chain in self._chains
            for transfer in await self._history.transfers_since(chain=chain, since_ns=since_ns)
        ]


def _thawed(accountant: Accountant, kept: Snapshot) -> bool:
    try:
        accountant.thaw(kept.body)
    except BrokenInputError as error:
        log.warning("worker.snapshot_refused", position=str(kept.position), reason=str(error))
        return False
    return True
