"""Specification of a folder of recordings that keeps its size."""

from pathlib import Path

from engine.pipeline.recording.reel import Cut
from engine.pipeline.recording.shelf import prune
from tests.support.facts import NOON, SECOND
from tests.support.recordings import a_recorder

HOUR = 3_600 * SECOND


def hours_recorded(folder: Path, hours: int, *, keep: int | None = None) -> list[str]:
    """A frame each hour, each in a stretch of its own; the stems in order."""
    with a_recorder(folder, cut=Cut(every="hour", keep=keep)) as recorder:
        for hour in range(hours):
            recorder.frame("bybit", b'{"n":%d}' % hour, NOON + hour * HOUR)
    return stems_in(folder)


def stems_in(folder: Path) -> list[str]:
    return sorted(path.name.removesuffix(".json") for path in folder.glob("*.json"))


def size_of(folder: Path, stem: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(f"{stem}.*"))


def test_the_oldest_stretches_go_until_the_rest_fits(tmp_path: Path) -> None:
    stems = hours_recorded(tmp_path, 4)
    newest_two = sum(size_of(tmp_path, stem) for stem in stems[2:])

    gone = prune(tmp_path, most=newest_two, spare=())

    assert gone == stems[:2]
    assert stems_in(tmp_path) == stems[2:]
    assert len(list(tmp_path.iterdir())) == 2 * 3


def test_what_still_grows_is_neither_counted_nor_deleted(tmp_path: Path) -> None:
    stems = hours_recorded(tmp_path, 2)

    gone = prune(tmp_path, most=0, spare=stems[:1])

    assert gone == stems[1:]


def test_what_belongs_to_no_recording_is_never_touched(tmp_path: Path) -> None:
    hours_recorded(tmp_path, 1)
    for name in ("notes.json", "prices.jsonl.gz"):
        (tmp_path / name).write_text("{}")

    prune(tmp_path, most=0, spare=())

    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.json", "prices.jsonl.gz"]


def test_a_recorder_keeps_to_it_by_itself(tmp_path: Path) -> None:
    kept = hours_recorded(tmp_path, 4, keep=1_500)

    assert 0 < sum(size_of(tmp_path, stem) for stem in kept) <= 1_500
    assert kept[-1] == "bybit-20250615T180640Z"
