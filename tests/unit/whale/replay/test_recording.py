"""Specification of replaying our own recordings: the feed is told exactly what it was told."""

import gzip
import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from core.facts import Fact
from engine.feeds.bybit import BybitFeed
from engine.pipeline.recorder import Recorder
from engine.pipeline.recording.reel import Cut
from tests.support.facts import NOON, SECOND
from tests.support.recordings import BYBIT, a_book_frame, a_recorder, a_trade_frame
from whale.cli import app
from whale.replay.players import Stage
from whale.replay.programme import Programme
from whale.replay.stretch import stretches_in


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["replay", *map(str, arguments)])


def summary(*arguments: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*arguments, "--json").stdout.splitlines()[-1])
    return found


def lived(recorder: Recorder, *frames: bytes, since_ns: int = NOON) -> list[Fact]:
    """A short life of a feed: frames, a loss, the same frames again; what it told."""
    inner = BybitFeed(["ETHUSDT"], depth=50, proof_depths=(), timeframes=())
    feed, stage = recorder.follow(inner, BYBIT), Stage(inner)
    told: list[Fact] = []
    for life in range(2):
        begin_ns = since_ns + life * 60 * SECOND
        told += stage.facts_in(feed.connected(begin_ns))
        for place, frame in enumerate(frames, start=1):
            told += stage.facts_in(feed.received(frame, begin_ns + place * 1_000_003))
        told += stage.facts_in(feed.tick(begin_ns + SECOND))
        told += stage.facts_in(feed.lost("closed", begin_ns + 2 * SECOND))
    return told


def replayed(*paths: Path) -> list[Fact]:
    return [fact for told in Programme(stretches_in(paths)) for fact in told.facts]


def some_frames() -> list[bytes]:
    return [*map(a_book_frame, range(1, 9)), *map(a_trade_frame, range(1, 4)), a_book_frame(11)]


def test_a_replay_tells_every_fact_that_was_told_live_to_the_nanosecond(tmp_path: Path) -> None:
    with a_recorder(tmp_path) as recorder:
        told = lived(recorder, *some_frames())

    assert len(told) > 10
    assert replayed(tmp_path) == told


def test_stretches_of_one_feed_are_one_life_in_whatever_order_they_are_named(
    tmp_path: Path,
) -> None:
    with a_recorder(tmp_path, cut=Cut(every="hour")) as recorder:
        told = lived(recorder, *some_frames(), since_ns=NOON + 3_170 * SECOND)
    first, second = sorted(tmp_path.glob("*.jsonl.gz"))

    assert replayed(second, first) == told


def test_a_stretch_without_its_beginning_says_which_one_is_missing(tmp_path: Path) -> None:
    with a_recorder(tmp_path, cut=Cut(every="hour")) as recorder:
        lived(recorder, *some_frames(), since_ns=NOON + 3_170 * SECOND)
    first, second = sorted(tmp_path.glob("*.jsonl.gz"))

    stem = first.name.removesuffix(".jsonl.gz")
    assert summary(second)["continues"] == [stem]
    assert f"the beginning is not played: name {stem} as well" in run(second).stdout


def test_two_lives_of_a_process_are_told_to_two_feeds(tmp_path: Path) -> None:
    told = []
    for day in range(2):
        with a_recorder(tmp_path) as recorder:
            told += lived(recorder, *some_frames(), since_ns=NOON + day * 86_400 * SECOND)

    assert replayed(tmp_path) == told


def test_a_stretch_may_be_named_by_its_frames_or_its_manifest(tmp_path: Path) -> None:
    with a_recorder(tmp_path) as recorder:
        told = lived(recorder, a_book_frame(1))
    (frames,), (manifest,) = tmp_path.glob("*.jsonl.gz"), tmp_path.glob("*.json")

    assert replayed(frames) == replayed(manifest) == replayed(frames, manifest) == told


def test_what_the_recording_missed_is_counted(tmp_path: Path) -> None:
    recorder = a_recorder(tmp_path, most_waiting=len(a_book_frame(1)))
    for update_id in (1, 2, 3):
        recorder.frame("bybit", a_book_frame(update_id), NOON)
    with recorder:
        pass

    assert summary(tmp_path)["not_recorded"] == 2
    assert "2 frames reached the feed but not the recording" in run(tmp_path).stdout


def test_an_untouched_recording_is_what_its_manifest_says(tmp_path: Path) -> None:
    with a_recorder(tmp_path) as recorder:
        lived(recorder, *some_frames())

    result = run("--verify", tmp_path)

    assert (result.exit_code, result.stdout) == (0, "✓ bybit-20250615T150640Z.jsonl.gz\n")


def test_a_changed_frame_is_found_by_its_hash(tmp_path: Path) -> None:
    with a_recorder(tmp_path) as recorder:
        lived(recorder, *some_frames())
    (path,) = tmp_path.glob("*.jsonl.gz")
    contents = gzip.decompress(path.read_bytes())
    path.write_bytes(gzip.compress(contents.replace(b'"3500"', b'"3501"', 1)))

    result = run("--verify", path)

    assert result.exit_code == 1
    assert "the hash of its contents is not the manifest's" in result.stdout


def test_a_recording_that_was_packed_anew_is_still_what_it_was(tmp_path: Path) -> None:
    with a_recorder(tmp_path) as recorder:
        lived(recorder, *some_frames())
    (path,) = tmp_path.glob("*.jsonl.gz")
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()), 9))

    assert run("--verify", tmp_path).exit_code == 0


def test_a_torn_file_and_a_longer_one_are_found(tmp_path: Path) -> None:
    with a_recorder(tmp_path) as recorder:
        lived(recorder, *some_frames())
    (path,) = tmp_path.glob("*.jsonl.gz")
    whole = path.read_bytes()

    path.write_bytes(whole[:-200])
    torn = run("--verify", tmp_path).stdout
    path.write_bytes(gzip.compress(gzip.decompress(whole) + b"{}\n"))
    longer = run("--verify", tmp_path).stdout

    assert "bytes can be read" in torn
    assert "holds more than its manifest says" in longer


def test_a_broken_journal_is_a_fault_and_nothing_after_it_is_told(tmp_path: Path) -> None:
    with a_recorder(tmp_path) as recorder:
        lived(recorder, a_book_frame(1))
    (journal,) = tmp_path.glob("*.journal.gz")
    lines = gzip.decompress(journal.read_bytes()).splitlines()
    journal.write_bytes(gzip.compress(b"\n".join([*lines[:2], b"?", *lines[2:]]) + b"\n"))

    result = run(tmp_path)

    assert result.exit_code == 1
    assert "the rest cannot be replayed" in result.stderr
