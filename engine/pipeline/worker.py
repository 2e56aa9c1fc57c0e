"""From the stream to the ledger: one partition, one owner, one transaction a batch."""

from dataclasses import replace
from functools import partial

import structlog

from core.chain import Block, Transfer
from core.errors import BrokenInputError
from core.facts import Fact, decode
from core.market import Candle, Timeframe
from core.ports import (
    START,
    Claim,
    Clock,
    DeadLetters,
    Effects,
    Entry,
    EntryId,
    History,
    Ledger,
    Rules,
    Streams,
)
from engine.flows.book import LabelBook
from engine.pipeline.accountant import Accountant
from engine.pipeline.backoff import Backoff
from engine.pipeline.insist import insist
from engine.pipeline.marks import Mark, unmarked

log = structlog.get_logger()

_MS_S = 1_000
_MS_NS = 1_000_000
_BATCH = 500
_WAIT_S = 0.5
# What the detectors need to see again after a restart, beside what is stored: the last price.
_TAIL_S = 600
# What the flows of a chain reckon with: deposits over 3,200 blocks of 12 s, and hops within 30 min.
_MOVED_S = 11 * 3600
_WARM_CANDLES = 500
_TRIM_EVERY_S = 60
_SECOND_NS = 1_000_000_000


class Worker:
    """Reads partitions in order and commits what follows, each batch with its position.

    A batch whose commit got no answer is committed again as it is; its effects do not double.
    When a later epoch owns a partition, ``FencedError`` ends the worker: somebody else goes on.

    Parameters
    ----------
    warm
        Subjects and timeframes whose stored candles bring the detectors back after a restart.
    chains
        Chains whose stored transfers do.
    labels
        Who addresses belong to; without it, what everyone knows.
    """

    def __init__(
        self,
        *,
        owner: str,
        partitions: range,
        streams: Streams,
        dead_letters: DeadLetters,
        ledger: Ledger,
        rules: Rules,
        history: History,
        clock: Clock,
        backoff: Backoff,
        warm: tuple[tuple[str, Timeframe], ...],
        chains: tuple[str, ...] = (),
        labels: LabelBook | None = None,
        mark: Mark = unmarked,
    ) -> None:
        self._owner = owner
        self._partitions = partitions
        self._streams = streams
        self._dead_letters = dead_letters
        self._ledger = ledger
        self._rules = rules
        self._history = history
        self._clock = clock
        self._backoff = backoff
        self._warm = warm
        self._chains = chains
        self._labels = labels
        self._mark = mark
        self._claims: dict[int, Claim] = {}
        self._accountants: dict[int, Accountant] = {}
        self._version = 0
        self._trimmed_ns = 0
        self.committed = 0

    async def run(self) -> None:
        """Work, once it is open, until cancelled or fenced."""
        while True:
            await insist(
                partial(self.turn, wait_s=_WAIT_S),
                what="the stream",
                clock=self._clock,
                backoff=self._backoff,
            )

    async def open(self) -> None:
        """Take the partitions, learn the rules, and bring the detectors to where they were."""
        self._version = 0
        await self._streams.assign(self._partitions)
        for partition in self._partitions:
            self._claims[partition] = await self._ledger.acquire(partition, self._owner)
            self._accountants[partition] = Accountant(labels=self._labels, mark=self._mark)
        await self.learn()
        candles: list[Fact] = [
            candle
            for subject, timeframe in self._warm
            for candle in await self._stored(subject, timeframe)
        ]
        for partition, accountant in self._accountants.items():
            tail = await self._tail(partition)
            accountant.warm(candles)
            accountant.warm(await self._moved(partition, tail))
            # What stands in both is read once: a transfer counts once in its block.
            accountant.warm(tail)

    async def learn(self) -> None:
        """Take in the rules that changed since the last time."""
        changed = await self._rules.changed_since(self._version)
        if not changed:
            return
        states = await self._rules.states([rule.id for rule in changed])
        for accountant in self._accountants.values():
            accountant.learn(changed, states)
        self._version = changed[-1].version
        log.info("worker.rules", changed=len(changed), version=self._version)

    async def keep_learning(self) -> None:
        """Take in rules as they change, until cancelled."""
        while True:
            await insist(self._news, what="rules", clock=self._clock, backoff=self._backoff)

    async def _news(self) -> None:
        await self._rules.changed(5.0)
        await self.learn()

    async def turn(self, *, wait_s: float) -> int:
        """Work through what the stream has next; how many entries that was."""
        after = {number: claim.position for number, claim in self._claims.items()}
        entries = await self._streams.read(after, count=_BATCH, wait_s=wait_s)
        if not entries:
            return 0
        batches: dict[int, list[Entry]] = {}
        for entry in entries:
            batches.setdefault(entry.partition, []).append(entry)
        for partition, batch in batches.items():
            await self._work(partition, batch)
        await self._trim()
        return len(entries)

    async def _work(self, partition: int, batch: list[Entry]) -> None:
        facts = [fact for entry in batch for fact in await self._read(entry)]
        page = self._accountants[partition].page(
            facts, claim=self._claims[partition], position=batch[-1].id
        )
        await self._commit(page)
        self._claims[partition] = replace(self._claims[partition], position=page.position)
        self.committed += len(batch)

    async def _commit(self, page: Effects) -> None:
        await insist(
            partial(self._ledger.commit, page),
            what="the ledger",
            clock=self._clock,
            backoff=self._backoff,
        )
        self._mark("owe")

    async def _read(self, entry: Entry) -> list[Fact]:
        try:
            return [decode(entry.body)]
        except BrokenInputError as error:
            log.warning("worker.dead_letter", entry=str(entry.id), reason=str(error))
            await self._dead_letters.bury(entry, str(error))
            return []

    async def _stored(self, subject: str, timeframe: Timeframe) -> list[Candle]:
        return await self._history.candles(
            subject=subject, timeframe=timeframe, limit=_WARM_CANDLES
        )

    async def _moved(self, partition: int, tail: list[Fact]) -> list[Fact]:
        position = self._claims[partition].position
        if position == START:
            return []
        # Blocks that are fetched long afterwards have a time of their own, far before the entry's.
        blocks = (fact.at_ns for fact in tail if isinstance(fact, Block | Transfer))
        since_ns = min([position.ms * _MS_NS, *blocks]) - _MOVED_S * _SECOND_NS
        return [
            transfer
            for chain in self._chains
            for transfer in await self._history.transfers_since(chain=chain, since_ns=since_ns)
        ]

    async def _tail(self, partition: int) -> list[Fact]:
        position = self._claims[partition].position
        if position == START:
            return []
        after = EntryId(ms=max(position.ms - _TAIL_S * _MS_S, 0), seq=0)
        facts: list[Fact] = []
        while after < position:
            entries = await self._streams.read({partition: after}, count=_BATCH, wait_s=0)
            for entry in entries:
                if entry.id <= position:
                    facts += await self._read(entry)
            if not entries:
                break
            after = entries[-1].id
        return facts

    async def _trim(self) -> None:
        now_ns = self._clock.now_ns()
        if now_ns - self._trimmed_ns < _TRIM_EVERY_S * _SECOND_NS:
            return
        self._trimmed_ns = now_ns
        for partition, claim in self._claims.items():
            keep_ms = claim.position.ms - 2 * _TAIL_S * _MS_S
            if keep_ms > 0:
                await self._streams.trim(partition, EntryId(ms=keep_ms, seq=0))
