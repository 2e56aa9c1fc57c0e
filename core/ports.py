"""What we need from the outside, named for our need.

Adapters live in ``db/``, ``streams/`` and ``runtime/``.

Every implementation of a port passes the same contract suite (``tests/contract``). All times are
UTC nanoseconds. Unless a method says otherwise it raises ``UnavailableError`` when its service is
away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from typing_extensions import override

from core.alerts import (
    Due,
    NoiseBudget,
    Notice,
    NoticeId,
    Rule,
    RuleId,
    RuleState,
    Target,
    TargetId,
    User,
    UserId,
)
from core.chain import Transfer
from core.conditions import Condition
from core.detection import Detection
from core.gaps import Gap
from core.market import BookSample, Candle, Liquidation, Timeframe
from core.tape import TapeSecond

# --- time ---------------------------------------------------------------------


class Clock(Protocol):
    """The time of day and the passing of time."""

    def now_ns(self) -> int:
        """UTC nanoseconds since 1970."""

    async def sleep(self, seconds: float) -> None:
        """Come back after ``seconds``."""


# --- streams ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class EntryId:
    """The position of an entry in a partition: milliseconds and a number within them."""

    ms: int
    seq: int

    @override
    def __str__(self) -> str:
        return f"{self.ms}-{self.seq}"

    @classmethod
    def parse(cls, text: str) -> "EntryId":
        """The position that ``str`` wrote, such as ``1700000000000-3``."""
        ms, _, seq = text.partition("-")
        return cls(ms=int(ms), seq=int(seq or 0))


START = EntryId(ms=0, seq=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a partition."""

    partition: int
    id: EntryId
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamHealth:
    """Whether the stream's server answers, and what it holds."""

    ok: bool
    detail: str
    entries: Mapping[int, int]


class Streams(Protocol):
    """Ordered, partitioned logs of bytes: six methods, so that another broker is another driver.

    The writer names every entry. Writing an id again, or one at or below the last of the partition,
    changes nothing: a writer that lost an answer may send the same entries again. No method retries
    by itself. Reading leaves no trace; who has read how far is kept in Postgres (``Ledger``).
    """

    async def append(self, partition: int, entries: Sequence[tuple[EntryId, bytes]]) -> int:
        """Write entries in ascending order of id; how many were new."""

    async def read(self, after: Mapping[int, EntryId], *, count: int, wait_s: float) -> list[Entry]:
        """Up to ``count`` entries behind the given positions, of assigned partitions, in order.

        Waits up to ``wait_s`` for the first one; an empty list means that none came.
        """

    async def lag(self, partition: int, after: EntryId) -> int:
        """How many entries lie behind ``after``."""

    async def trim(self, partition: int, before: EntryId) -> int:
        """Forget all entries below ``before``; how many they were."""

    async def assign(self, partitions: Sequence[int]) -> Mapping[int, EntryId]:
        """Take these partitions as the ones to read; each one's last id (``START`` when empty)."""

    async def health(self) -> StreamHealth:
        """Never raises: an unreachable server is ``ok=False`` with the reason."""


class DeadLetters(Protocol):
    """Entries that could not be read, kept with the reason, to be looked at and replayed."""

    async def bury(self, entry: Entry, reason: str) -> None:
        """Keep an entry that blocks its partition."""

    async def buried(self, limit: int) -> list[tuple[Entry, str]]:
        """The newest ones first."""


# --- people and rules ---------------------------------------------------------


class Users(Protocol):
    """People and the chats they are reached in."""

    async def register(self, *, telegram_id: int, name: str, language: str) -> tuple[User, Target]:
        """The user of a Telegram account and their private chat, made on first sight.

        Name and language follow the account; a dead private chat lives again.
        """

    async def by_telegram(self, telegram_id: int) -> User | None:
        """The user of a Telegram account, if they ever pressed Start."""

    async def mark_dead(self, target: TargetId, reason: str) -> None:
        """Nothing can arrive at this target until it is revived."""

    async def revive(self, chat_id: int) -> None:
        """The chat is back: its targets live again."""

    async def migrate(self, old_chat: int, new_chat: int) -> None:
        """A group became a supergroup: every target of the old chat now names the new one."""


class Rules(Protocol):
    """What users asked for."""

    async def add(
        self,
        *,
        owner: UserId,
        condition: Condition,
        targets: Sequence[TargetId],
        budget: NoiseBudget,
        now_ns: int,
    ) -> Rule:
        """Store a new rule."""

    async def of_owner(self, owner: UserId) -> list[Rule]:
        """The rules a user has, oldest first, without the removed ones."""

    async def set_paused(self, owner: UserId, rule: RuleId, *, paused: bool) -> Rule | None:
        """Pause or resume; None when the user has no such rule."""

    async def set_budget(self, owner: UserId, rule: RuleId, budget: NoiseBudget) -> Rule | None:
        """Change how often a rule may speak; None when the user has no such rule."""

    async def remove(self, owner: UserId, rule: RuleId) -> Rule | None:
        """Remove a rule; None when the user has no such rule."""

    async def changed(self, wait_s: float) -> None:
        """Come back when a rule may have changed, or after ``wait_s``."""

    async def changed_since(self, version: int) -> list[Rule]:
        """Every rule whose version is larger, removed ones included, in order of version."""

    async def states(self, rules: Sequence[RuleId]) -> dict[RuleId, RuleState]:
        """What the rules remember; rules that never met anything are missing."""


