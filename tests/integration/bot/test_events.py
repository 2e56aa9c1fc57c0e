"""Story of somebody who wants to hear of an event of the market, and does."""

from msgspec import structs

from core.detection import Detection, DetectionId
from tests.integration.bot.chat import talking
from tests.unit.bot.desk import NOW_NS


def wall(usd: float) -> Detection:
    """A bid wall of so many dollars that was pulled."""
    return Detection(
        id=DetectionId("ab" * 10),
        kind="liquidity_zone_pulled",
        subject="bybit:BTCUSDT",
        formed_ns=NOW_NS,
        known_ns=NOW_NS,
        seen_ns=NOW_NS,
        side="bullish",
        low=97_000.0,
        high=97_010.0,
        numbers={"age_s": 600.0, "size_usd": 0.0, "peak_usd": usd, "traded_usd": 0.0},
    )


async def test_an_event_is_chosen_with_buttons_alone_and_told_with_its_numbers() -> None:
    async with talking() as talk:
        await talk.say("/alert")
        await talk.tap("📣 Market events")
        await talk.tap("🧱 Walls in the book")
        assert "[● ETHUSDT] [BTCUSDT]" in await talk.tap("Liquidity zone pulled")
        await talk.tap("BTCUSDT")
        await talk.tap("🟩 bullish")
        await talk.tap("$1M+")

        saved = await talk.tap("✅ Save")

        assert "of every bullish liquidity zone pulled over $1.0M on BTCUSDT." in saved
        [rule], target = await talk.mine()
        assert rule.condition.meets(wall(2e6))
        assert not rule.condition.meets(wall(5e5))
        assert not rule.condition.meets(structs.replace(wall(2e6), side="bearish"))

        await talk.owe(rule, target, wall(2e6))

        assert "Bot: <photo 1024x640> 💨 $2.0M bid wall pulled\n" in await talk.shows("pulled\n")
        assert (await talk.calls())["violations"] == 0


async def test_a_pattern_of_the_chain_needs_no_more_than_its_name() -> None:
    async with talking() as talk:
        await talk.say("/alert")
        await talk.tap("📣 Market events")
        await talk.tap("🐋 Money on the chain")
        await talk.tap("Accumulation")

        assert "of every accumulation on Ethereum." in await talk.tap("✅ Save")


async def test_a_zone_is_watched_on_candles_of_ones_choice() -> None:
    async with talking() as talk:
        await talk.say("/alert")
        await talk.tap("📣 Market events")
        await talk.tap("🟩 Zones")
        await talk.tap("FVG inversed")
        await talk.tap("1h")

        assert "of every FVG inversed on ETHUSDT 1h." in await talk.tap("✅ Save")


async def test_the_inner_track_of_a_chart_is_one_tap_away() -> None:
    async with talking() as talk:
        await talk.say("/alert")
        await talk.tap("📣 Market events")
        await talk.tap("📈 Structure")
        await talk.tap("CHoCH")
        assert "[● internal swings]" in await talk.tap("internal swings")

        assert "of every CHoCH (internal) on ETHUSDT." in await talk.tap("✅ Save")
