"""Specification of which feeds the settings make, and where each is reached."""

from typing import Any

import pytest

from core.errors import MisconfiguredError
from db.memory import memory_stores
from engine.app.sources import Source, least_of, sources
from engine.feeds.ethereum import network_of
from runtime.settings import BybitSettings, ChainSettings, Settings
from tests.support.clock import Clockwork

USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"
WETH = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"
NO_VENUE = BybitSettings(symbols=())


async def followed(**groups: Any) -> list[Source]:  # noqa: ANN401  groups of settings by name
    settings = Settings().model_copy(update={"bybit": NO_VENUE, **groups})
    return await sources(settings, memory_stores(Clockwork()).cursor)


def names(found: list[Source]) -> list[str]:
    return [source.feed.name for source in found]


async def test_the_venue_is_followed_without_any_key() -> None:
    found = await followed(bybit=BybitSettings(symbols=("ETHUSDT",)))

    assert names(found) == ["bybit"]
    assert found[0].addresses[0].rest == "https://api.bybit.com"


async def test_many_symbols_get_several_sockets() -> None:
    symbols = tuple(f"COIN{number}USDT" for number in range(200))

    found = await followed(bybit=BybitSettings(symbols=symbols))

    assert len(found) > 1
    assert names(found)[0] == f"bybit 1/{len(found)}"


async def test_each_chain_with_a_node_is_a_feed_and_its_nodes_keep_their_order() -> None:
    chain = ChainSettings.model_validate(
        {"ws": "wss://first/key,wss://second/", "http": "https://third/"}
    )

    found = await followed(ethereum=chain, polygon=ChainSettings.model_validate({"ws": "ws://p/"}))

    assert names(found) == ["ethereum", "polygon"]
    assert [address.host for address in found[0].addresses] == ["first", "second", "third"]
    assert [address.polled for address in found[0].addresses] == [False, False, True]
    assert found[0].addresses[2].setting == "WHALE_ETHEREUM_HTTP"


async def test_a_witness_is_a_feed_of_its_own_that_we_can_do_without() -> None:
    chain = ChainSettings.model_validate({"ws": "wss://first/", "witness": "https://other/"})

    found = await followed(ethereum=chain)

    assert names(found) == ["ethereum", "ethereum witness"]
    assert [source.vital for source in found] == [True, False]


async def test_nothing_to_follow_is_told_with_what_to_do() -> None:
    with pytest.raises(MisconfiguredError, match="set WHALE_BYBIT_SYMBOLS or WHALE_ETHEREUM_WS"):
        await followed()


async def test_a_token_that_cannot_be_read_is_told_at_the_start() -> None:
    chain = ChainSettings.model_validate({"ws": "wss://first/", "tokens": "PEPE"})

    with pytest.raises(MisconfiguredError, match="token 'PEPE' cannot be read"):
        await followed(ethereum=chain)


def test_dollars_have_a_least_amount_of_their_own() -> None:
    network = network_of("ethereum")

    least = least_of(network, ChainSettings(min_eth=100, min_usd=1_000_000))

    assert least.wei == least.tokens[WETH] == 100 * 10**18
    assert least.tokens[USDC] == 1_000_000 * 10**6


def test_without_one_they_follow_the_ether() -> None:
    least = least_of(network_of("ethereum"), ChainSettings(min_eth=100))

    assert least.tokens[USDC] == 250_000 * 10**6
