"""Specification of what is recorded: the sources, and not those that only compare."""

from runtime.settings import ChainSettings, Settings
from whale.record.sources import chosen


async def test_a_witness_is_left_out_of_a_recording() -> None:
    chain = ChainSettings.model_validate({"ws": "wss://first/", "witness": "https://other/"})
    settings = Settings.model_construct().model_copy(update={"ethereum": chain})

    found = await chosen(settings, symbols=["ETHUSDT"], depth=50, chains=["ethereum"])

    assert [described.feed for _, described in found] == ["bybit", "ethereum"]
