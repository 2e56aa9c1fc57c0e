"""Specification of recording: byte for byte, never in the feed's way, and honest about holes."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from core.conversation import Fetch, Reply
from core.errors import MisconfiguredError
from engine.feeds.ethereum import EthereumFeed
from engine.pipeline.recorder import Recorder
from engine.pipeline.recording.journal import Answer, Event, Hole, OddFrame
from engine.pipeline.recording.manifest import Loss, Source
from engine.pipeline.recording.reel import Cut
from tests.support.facts import NOON, SECOND
from tests.support.recordings import (
    BYBIT,
    a_book_frame,
    a_recorder,
    journal_in,
    lines_in,
    manifests_in,
)

FRAMES = [b'{"topic":"tickers.ETHUSDT","ts":1}', b'{"op":"ping"}', '{"ä":"€"}'.encode()]


def test_frames_are_kept_byte_for_byte_one_a_line_with_their_arrival(tmp_path: Path) -> None:
    with a_recorder(tmp_path) as recorder:
        for place, frame in enumerate(FRAMES):
            recorder.frame("bybit", frame, NOON + place * 7)

    (path,) = tmp_path.glob("*.jsonl.gz")
    assert lines_in(path) == FRAMES
    assert journal_in(tmp_path) == [Event(what="began", at_ns=NOON), [0, 7, 7]]


@pytest.mark.parametrize("frame", [b'{\n "a": 1}', b"", b" {}", b"{}\r"])
def test_a_frame_that_is_no_line_stands_in_the_journal_at_its_place(
    tmp_path: Path, frame: bytes
) -> None:
    with a_recorder(tmp_path) as recorder:
        recorder.frame("bybit", b"{}", NOON)
        recorder.frame("bybit", frame, NOON + 5)
        recorder.frame("bybit", b"[]", NOON + 6)

    odd = OddFrame(at_ns=NOON + 5, frame=frame)
    assert journal_in(tmp_path)[1:] == [[0], odd, [1]]
    assert manifests_in(tmp_path)[0].odd_frames == 1


def test_the_manifest_says_what_was_recorded_and_how_often_it_was_lost(tmp_path: Path) -> None:
    with a_recorder(tmp_path) as recorder:
        recorder.follow(
            EthereumFeed(), Source(feed="ethereum", venue="ethereum", address="wss://node")
        )
        recorder.event("ethereum", "connected", "", NOON)
        recorder.frame("ethereum", b'{"jsonrpc":"2.0"}', NOON + 1)
        recorder.event("ethereum", "lost", "closed", NOON + 2)
        recorder.event("ethereum", "connected", "", NOON + 3)

    (manifest,) = manifests_in(tmp_path)
    assert manifest.finished
    assert (manifest.source.address, manifest.software) == ("wss://node", "whale-tracker 0")
    assert (manifest.first_ns, manifest.last_ns) == (NOON, NOON + 3)
    assert (manifest.frames, manifest.octets, manifest.connections) == (1, 18, 2)
    assert manifest.losses == [Loss(at_ns=NOON + 2, reason="closed")]


def test_frames_are_counted_by_topic(tmp_path: Path) -> None:
    with a_recorder(tmp_path) as recorder:
        for update_id in (1, 2, 3):
            recorder.frame("bybit", a_book_frame(update_id), NOON)
        recorder.frame("bybit", b'{"topic": "tickers.ETHUSDT"}', NOON)

    topics = manifests_in(tmp_path)[0].topics
    assert topics == {"orderbook.50.ETHUSDT": 3, "tickers.ETHUSDT": 1}


def test_each_feed_has_files_of_its_own(tmp_path: Path) -> None:
    with a_recorder(tmp_path) as recorder:
        recorder.frame("bybit 1/2", b"{}", NOON)
        recorder.frame("bybit 2/2", b"{}", NOON)

    names = names_in(tmp_path, ".jsonl.gz")
    assert names == ["bybit-1-2-20250615T150640Z.jsonl.gz", "bybit-2-2-20250615T150640Z.jsonl.gz"]


def test_a_new_stretch_begins_with_the_hour_and_names_the_one_before(tmp_path: Path) -> None:
    hour = 3_600 * SECOND
    with a_recorder(tmp_path, cut=Cut(every="hour")) as recorder:
        for place in range(3):
            recorder.frame("bybit", b'{"n":%d}' % place, NOON + place * hour // 2)

    first, second = manifests_in(tmp_path)
    assert (first.frames, second.frames) == (2, 1)
    assert (first.continues, second.continues) == (None, "bybit-20250615T150640Z")


async def test_a_new_stretch_begins_when_a_file_is_large_enough(tmp_path: Path) -> None:
    with a_recorder(tmp_path, cut=Cut(largest=50)) as recorder:
        recorder.frame("bybit", b'{"n":0}', NOON)
        await until(lambda: names_in(tmp_path, ".gz") != [])
        recorder.frame("bybit", b'{"n":1}', NOON)

    assert [manifest.frames for manifest in manifests_in(tmp_path)] == [1, 1]


async def test_what_was_flushed_can_be_read_while_the_recording_goes_on(tmp_path: Path) -> None:
    with a_recorder(tmp_path) as recorder:
        recorder.frame("bybit", b'{"n":0}', NOON)
        await until(lambda: bool(manifests_in(tmp_path)))

        (manifest,) = manifests_in(tmp_path)
        assert (manifest.finished, manifest.frames, manifest.octets) == (False, 1, 8)
        assert len(names_in(tmp_path, ".jsonl.gz.part")) == 1

    assert names_in(tmp_path, ".part") == []


def test_frames_that_find_no_room_are_dropped_from_the_recording_and_counted(
    tmp_path: Path,
) -> None:
    recorder = a_recorder(tmp_path, most_waiting=10)
    for place in range(4):
        # Nobody empties the queue yet: as behind a disk that stands still.
        recorder.frame("bybit", b'{"n":%d}' % place, NOON + place)
    with recorder:
        pass

    assert journal_in(tmp_path)[1:] == [[0], Hole(at_ns=NOON + 1, frames=3, octets=21)]
    assert recorder.dropped == manifests_in(tmp_path)[0].dropped_frames == 3


async def test_a_hole_stands_before_what_was_recorded_after_it(tmp_path: Path) -> None:
    recorder = a_recorder(tmp_path, most_waiting=10)
    recorder.frame("bybit", b'{"n":0}', NOON)
    recorder.frame("bybit", b'{"n":1}', NOON + 1)
    with recorder:
        await until(lambda: recorder.size > 0)
        recorder.frame("bybit", b'{"n":2}', NOON + 2)

    assert journal_in(tmp_path)[1:] == [[0], Hole(at_ns=NOON + 1, frames=1, octets=7), [1]]


async def test_a_fault_of_the_disk_ends_the_recording_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    with a_recorder(folder) as recorder:
        feed = recorder.follow(EthereumFeed(), Source(feed="ethereum", venue="ethereum"))
        folder.rmdir()
        folder.write_text("in the way")
        said = feed.connected(NOON)
        await until(lambda: recorder.fault is not None)
        feed.received(b"{}", NOON)

    assert said
    assert recorder.fault == f"{folder}: File exists"
    assert recorder.dropped == 1


def test_a_folder_that_cannot_be_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(MisconfiguredError, match="file/out: Not a directory"):
        a_recorder(tmp_path / "file" / "out").__enter__()


def test_secrets_are_taken_out_of_reasons(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, software="", redact=lambda text: text.replace("key", "…"))
    with recorder:
        recorder.event("ethereum", "lost", "no /v2/key", NOON)

    assert journal_in(tmp_path)[1] == Event(what="lost", at_ns=NOON, reason="no /v2/…")


def test_a_followed_feed_says_what_it_always_says_and_all_it_hears_is_noted(tmp_path: Path) -> None:
    fetch, reply = Fetch(purpose="x", path="/y"), Reply(status=403, body=b"no", headers={"a": "b"})
    with a_recorder(tmp_path) as recorder:
        feed = recorder.follow(EthereumFeed(), BYBIT)
        said = [
            feed.connected(NOON),
            feed.received(b'{"id":2,"result":null}', NOON + 1),
            feed.fetched(fetch, reply, NOON + 2),
            feed.fetched(fetch, None, NOON + 3),
            feed.tick(NOON + 4),
            feed.lost("gone", NOON + 5),
        ]

    alone = EthereumFeed()
    assert said[0] == alone.connected(NOON)
    assert said[1] == alone.received(b'{"id":2,"result":null}', NOON + 1)
    assert feed.standings(NOON).keys() == alone.standings(NOON).keys()
    assert journal_in(tmp_path)[1:] == [
        Event(what="connected", at_ns=NOON),
        [1],
        Answer(at_ns=NOON + 2, purpose="x", path="/y", status=403, headers={"a": "b"}, body=b"no"),
        Answer(at_ns=NOON + 3, purpose="x", path="/y", status=None),
        Event(what="tick", at_ns=NOON + 4),
        Event(what="lost", at_ns=NOON + 5, reason="gone"),
    ]


def names_in(folder: Path, ending: str) -> list[str]:
    return sorted(path.name for path in folder.glob(f"*{ending}"))


async def until(met: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        # The other side is a thread and a disk, which give no sign.
        while not met():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
