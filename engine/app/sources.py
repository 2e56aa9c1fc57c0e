"""What is followed: feeds made from the settings, and where each is reached."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pydantic import SecretStr

from core.chain import WEI_PER_ETH
from core.conversation import Feed
from core.errors import MisconfiguredError
from core.ports import ChainCursor
from engine.feeds.bybit import bybit_feeds
from engine.feeds.ethereum import EthereumFeed, Network, Thresholds, Witness, network_of, token_of
from engine.feeds.ethereum.networks.tokens import DOLLARS_PER_ETHER
from engine.pipeline.wire.endpoints import Address
from runtime.settings import BybitSettings, ChainSettings, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A feed and its addresses, the preferred one first.

    Without one that is not ``vital`` the process does its work all the same: a second provider that
    only compares.
    """

    feed: Feed
    addresses: tuple[Address, ...]
    vital: bool = True


async def sources(settings: Settings, cursor: ChainCursor) -> list[Source]:
    """Every source that the settings name.

    Raises
    ------
    MisconfiguredError
        If they name none, or something that cannot be followed.
    """
    found = _bybit(settings.bybit)
    for name, chain in settings.chains.items():
        found += _chain(name, chain, await cursor.load(name))
    if not found:
        raise MisconfiguredError(
            "nothing to follow: set WHALE_BYBIT_SYMBOLS or WHALE_ETHEREUM_WS (see .env.example)"
        )
    return found


def _bybit(settings: BybitSettings) -> list[Source]:
    address = Address(websocket=settings.ws, rest=settings.rest, setting="WHALE_BYBIT_WS")
    feeds = bybit_feeds(
        settings.symbols,
        depth=settings.depth,
        proof_depths=settings.proof_depths,
        timeframes=settings.timeframes,
        category=settings.category,
        history=settings.history,
    )
    return [Source(feed=feed, addresses=(address,)) for feed in feeds]


def _chain(name: str, settings: ChainSettings, cursor: tuple[int, str] | None) -> list[Source]:
    network = network_of(name).reading(map(token_of, settings.tokens))
    prefix = f"WHALE_{name.upper()}"
    feed = EthereumFeed(
        network=network,
        least=least_of(network, settings),
        cursor=cursor,
        max_backfill=settings.max_backfill,
        subscribes=bool(settings.ws),
        poll_s=settings.poll_s,
        internal=settings.internal,
        watched=frozenset(settings.watch),
        setting=f"{prefix}_WS" if settings.ws else f"{prefix}_HTTP",
    )
    nodes = (*_nodes(settings.ws, f"{prefix}_WS"), *_nodes(settings.http, f"{prefix}_HTTP"))
    found = [Source(feed=feed, addresses=nodes)]
    if settings.witness is not None:
        second = Witness(feed, setting=f"{prefix}_WITNESS")
        address = _nodes([settings.witness], f"{prefix}_WITNESS")
        found.append(Source(feed=second, addresses=address, vital=False))
    return found


def least_of(network: Network, settings: ChainSettings) -> Thresholds:
    """From which amount on a move is told: by the ether, and by the dollar where that is set."""
    least = Thresholds.of(network, ether_wei=int(settings.min_eth * WEI_PER_ETH))
    if settings.min_usd is None:
        return least
    dollars = {
        contract: max(1, round(settings.min_usd * 10**token.decimals))
        for contract, token in network.tokens.items()
        if token.per_ether == DOLLARS_PER_ETHER * 10**token.decimals
    }
    return replace(least, tokens={**least.tokens, **dollars})


def _nodes(secrets: Iterable[SecretStr], setting: str) -> tuple[Address, ...]:
    return tuple(
        Address(websocket=secret.get_secret_value(), setting=setting) for secret in secrets
    )
