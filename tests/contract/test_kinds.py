"""Specification of the list of kinds: what detectors tell in the made-up world stands in it."""

from core.kinds import ASKED, ASKED_BY_CODE, KINDS, kind_of
from tests.support.told import told


def test_no_detector_tells_a_kind_that_is_not_listed() -> None:
    names = {kind_of(found).name for found in told()}

    assert len(names) > 130


def test_what_is_found_on_a_timeframe_is_listed_so_and_nothing_else_is() -> None:
    wrong = {found.kind for found in told() if kind_of(found).timed != bool(found.timeframe)}

    assert wrong == set()


def test_a_kind_that_is_listed_without_sides_takes_none() -> None:
    wrong = {found.kind for found in told() if found.side and not kind_of(found).sided}

    assert wrong == set()


def test_a_size_in_dollars_is_where_the_list_says() -> None:
    without = {
        found.kind for found in told() if (size := kind_of(found).usd) and size not in found.numbers
    }

    assert without == set()


def test_a_name_that_can_be_asked_for_has_one_meaning() -> None:
    names = [kind.name for kind in KINDS if kind.asked]

    assert len(names) == len(ASKED)
    assert len({(kind.name, kind.where) for kind in KINDS}) == len(KINDS)


def test_no_two_kinds_share_a_code() -> None:
    assert len(ASKED_BY_CODE) == len(ASKED)
