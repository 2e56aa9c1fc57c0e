"""What is followed, and from where: chains and the venue."""

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, SecretStr, field_validator
from pydantic_settings import NoDecode

from core.market import Timeframe
from runtime.settings.frozen import FROZEN, listed

Category = Literal["linear", "spot", "inverse"]

_CATEGORIES: tuple[Category, ...] = ("linear", "spot", "inverse")
_DEPTHS = (1, 50, 200, 500, 1000)
_ADDRESS = re.compile(r"0x[0-9a-f]{40}")


class ChainSettings(BaseModel):
    """One chain. It is followed when it has a node, over WebSocket or plain HTTP."""

    model_config = FROZEN

    ws: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    """WebSocket addresses of any nodes (``wss://eth-mainnet.g.alchemy.com/v2/…``), separated by
    commas, the preferred one first; the next is taken when one fails or refuses."""

    http: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    """HTTP addresses of nodes that have no WebSocket, separated by commas. They are polled, and
    come after those of ``ws``."""

    poll_s: float | None = Field(default=None, ge=0.2, le=60)
    """Seconds between two looks at a node that is polled. Unset: half a block, a second at
    least."""

    min_eth: float = Field(default=10.0, ge=0)
    """Smaller moves are not read: ether, or what counts as much (see ``min_usd``). Rules cannot ask
    for less."""

    min_usd: float | None = Field(default=None, gt=0)
    """The same for coins that follow the dollar. Unset: 2,500 dollars to the ether of
    ``min_eth``."""

    tokens: Annotated[tuple[str, ...], NoDecode] = ()
    """Tokens to read beside the well-known ones, separated by commas, each as
    ``contract:COIN:decimals:coins-per-ether``."""

    internal: Literal["auto", "trace", "assets", "off"] = "auto"
    """How to learn of moves inside of calls: ``trace`` asks the node for traces, ``assets`` asks
    Alchemy's index, ``auto`` tries what the node has, ``off`` does without."""

    watch: Annotated[tuple[str, ...], NoDecode] = ()
    """Addresses whose moves are told as early as the node tells them, pending ones included;
    1,000 at most. Needs an Alchemy node."""

    witness: SecretStr | None = None
    """Another provider's node, WebSocket or HTTP, to compare the chain with. Unset: no
    comparison."""

    max_backfill: int | None = Field(default=None, ge=0)
    """Blocks to fetch at most after a pause. Unset: all that are missing."""

    @property
    def nodes(self) -> list[str]:
        """Every node's address, in the order in which they are tried."""
        return [secret.get_secret_value() for secret in (*self.ws, *self.http)]

    @field_validator("ws", "http", "tokens", "watch", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return listed(value)

    @field_validator("ws")
    @classmethod
    def _sockets(cls, value: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        return _with_scheme(value, "ws", "wss")

    @field_validator("http")
    @classmethod
    def _posts(cls, value: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        return _with_scheme(value, "http", "https")

    @field_validator("witness")
    @classmethod
    def _node(cls, value: SecretStr | None) -> SecretStr | None:
        return value and _with_scheme((value,), "ws", "wss", "http", "https")[0]

    @field_validator("watch")
    @classmethod
    def _addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        lowered = tuple(address.lower() for address in value)
        wrong = [address for address in lowered if not _ADDRESS.fullmatch(address)]
        if wrong:
            raise ValueError(f"{wrong[0]} is no address: 0x and 40 hex digits are wanted")
        return lowered


def _with_scheme(addresses: tuple[SecretStr, ...], *schemes: str) -> tuple[SecretStr, ...]:
    for place, secret in enumerate(addresses, 1):
        parts = urlsplit(secret.get_secret_value())
        if parts.scheme not in schemes or not parts.hostname:
            # The address itself is not repeated: it may hold a key.
            known = " or ".join(f"{scheme}://" for scheme in schemes)
            raise ValueError(f"address {place} must begin with {known} and name a host")
    return addresses


class BybitSettings(BaseModel):
    """The Bybit feed. Public data, no key."""

    model_config = FROZEN

    ws: str = "wss://stream.bybit.com/v5/public/linear"
    """WebSocket address of one market; its last part names it (spot, linear, inverse)."""

    rest: str = "https://api.bybit.com"
    """Base of the REST address, for the past and for proofs."""

    symbols: Annotated[tuple[str, ...], NoDecode] = ("ETHUSDT", "BTCUSDT")
    """Instruments to follow, separated by commas. Empty: no venue."""

    depth: int = 1000
    """Levels a side of the order book: 1, 50, 200 or 1000 (recordings of before September 2025 also
    have 500). 1000 reach 0.4 % from the price of the ETHUSDT perpetual; 50 reach 0.02 %, nearer
    than any wall stands. More levels cost more."""

    proof_depths: Annotated[tuple[int, ...], NoDecode] = (50, 200, 1000)
    """Further depths of the same book that are followed only to compare them with each other,
    separated by commas. Empty: no comparison, and a fifth of the traffic."""

    timeframes: Annotated[tuple[Timeframe, ...], NoDecode] = (
        "1m",
        "5m",
        "15m",
        "1h",
        "4h",
        "1d",
    )
    """Candles to follow, separated by commas."""

    history: int = Field(default=1000, ge=0, le=50_000)
    """Candles of the past that are fetched at the first start, for each of ``timeframes``."""

    @property
    def category(self) -> Category:
        """The market that ``ws`` leads to; linear where the address does not say."""
        last = urlsplit(self.ws).path.rpartition("/")[2]
        return next((category for category in _CATEGORIES if category == last), "linear")

    @field_validator("symbols", "timeframes", "proof_depths", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return listed(value)

    @field_validator("depth")
    @classmethod
    def _known(cls, value: int) -> int:
        _check_depths((value,))
        return value

    @field_validator("proof_depths")
    @classmethod
    def _all_known(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        _check_depths(value)
        return value


def _check_depths(depths: tuple[int, ...]) -> None:
    if any(depth not in _DEPTHS for depth in depths):
        raise ValueError(f"there are order books of {', '.join(map(str, _DEPTHS))} levels")
