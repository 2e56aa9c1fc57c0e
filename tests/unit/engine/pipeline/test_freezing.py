"""Specification of detectors as bytes: a restart loses nothing, and lets nothing foreign in."""

import os
import pickle

import pytest
from typing_extensions import override

from core.errors import BrokenInputError
from core.facts import Fact
from engine.flows.book import LabelBook
from engine.pipeline.freezing import freeze, thaw
from engine.pipeline.panel import Panel
from tests.support.facts import a_candle
from tests.support.flows import a_label, a_move, the_book
from tests.support.world import world

RISE = [a_candle(0, 9, 10, 8, 10), a_candle(1, 10, 13, 10, 12), a_candle(2, 12, 14, 11, 13)]


class Stranger:
    """Something that a state is not made of, and that would run if it were let in."""

    @override
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.getenv, ("HOME",)


def fed(panel: Panel, facts: list[Fact]) -> Panel:
    for fact in facts:
        panel.update(fact)
    return panel


def test_a_panel_that_was_frozen_finds_what_one_without_a_break_finds() -> None:
    facts = list(world())[-6_000:]
    unbroken, thawed = fed(Panel(), facts[:4_000]), Panel()

    thaw(thawed, freeze(unbroken))

    for fact in facts[4_000:]:
        assert list(thawed.update(fact)) == list(unbroken.update(fact))


def test_a_gap_in_the_making_is_not_forgotten() -> None:
    panel = Panel()

    thaw(panel, freeze(fed(Panel(), list(RISE[:2]))))

    assert [found.kind for found in panel.update(RISE[2]) if hasattr(found, "kind")] == ["fvg"]


def test_the_labels_are_those_of_the_day_of_thawing() -> None:
    before, today = Panel(labels=the_book()), LabelBook([a_label("kim", "Kraken")])
    fed(before, [a_move("ann", "hot")])
    panel = Panel(labels=today)

    thaw(panel, freeze(before))

    (found,) = panel.update(a_move("ann", "kim", block=9))
    assert getattr(found, "texts", {})["to_entity"] == "Kraken"


# "engine.flows.known" imports Path from pathlib; a dotted name goes through what a module imported.
THROUGH_OURS = b"\x80\x04\x8c\x12engine.flows.known\x8c\x04Path\x93."


@pytest.mark.parametrize(
    "body",
    [b"", b"no state", pickle.dumps({(0, "x"): Stranger()}), THROUGH_OURS],
    ids=["nothing", "no pickle", "a function of the system", "what a module of ours imported"],
)
def test_bytes_that_are_no_state_are_refused_and_change_nothing(body: bytes) -> None:
    panel = fed(Panel(), list(RISE[:2]))
    before = freeze(panel)

    with pytest.raises(BrokenInputError, match="not a state of detectors"):
        thaw(panel, body)

    assert freeze(panel) == before
