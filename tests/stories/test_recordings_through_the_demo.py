"""Story of real recordings that are played through the whole product.

What must arrive is worked out from the files in a few lines that share nothing with the product.
"""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.support.chat import Message, chat_at
from tests.support.demo import a_demo

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
BLOCKS = DATA / "ethereum" / "mainnet_blocks.jsonl.gz"
BOOK = DATA / "bybit" / "usdm_20240718T2357_478s.orderbook.50.ETHUSDT.jsonl.gz"
TRADES = DATA / "bybit" / "usdm_20240718T2357_478s.publicTrade.ETHUSDT.jsonl.gz"
LEAST_ETH = 1_000
LEVEL = 3_419.0
ONE_PURSE = {
    "0x28c6c06298d514db089934071355e5743bf21d60",
    "0x21a31ee1afc51d94c2efccaa2092ad1028285549",
}
"""Two wallets of Binance: what one sends to the other has not moved."""
WEI = 10**18

_WHALE = re.compile(r"🐋 ([\d,.]+) ETH [^\n]+\n.*\nblock ([\d,]+) ")
_CROSSED = re.compile(r"ETHUSDT ([\d,.]+): (up|down) through ([\d,.]+)\nbefore ([\d,.]+) ")

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the recordings are not part of the project and are not here"
)


@pytest.mark.timeout(180)
async def test_a_recording_at_two_hundred_times_its_speed_tells_each_event_once_and_in_order(
    tmp_path: Path,
) -> None:
    moved, passed = large_transfers(), crossings()
    assert (len(moved), len(passed)) == (12, 9)
    files = ("--blocks", BLOCKS, "--frames", BOOK, "--frames", TRADES, "--speed", 200)

    async with a_demo(*files, data=tmp_path / "demo") as demo, chat_at(demo.page) as chat:
        await chat.say(f"/alert whale {LEAST_ETH}")
        await chat.shows("Rule 1 saved")
        await chat.say(f"/alert ETHUSDT crosses {LEVEL}")
        await chat.shows("Rule 2 saved")
        await chat.tap("all")
        said = await chat.until(so_many_alerts(len(moved) + len(passed)), within_s=100)
        await chat.say("/alerts")
        record = await chat.shows("Your 2 rules")

        assert [whale(message) for message in said if message.rule == 1] == moved
        assert [crossing(message) for message in said if message.rule == 2] == passed
        # The worker had read both recordings to their ends by then, and owed no alert beyond these.
        assert f"{len(moved)} alerts" in record.text
        assert f"{len(passed)} alerts" in record.text
        assert await chat.violations() == 0


def large_transfers() -> list[tuple[float, int]]:
    """Amount, to the digit that is shown, and block of every move that is large enough."""
    return [
        (round(int(transaction["value"], 16) / WEI, 1), int(block["number"], 16))
        for block in lines_of(BLOCKS)
        for transaction in block["transactions"]
        if int(transaction["value"], 16) >= LEAST_ETH * WEI
        and not {transaction["from"], transaction["to"]} <= ONE_PURSE
    ]


def crossings() -> list[tuple[str, float, float]]:
    """Direction, price before and price after of every trade that came to the level or past it."""
    prices = [float(trade["p"]) for frame in lines_of(TRADES) for trade in frame["data"]]
    return [
        ("up" if before < after else "down", before, after)
        for before, after in pairwise(prices)
        if before < LEVEL <= after or after <= LEVEL < before
    ]


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt") as file:
        yield from map(json.loads, file)


def so_many_alerts(count: int) -> Callable[[list[Message]], list[Message] | None]:
    """Looks for all alerts, and sees nothing before there are so many."""

    def look(said: list[Message]) -> list[Message] | None:
        alerts = [message for message in said if message.rule is not None]
        return alerts if len(alerts) >= count else None

    return look


def whale(message: Message) -> tuple[float, int]:
    """Amount and block, as an alert tells them."""
    amount, block = numbers_in(_WHALE, message)
    return float(amount), int(block)


def crossing(message: Message) -> tuple[str, float, float]:
    """Direction, price before and price after, as an alert tells them."""
    after, direction, level, before = numbers_in(_CROSSED, message)
    assert float(level) == LEVEL
    return direction, float(before), float(after)


def numbers_in(words: re.Pattern[str], message: Message) -> list[str]:
    found = words.search(message.text)
    assert found is not None, message.text
    return [part.replace(",", "") for part in found.groups()]
