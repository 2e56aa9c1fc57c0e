"""Story of a newcomer who starts ``whale demo``, asks, is told, ends it, and comes back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.chat import Message, chat_at
from tests.support.demo import a_demo
from tests.support.processes import HAS_PROC, KILLED, NO_PROC, family, gone, naming

# A world in which each of the first five blocks holds a whale: nobody wants to wait for minutes.
SEED = ("--seed", "342")
CARD = (1024, 640)
PICTURE = (1024, 1280)
WHALE = re.compile(r"🐋 [\d,.]+ ETH( \(\$[\d.]+M\))? (moved|unstaked|(left|to|from) .+)\n")


@pytest.mark.timeout(240)
async def test_a_newcomer_asks_with_buttons_and_words_is_told_in_pictures_and_comes_back(
    tmp_path: Path,
) -> None:
    data = tmp_path / "demo"
    async with a_demo(*SEED, data=data) as demo, chat_at(demo.page) as chat:
        await chat.say("/start")
        await chat.tap("🐋 Whale transfers")
        await chat.tap("500 ETH")
        await chat.shows("Rule 1 saved")
        whale = await chat.until(alert_of(1), within_s=90)
        assert WHALE.match(whale.text), whale.text
        assert whale.photo == CARD

        await chat.say("/alert")
        await chat.tap("💵 Price level")
        await chat.tap("ETHUSDT")
        price = price_in(await chat.shows("trades at"), "trades at")
        # Whichever way the market goes, it comes by one of these before long.
        above, below = round(price + 1, 2), round(price - 1, 2)
        await chat.say(f"/alert price ETHUSDT {above}")
        await chat.shows("Rule 2 saved")
        await chat.say(f"/alert ETHUSDT crosses {below}")
        await chat.shows("Rule 3 saved")
        crossed = await chat.until(alert_of(2, 3), within_s=90)
        assert price_in(crossed, "through") in {above, below}
        assert crossed.photo == CARD

        await chat.say("/heatmap")
        await chat.until(a_picture, after=await chat.newest())
        await chat.say("/smc")
        await chat.until(a_picture, after=await chat.newest())
        assert await chat.violations() == 0
        members = family(demo.pid)
        assert await demo.interrupted() == 0
        await gone(members)

    async with a_demo(*SEED, data=data) as demo, chat_at(demo.page) as chat:
        await chat.say("/alerts")
        listed = await chat.shows("Your 3 rules")
        assert "🔔 1 · transfers over 500 ETH" in listed.text
        assert f"🔔 2 · ETHUSDT crosses {above:,.2f}" in listed.text
        members = family(demo.pid)
        assert await demo.killed() == KILLED

    if not HAS_PROC:
        pytest.skip(f"all but the last is well: {NO_PROC}")
    await gone(members)
    assert naming(str(data)) == []


def alert_of(*rules: int) -> Callable[[list[Message]], Message | None]:
    """Looks for the first alert of one of the rules."""
    return lambda said: next((message for message in said if message.rule in rules), None)


def a_picture(said: list[Message]) -> Message | None:
    """Looks for a picture of the market's size."""
    return next((message for message in said if message.photo == PICTURE), None)


def price_in(message: Message, words: str) -> float:
    """The price that follows these words."""
    found = re.search(rf"{words} ([\d,]+(?:\.\d+)?)", message.text)
    assert found is not None, message.text
    return float(found[1].replace(",", ""))
