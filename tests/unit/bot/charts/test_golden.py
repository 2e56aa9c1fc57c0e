"""Specification of pictures over time: none changes unless somebody has looked at the change."""

import numpy as np
import pytest

from tests.unit.bot.charts import golden

MOST_OFF = 0.01
"""Of the fields; a word that moved by a line changes more."""


@pytest.mark.parametrize("name", golden.NAMES)
def test_a_picture_looks_as_it_did_when_it_was_last_looked_at(name: str) -> None:
    before = np.array(golden.remembered()[name])

    off = np.abs(golden.fields(name) - before) > 1

    assert off.mean() <= MOST_OFF, "look at it; then: python -m tests.unit.bot.charts.golden"


def test_a_picture_whose_words_moved_would_be_noticed() -> None:
    before = np.array(golden.remembered()["card, dark"]).reshape(golden.FIELDS)

    moved = np.roll(before, 1, axis=0)

    assert (np.abs(moved - before) > 1).mean() > 3 * MOST_OFF
