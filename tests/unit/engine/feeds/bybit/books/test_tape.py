"""Specification of a tape: the book of a moment ago."""

from engine.feeds.bybit.books.tape import Tape


def a_tape() -> Tape:
    tape = Tape(({"10": "1", "9": "2"}, {"11": "1"}), update_id=7, sequence=70)
    tape.keep([("10", "0"), ("9.5", "4")], [], update_id=8, sequence=80)
    tape.keep([("9.5", "5")], [("11", "3")], update_id=9, sequence=80)
    return tape


def test_every_moment_since_it_began_can_be_had() -> None:
    tape = a_tape()

    assert tape.at_update(7) == ({"10": "1", "9": "2"}, {"11": "1"})
    assert tape.at_update(8) == ({"9": "2", "9.5": "4"}, {"11": "1"})


def test_of_one_sequence_the_last_frame_counts() -> None:
    assert a_tape().at_sequence(80) == ({"9": "2", "9.5": "5"}, {"11": "3"})


def test_what_lies_before_or_between_is_not_known() -> None:
    tape = a_tape()

    assert tape.at_update(6) is None
    assert tape.at_sequence(75) is None


def test_a_tape_does_not_grow_without_end() -> None:
    tape = a_tape()

    for place in range(2_000):
        tape.keep([("10", "1")], [], update_id=10 + place, sequence=100 + place)

    assert tape.full
    assert tape.at_update(10 + 1_999) is None
