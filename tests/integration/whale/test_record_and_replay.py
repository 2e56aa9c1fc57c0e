"""Specification of recordings of a living venue and node: what is replayed is what was lived."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.chain import Block, Transfer
from core.facts import Fact
from core.market import BookSample, Trade
from tests.support.outside import Outside, a_made_up_world, a_recorded_world, following, until
from tests.support.recordings import a_recorder, frames_in, manifests_in
from whale.cli import app
from whale.replay.programme import Programme
from whale.replay.stretch import stretches_in
from whale.replay.verify import faults_of

TRADES, SAMPLES, BLOCKS = 40, 3, 4


def inhabit(world: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in world.variables.items():
        monkeypatch.setenv(name, value)


async def replayed(*paths: Path) -> list[Fact]:
    def play() -> list[Fact]:
        return [fact for told in Programme(stretches_in(paths)) for fact in told.facts]

    return await asyncio.to_thread(play)


def kinds(facts: Iterable[Fact]) -> Counter[type]:
    return Counter(map(type, facts))


def enough(facts: Sequence[Fact]) -> bool:
    seen = kinds(facts)
    return seen[Trade] >= TRADES and seen[BookSample] >= SAMPLES and seen[Block] >= BLOCKS


async def a_recording(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Fact]:
    """Record a made-up world for a short while; the facts that were told meanwhile."""
    async with a_made_up_world() as world:
        inhabit(world, monkeypatch)
        with a_recorder(folder, most_waiting=64_000_000) as recorder:
            async with following(recorder) as told:
                await until(lambda: enough(told))
    return told


def of(feed: str, facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.subject.partition(":")[0] == feed]


async def test_a_replay_tells_what_was_told_live_fact_for_fact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = await a_recording(tmp_path, monkeypatch)

    again = await replayed(tmp_path)

    assert of("bybit", again) == of("bybit", told)
    assert of("ethereum", again) == of("ethereum", told)
    assert [faults_of(stretch) for stretch in stretches_in([tmp_path])] == [[], []]


async def test_the_stand_ins_play_a_recording_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_recording(tmp_path, monkeypatch)
    again = await replayed(tmp_path)
    frames, blocks = frames_in(tmp_path, "bybit"), frames_in(tmp_path, "ethereum")

    async with a_recorded_world(frames, blocks) as world:
        inhabit(world, monkeypatch)
        async with following() as told:
            await until_subscribed(world)
            await world.play()
            await until_all(told, again)

    assert essence(told) == essence(again)
    assert all(essence(again).values())


async def until_subscribed(world: Outside) -> None:
    async with asyncio.timeout(20):
        while not await world.subscribed("orderbook.50.ETHUSDT"):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def until_all(told: list[Fact], again: list[Fact]) -> None:
    wanted = essence(again)
    try:
        await until(lambda: essence(told) == wanted)
    except TimeoutError:
        assert essence(told) == wanted


def essence(facts: Iterable[Fact]) -> dict[str, list[tuple[object, ...]]]:
    """What does not depend on when a frame arrived, or on how often a connection was made."""
    facts = list(facts)
    return {
        "trades": [(it.id, it.price, it.size) for it in facts if isinstance(it, Trade)],
        "samples": [(it.at_ns, it.bins, it.usd) for it in facts if isinstance(it, BookSample)],
        "transfers": [
            (it.tx_hash, it.place, it.amount, it.status)
            for it in facts
            if isinstance(it, Transfer) and it.way != "internal"
        ],
    }


async def test_a_recording_that_was_killed_can_be_read_up_to_its_last_flush(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_made_up_world() as world:
        inhabit(world, monkeypatch)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "whale", "record", "--ethereum", "--out", str(tmp_path)),
            env={**os.environ, **world.variables},
            stderr=DEVNULL,
        )
        try:
            await until(lambda: flushed(tmp_path, "bybit") > 50 and flushed(tmp_path, "eth") > 5)
        finally:
            process.send_signal(signal.SIGKILL)
            await process.wait()

    result = await asyncio.to_thread(CliRunner().invoke, app, ["replay", str(tmp_path), "--json"])
    summary = json.loads(result.stdout.splitlines()[-1])
    assert result.exit_code == 0, result.stderr
    assert summary["frames"] >= flushed(tmp_path, "bybit") + flushed(tmp_path, "eth")
    assert summary["books"]["orderbook.50.ETHUSDT"]["in_sync"]
    assert [faults_of(stretch) for stretch in stretches_in([tmp_path])] == [[], []]


def flushed(folder: Path, feed: str) -> int:
    """Frames that are on the disk, by an unfinished manifest."""
    return sum(each.frames for each in manifests_in(folder) if each.source.feed.startswith(feed))


async def test_the_command_says_what_it_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_made_up_world() as world:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "whale", "record", "--seconds", "3", "--out", str(tmp_path)),
            env={**os.environ, **world.variables},
            stderr=asyncio.subprocess.PIPE,
        )
        words = (await process.communicate())[1].decode()

    assert process.returncode == 0, words
    (manifest,) = manifests_in(tmp_path)
    assert manifest.finished
    assert f"{manifest.frames:,} frames in 0:03" in words
    assert f"whale replay {tmp_path}" in words


async def test_a_venue_that_says_nothing_is_told_at_the_end(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "whale", "record", "--seconds", "1", "--out", str(tmp_path)),
        env={**os.environ, "WHALE_BYBIT_WS": "ws://127.0.0.1:9/"},
        stderr=asyncio.subprocess.PIPE,
    )
    words = (await process.communicate())[1].decode()

    assert process.returncode == 1
    assert "whale: not a single frame came; are the addresses right?" in words
