"""Everything the memory stores know, in plain dictionaries."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal

from core.alerts import (
    Notice,
    NoticeId,
    Outcome,
    Rule,
    RuleId,
    RuleState,
    Target,
    TargetId,
    User,
    UserId,
)
from core.chain import Finality, GasPrice, Transfer
from core.detection import Detection, DetectionId
from core.gaps import Gap
from core.labels import Label
from core.market import BookSample, Candle, Funding, Liquidation, OpenInterest
from core.ports import START, Clock, EntryId, Snapshot, TopicStanding
from core.tape import TapeSecond
from db.bell import Bell
from db.heat import Packed


@dataclass(slots=True, kw_only=True)
class Try:
    """One attempt to pay a row; without an outcome while its lease runs."""

    owner: str
    number: int
    at_ns: int
    outcome: Outcome | None = None
    reason: str | None = None
    message_id: int | None = None


@dataclass(slots=True, kw_only=True)
class Row:
    """One row of the outbox."""

    notice: Notice
    due_ns: int
    state: Literal["pending", "leased", "sent", "dead"] = "pending"
    lease_owner: str = ""
    lease_until_ns: int = 0
    repeated: bool = False
    sending: bool = False
    tries: list[Try] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Position:
    """How far a partition was worked through, and by whom."""

    owner: str = ""
    epoch: int = 0
    reached: EntryId = START


@dataclass(slots=True)
class Tables:
    """The memory of a process. Every store of one ``memory_stores`` call shares one."""

    clock: Clock
    rules_bell: Bell
    outbox_bell: Bell
    labels_bell: Bell
    users: dict[UserId, User] = field(default_factory=dict)
    targets: dict[TargetId, Target] = field(default_factory=dict)
    rules: dict[RuleId, Rule] = field(default_factory=dict)
    rules_version: int = 0
    states: dict[RuleId, RuleState] = field(default_factory=dict)
    positions: defaultdict[int, Position] = field(default_factory=lambda: defaultdict(Position))
    transfers: dict[tuple[str, str, str], Transfer] = field(default_factory=dict)
    retracted: set[tuple[str, str, str]] = field(default_factory=set)
    finality: dict[tuple[str, str], Finality] = field(default_factory=dict)
    gas: dict[tuple[str, int], GasPrice] = field(default_factory=dict)
    candles: dict[tuple[str, str, int], Candle] = field(default_factory=dict)
    samples: dict[tuple[str, int], BookSample] = field(default_factory=dict)
    heat: dict[tuple[str, int], Packed] = field(default_factory=dict)
    tape: dict[tuple[str, int], TapeSecond] = field(default_factory=dict)
    liquidations: set[Liquidation] = field(default_factory=set)
    funding: dict[tuple[str, int], Funding] = field(default_factory=dict)
    interest: dict[tuple[str, int], OpenInterest] = field(default_factory=dict)
    gaps: dict[tuple[str, str, str, int], Gap] = field(default_factory=dict)
    runs: dict[str, tuple[int, str]] = field(default_factory=dict)
    standings: dict[str, dict[str, TopicStanding]] = field(default_factory=dict)
    detections: dict[DetectionId, Detection] = field(default_factory=dict)
    notices: dict[NoticeId, tuple[Notice, int]] = field(default_factory=dict)
    rows: dict[NoticeId, Row] = field(default_factory=dict)
    unpaid: dict[NoticeId, Row] = field(default_factory=dict)
    snapshots: dict[int, Snapshot] = field(default_factory=dict)
    cursors: dict[str, tuple[int, str]] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    labels: dict[tuple[str, str, int, str], Label] = field(default_factory=dict)
    labels_version: int = 0
