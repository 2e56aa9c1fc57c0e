"""Specification of recording what the running product hears."""

from pathlib import Path

import pytest

from db.memory import memory_stores
from engine.app.recording import recorded
from engine.app.sources import sources
from runtime.clock import SystemClock
from runtime.context import Context
from runtime.settings import read_settings
from tests.support.recordings import manifests_in
from whale.record.sources import source_of

KEY = "a1b2c3d4e5f6a7b8c9d0"
TIP = (7, "0xa7")


def a_context(monkeypatch: pytest.MonkeyPatch, **more: str) -> Context:
    variables = {
        "WHALE_BYBIT_SYMBOLS": "ETHUSDT",
        "WHALE_ETHEREUM_WS": f"wss://node.example/v2/{KEY}",
        "WHALE_ETHEREUM_MIN_ETH": "50",
        **more,
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return Context(
        settings=read_settings(),
        clock=SystemClock(),
        owner="test",
        version="1.2.3",
        mark=lambda step: None,
    )


async def record_a_word(context: Context) -> None:
    """Everything is connected once."""
    cursor = memory_stores(context.clock).cursor
    await cursor.save("ethereum", *TIP)
    followed = await sources(context.settings, cursor)
    async with recorded(context, followed, cursor) as heard:
        for source in heard:
            source.feed.connected(context.clock.now_ns())


async def test_nothing_is_recorded_unless_a_folder_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    context = a_context(monkeypatch)
    cursor = memory_stores(context.clock).cursor
    followed = await sources(context.settings, cursor)

    async with recorded(context, followed, cursor) as heard:
        assert heard == followed


async def test_every_feed_is_recorded_and_no_key_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await record_a_word(a_context(monkeypatch, WHALE_DATA_RECORDINGS=str(tmp_path)))

    bybit, ethereum = manifests_in(tmp_path)
    assert (bybit.source.category, bybit.software) == ("linear", "whale-tracker 1.2.3")
    assert ethereum.source.address == "wss://node.example"
    assert not any(KEY in text for text in texts_in(tmp_path))


async def test_a_manifest_is_enough_to_make_the_same_feed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = a_context(monkeypatch, WHALE_DATA_RECORDINGS=str(tmp_path))
    await record_a_word(context)
    monkeypatch.setenv("WHALE_ETHEREUM_MIN_ETH", "1")
    _, ethereum = manifests_in(tmp_path)

    again = (await source_of(ethereum.source)).feed

    cursor = memory_stores(context.clock).cursor
    await cursor.save("ethereum", *TIP)
    first = (await sources(context.settings, cursor))[-1].feed
    assert ethereum.source.cursor == TIP
    assert ethereum.source.setup["min_eth"] == 50.0
    assert again.connected(0) == first.connected(0)


def texts_in(folder: Path) -> list[str]:
    return [path.read_text() for path in folder.glob("*.json")]
