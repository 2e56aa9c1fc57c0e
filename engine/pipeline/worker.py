"""From the stream to the ledger: one partition, one owner, one transaction a batch."""

from dataclasses import replace
from functools import partial

import structlog

from core.ports import Claim, Clock, DeadLetters, Effects, Entry, Ledger, Rules, Streams
from core.time_units import SECOND_NS
from engine.flows.book import LabelBook
from engine.pipeline.accountant import Accountant
from engine.pipeline.backoff import Backoff
from engine.pipeline.entries import Entries
from engine.pipeline.insist import insist
from engine.pipeline.marks import Mark, unmarked
from engine.pipeline.recall import Recall

log = structlog.get_logger()

_BATCH = 500
_WAIT_S = 0.5
_TRIM_EVERY_S = 60


class Worker:
    """Reads partitions in order and commits what follows, each batch with its position.

    A batch whose commit got no answer is committed again as it is; its effects do not double.
    When a later epoch owns a partition, ``FencedError`` ends the worker: somebody else goes on.

    Parameters
    ----------
    recall
        Keeps what the detectors know and brings them back after a restart.
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
        recall: Recall,
        clock: Clock,
        backoff: Backoff,
        labels: LabelBook | None = None,
        mark: Mark = unmarked,
    ) -> None:
        self._owner = owner
        self._partitions = partitions
        self._streams = streams
        self._entries = Entries(streams, dead_letters)
        self._ledger = ledger
        self._rules = rules
        self._recall = recall
        self._clock = clock
        self._backoff = backoff
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
        for partition, accountant in self._accountants.items():
            claim = self._claims[partition]
            await self._recall.bring_back(accountant, claim, self._entries)

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
        await self._recall.keep(self._accountants, self._claims)
        await self._trim()
        return len(entries)

    async def _work(self, partition: int, batch: list[Entry]) -> None:
        facts = [fact for entry in batch for fact in await self._entries.facts_of(entry)]
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

    async def _trim(self) -> None:
        now_ns = self._clock.now_ns()
        if now_ns - self._trimmed_ns < _TRIM_EVERY_S * SECOND_NS:
            return
        self._trimmed_ns = now_ns
        for partition, claim in self._claims.items():
            await self._streams.trim(partition, self._recall.needs(claim))
