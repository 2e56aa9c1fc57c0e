"""Story of somebody who looks at flows and at liquidations: pictures, windows, refusals."""

import time

from core.chain import Transfer
from core.detection import Detection
from core.labels import Entity, Label
from core.market import Candle, Ticker
from core.ports import Effects, EntryId, Stores
from engine.detectors.liquidation_map import LiquidationMaps
from engine.detectors.whale_transfer import WhaleTransfers
from engine.flows.book import LabelBook
from tests.integration.bot.chat import talking

SECOND = 1_000_000_000
HOUR = 3_600 * SECOND


def transfers(now_ns: int) -> list[Detection]:
    """Every half hour of a day, 500 ETH go to Binance."""
    binance = Label(
        chain="ethereum",
        address="0xb",
        entity=Entity("Binance"),
        name="Binance 14",
        category="exchange",
        source="a list",
        tier="A",
    )
    detector = WhaleTransfers(LabelBook([binance]))
    found = [
        one
        for block in range(48)
        for one in detector.update(
            Transfer(
                chain="ethereum",
                block_number=block,
                block_hash=f"0xb{block}",
                at_ns=now_ns - (48 - block) * HOUR // 2,
                seen_ns=now_ns,
                tx_hash=f"0x{block}",
                index=0,
                sender=f"0xa{block}",
                recipient="0xb",
                amount=str(500 * 10**18),
                status="success",
            )
        )
    ]
    return [one for one in found if isinstance(one, Detection)]


def maps(now_ns: int) -> list[Detection]:
    """Contracts are opened at 3,500; the next hour begins."""
    detector = LiquidationMaps()
    hour = now_ns // HOUR * HOUR
    states = ((hour - 2 * SECOND, 10_000.0), (hour - SECOND, 12_000.0), (hour, 12_000.0))
    return [
        one
        for at_ns, contracts in states
        for one in detector.update(
            Ticker(
                venue="bybit",
                symbol="ETHUSDT",
                at_ns=at_ns,
                seen_ns=at_ns,
                last=3_500.0,
                mark=3_500.0,
                index=3_500.0,
                open_interest=contracts,
                funding_rate=0.0001,
                next_funding_ns=hour + HOUR,
            )
        )
    ]


def candles(now_ns: int) -> list[Candle]:
    step = 300 * SECOND
    return [
        Candle(
            venue="bybit",
            symbol="ETHUSDT",
            at_ns=now_ns,
            seen_ns=now_ns,
            timeframe="5m",
            open_ns=now_ns // step * step - back * step,
            open=3_500.0,
            high=3_506.0 + back,
            low=3_495.0,
            close=3_500.0 + back % 7,
            volume=5.0,
            closed=True,
        )
        for back in range(290, 0, -1)
    ]


async def follow(stores: Stores) -> None:
    """A day of a chain and of a market."""
    now_ns = time.time_ns()
    claim = await stores.ledger.acquire(0, "worker")
    await stores.ledger.commit(
        Effects(
            claim=claim,
            position=EntryId(ms=1, seq=0),
            candles=candles(now_ns),
            detections=[*transfers(now_ns), *maps(now_ns)],
        )
    )


async def test_a_flow_is_sent_and_its_windows_are_a_tap_away() -> None:
    async with talking() as talk:
        await follow(talk.stores)
        await talk.say("/flow eth")
        sent = await talk.shows("Bot: <photo 1024x1280> 🏦 Whale flow\n  ETH on Ethereum: net +$")
        await talk.tap("30d")
        month = await talk.shows("Bot: I have no 4h candles of ETHUSDT yet.")

        assert "to exchanges in 24 h" in sent
        assert "  [● 24h] [7d] [30d]\n  [🔄 Refresh] [✕ Close]\n" in sent
        assert month.count("<photo") == 1


async def test_one_exchange_is_named_in_any_letters() -> None:
    async with talking() as talk:
        await follow(talk.stores)
        await talk.say("/flow binance 24h")
        sent = await talk.shows("to Binance in 24 h")
        await talk.say("/flow Mt. Gox")

        assert "  [● 24h] [7d] [30d]\n" in sent
        assert await talk.shows("nor an exchange that I have seen transfers of. There are Binance.")


async def test_a_name_without_end_is_answered_in_words() -> None:
    async with talking() as talk:
        await follow(talk.stores)
        await talk.say("/flow " + "ж" * 90)

        assert await talk.shows("ж is no market that I follow, nor an exchange")


async def test_a_window_that_is_none_is_refused_with_those_there_are() -> None:
    async with talking() as talk:
        await talk.say("/flow 3h")

        assert await talk.shows("I do not draw “3h”. Windows: 24h, 7d, 30d.")


async def test_a_liquidation_map_says_that_it_is_an_estimate() -> None:
    async with talking() as talk:
        await follow(talk.stores)
        await talk.say("/liqmap")
        sent = await talk.shows(
            "<photo 1024x1280> 💥 Liquidation map, an estimate\n  ETHUSDT Bybit"
        )
        again = await talk.tap("🔄 Refresh")

        assert "Estimate, not scored yet. Most shorts at 3,6" in sent
        assert "  [📊 Heatmap]\n  [🔄 Refresh] [✕ Close]\n" in sent
        assert again.count("<photo") == 1


async def test_without_data_both_say_what_is_missing() -> None:
    async with talking() as talk:
        await talk.say("/flow")
        await talk.say("/liqmap btc")

        assert await talk.shows("Bot: I have seen no transfer on Ethereum in 24h.")
        assert await talk.shows("I have no liquidation map of BTCUSDT yet.")
