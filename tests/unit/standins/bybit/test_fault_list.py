"""Specification of the list of faults: each has a name, a description, a default and a story."""

from pathlib import Path

import pytest

from standins.bybit.controls import known

STORIES = (Path(__file__).parents[3] / "stories").glob("test_bybit_*faults.py")
TOLD = "".join(story.read_text() for story in STORIES)


@pytest.mark.parametrize("name", known())
def test_every_fault_is_told_of_in_a_story_of_our_feed(name: str) -> None:
    assert f'"{name}"' in TOLD


@pytest.mark.parametrize("name", known())
def test_every_fault_says_what_it_does_in_one_line(name: str) -> None:
    assert known()[name].endswith((".", ":"))
