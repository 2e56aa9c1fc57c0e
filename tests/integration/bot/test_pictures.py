"""Story of somebody who looks: pictures are sent with words, and change in place."""

import time

from core.heat import HeatColumn
from core.market import Candle
from core.ports import Effects, EntryId, Stores
from tests.integration.bot.chat import talking

SECOND = 1_000_000_000


async def follow(stores: Stores) -> None:
    """Some minutes of a market."""
    now_ns = time.time_ns()
    heat = [
        HeatColumn(
            subject="bybit:ETHUSDT",
            at_ns=now_ns - now_ns % (10 * SECOND) - back * 10 * SECOND,
            step=0.1,
            low_bin=34_950,
            usd=tuple(float(1000 + 37 * (number % 11)) for number in range(100)),
            mid=3500.0,
            share=1.0,
            low_usd=1185.0,
            high_usd=1370.0,
        )
        for back in range(60, 0, -1)
    ]
    candles = [
        Candle(
            venue="bybit",
            symbol="ETHUSDT",
            at_ns=now_ns,
            seen_ns=now_ns,
            timeframe="15m",
            open_ns=now_ns - now_ns % (900 * SECOND) - back * 900 * SECOND,
            open=3500.0 + back,
            high=3506.0 + back,
            low=3495.0 + back,
            close=3501.0 + back,
            volume=5.0,
            closed=True,
        )
        for back in range(40, 0, -1)
    ]
    claim = await stores.ledger.acquire(0, "worker")
    await stores.ledger.commit(
        Effects(claim=claim, position=EntryId(ms=1, seq=0), heat=heat, candles=candles)
    )


async def test_a_heatmap_is_announced_sent_and_refreshed_in_place() -> None:
    async with talking() as talk:
        await follow(talk.stores)
        sent = await talk.say("/heatmap eth")
        window = await talk.tap("15 min")

        assert "Bot: <photo 1024x1280> 📊 Order book, last 1 h\n" in sent
        assert "  [15 min] [● 1 h] [4 h] [1 d]\n  [🔄 Refresh] [✕ Close]\n" in sent
        assert "Bot: <photo 1024x1280> 📊 Order book, last 15 min\n" in window
        assert window.count("<photo") == 1
        methods = [name for name in await talk.methods() if name != "getUpdates"]
        assert methods[-5:] == [
            "sendChatAction",
            "sendPhoto",
            "answerCallbackQuery",
            "sendChatAction",
            "editMessageMedia",
        ]


async def test_the_structure_of_other_candles_is_a_tap_away() -> None:
    async with talking() as talk:
        await follow(talk.stores)
        sent = await talk.say("/smc")
        other = await talk.tap("1h")

        assert "Bot: <photo 1024x1280> 🕯 Market structure\n  ETHUSDT Bybit perp, 15 m: " in sent
        assert other.startswith(sent)
        assert other.endswith(
            "Bot: I have no 1h candles of ETHUSDT yet. /status shows the feeds.\n"
        )


async def test_more_of_the_structure_is_a_word_or_a_tap_away() -> None:
    async with talking() as talk:
        await follow(talk.stores)
        sent = await talk.say("/smc 15m detail")
        less = await talk.tap("● Detail")

        assert "  [1m] [5m] [● 15m]\n  [1h] [4h] [1d] [● Detail]\n" in sent
        assert "  [1m] [5m] [● 15m]\n  [1h] [4h] [1d] [Detail]\n" in less
        assert less.count("<photo") == 1


async def test_a_picture_closes_like_any_menu() -> None:
    async with talking() as talk:
        await follow(talk.stores)
        await talk.say("/heatmap")

        assert await talk.tap("✕ Close") == "You: /heatmap\n"


async def test_a_market_that_is_not_followed_is_named() -> None:
    async with talking() as talk:
        answer = await talk.say("/heatmap doge")

        assert answer.endswith("Bot: I do not follow DOGE. I follow ETHUSDT, BTCUSDT.\n")