# --- the worker's ledger ------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The right to write the effects of one partition, until somebody takes a later epoch."""

    partition: int
    owner: str
    epoch: int
    position: EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """All that one batch of a partition's entries leads to. Committed whole or not at all."""

    claim: Claim
    position: EntryId
    transfers: Sequence[Transfer] = ()
    retracted_blocks: Sequence[str] = ()
    candles: Sequence[Candle] = ()
    samples: Sequence[BookSample] = ()
    tape: Sequence[TapeSecond] = ()
    liquidations: Sequence[Liquidation] = ()
    gaps: Sequence[Gap] = ()
    detections: Sequence[Detection] = ()
    notices: Sequence[Notice] = ()
    states: Sequence[RuleState] = ()


class Ledger(Protocol):
    """Where the worker's effects go, together with how far it has read."""

    async def acquire(self, partition: int, owner: str) -> Claim:
        """Take a partition: the next epoch, and the position of the last commit."""

    async def commit(self, effects: Effects) -> None:
        """Everything in one transaction, the position included.

        What exists already stays as it is, so that a batch may be worked through again. Owed
        notices become outbox rows; held ones are kept with their reason.

        Raises
        ------
        FencedError
            If a later epoch owns the partition. Nothing was written.
        """


# --- the outbox ---------------------------------------------------------------


class Outbox(Protocol):
    """Owed notices on their way into chats. A row is paid by whoever holds its lease."""

    async def claim(self, owner: str, *, limit: int, lease_s: float) -> list[Due]:
        """Up to ``limit`` rows that are due, oldest first, now leased to ``owner``.

        A row whose lease ran out is due again; if its message was about to go out (``sending``) and
        no record followed, ``repeated`` is set: nobody knows whether it arrived. Rows of dead
        targets are not handed out. At most one row of a chat is leased at a time, so that a chat
        sees its alerts in order.
        """

    async def sending(self, owner: str, notice: NoticeId) -> bool:
        """Its message goes out now. False when the lease is over: then it must not be sent."""

    async def sent(self, owner: str, notice: NoticeId, *, message_id: int) -> None:
        """It arrived."""

    async def retry(self, owner: str, notice: NoticeId, *, reason: str, after_s: float) -> None:
        """It surely did not arrive; due again after ``after_s``."""

    async def unknown(self, owner: str, notice: NoticeId, *, reason: str, after_s: float) -> None:
        """No answer came: due again after ``after_s``, marked as possibly repeated."""

    async def dead(self, owner: str, notice: NoticeId, *, reason: str) -> None:
        """It can never arrive; kept with the reason."""

    async def waiting(self) -> int:
        """How many rows are not yet sent or dead."""

    async def changed(self, wait_s: float) -> None:
        """Come back when new rows may be there, or after ``wait_s``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to deliver a notice, as it is kept for ``/why``."""

    number: int
    outcome: str
    reason: str | None
    at_ns: int
    message_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A notice with everything that is known about its way."""

    notice: Notice
    rule: Rule
    created_ns: int
    attempts: Sequence[Attempt]


# --- what was seen ------------------------------------------------------------


class History(Protocol):
    """The past, for pictures and answers."""

    async def transfers(self, *, min_wei: int, limit: int, chain: str) -> list[Transfer]:
        """The newest transfers of at least this size first; failed and retracted ones left out."""

    async def candles(
        self, *, subject: str, timeframe: Timeframe, limit: int, until_ns: int | None = None
    ) -> list[Candle]:
        """The newest ``limit`` candles that open before ``until_ns``, oldest first."""

    async def samples(self, *, subject: str, since_ns: int, until_ns: int) -> list[BookSample]:
        """Book samples of a window, oldest first."""

    async def tape(self, *, subject: str, since_ns: int, until_ns: int) -> list[TapeSecond]:
        """What was traded in a window, oldest first."""

    async def latest_second(self, subject: str) -> TapeSecond | None:
        """The newest second in which a subject was traded."""

    async def liquidations(
        self, *, subject: str, since_ns: int, until_ns: int
    ) -> list[Liquidation]:
        """Forced closes of a window, oldest first."""

    async def detections(
        self, *, subject: str, kinds: Sequence[str], since_ns: int
    ) -> list[Detection]:
        """Detections known since a moment, oldest first."""

    async def gaps(self, *, since_ns: int) -> list[Gap]:
        """Gaps since a moment, oldest first."""

    async def story(self, notice: NoticeId) -> Story | None:
        """All about one notice."""


class ChainCursor(Protocol):
    """The last block of a chain whose facts are all in the stream."""

    async def load(self, chain: str) -> tuple[int, str] | None:
        """Number and hash, or None before the first block."""

    async def save(self, chain: str, number: int, block_hash: str) -> None:
        """Remember a block; a reorganisation may move the cursor back."""


class Pictures(Protocol):
    """Telegram's names (``file_id``) of pictures it already has, so that they are sent but once."""

    async def find(self, key: str) -> str | None:
        """The file's name, if this picture was uploaded before."""

    async def remember(self, key: str, file_id: str) -> None:
        """Keep the name of an uploaded picture."""

    async def forget(self, key: str) -> None:
        """Telegram does not know the name any more."""


# --- composition --------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """Every store of a process, over one connection pool."""

    users: Users
    rules: Rules
    ledger: Ledger
    outbox: Outbox
    history: History
    cursor: ChainCursor
    pictures: Pictures
