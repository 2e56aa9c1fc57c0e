"""From rows to the words of the core."""

import logging
from collections.abc import Iterable

import msgspec
from pydantic import ValidationError

from core.alerts import NoiseBudget, Rule, RuleId, Target, TargetId, User, UserId
from core.conditions import CONDITIONS, Condition
from core.detection import Detection
from core.errors import BrokenInputError
from core.preferences import Preferences
from db.driver import Row

log = logging.getLogger(__name__)

_detection = msgspec.json.Decoder(Detection)


def user(row: Row) -> User:
    """A row of ``users``."""
    return User(
        id=UserId(row["id"]),
        telegram_id=row["telegram_id"],
        name=row["name"],
        language=row["language"],
        preferences=preferences(row),
    )


def preferences(row: Row) -> Preferences:
    """What the person in a row prefers."""
    return Preferences(theme=row["theme"], zone=row["zone"], numbers=row["numbers"])


def target(row: Row) -> Target:
    """A row of ``targets``, its own and its owner's number as ``target_id`` and ``target_owner``.

    Those two are renamed so that a row may hold a rule as well.
    """
    return Target(
        id=TargetId(row["target_id"]),
        owner=UserId(row["target_owner"]),
        chat_id=row["chat_id"],
        thread_id=row["thread_id"],
        dead_reason=row["dead_reason"],
    )


def rule(row: Row) -> Rule:
    """A row of ``rules``.

    Raises
    ------
    BrokenInputError
        If this version of the program cannot read what was asked for.
    """
    try:
        condition = CONDITIONS.validate_json(row["condition"])
        budget = msgspec.json.decode(row["budget"], type=NoiseBudget)
    except (ValidationError, msgspec.MsgspecError) as error:
        raise BrokenInputError(f"rule {row['id']} cannot be read: {error}") from error
    return Rule(
        id=RuleId(row["id"]),
        owner=UserId(row["owner_id"]),
        condition=condition,
        targets=tuple(map(TargetId, row["target_ids"])),
        budget=budget,
        created_ns=row["created_ns"],
        paused=row["paused"],
        removed=row["removed"],
        version=row["version"],
    )


def readable_rules(rows: Iterable[Row]) -> list[Rule]:
    """All rules that can be read.

    A rule of a kind that only a newer version knows must not stop this one: while an upgrade is
    rolled out, both run beside each other.
    """
    rules: list[Rule] = []
    for row in rows:
        try:
            rules.append(rule(row))
        except BrokenInputError as error:
            log.warning("passed over: %s", error)
    return rules


def detection(body: str) -> Detection:
    """The column ``body`` of ``detections``."""
    return _detection.decode(body)


def condition_json(condition: Condition) -> str:
    """A condition as it is stored."""
    return CONDITIONS.dump_json(condition).decode()


def budget_json(budget: NoiseBudget) -> str:
    """A noise budget as it is stored."""
    return msgspec.json.encode(budget).decode()


def detection_json(detection: Detection) -> str:
    """A detection as it is stored."""
    return msgspec.json.encode(detection).decode()
