"""A person looks at what came to exchanges and what left them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from core.detection import Detection
from core.errors import RefusedError
from core.flows import ExchangeFlows, FlowSum
from core.gaps import Gap
from core.market import TIMEFRAME_NS, Candle, Timeframe
from core.outages import is_whole_feed
from core.ports import Clock, History
from core.time_units import SECOND_NS

FlowWindow = Literal["24h", "7d", "30d"]
WINDOWS: Final[tuple[FlowWindow, ...]] = get_args(FlowWindow)

_HOUR_NS = 3_600 * SECOND_NS
_BUCKETS: dict[FlowWindow, tuple[int, int, Timeframe]] = {
    "24h": (48, _HOUR_NS // 2, "5m"),
    "7d": (84, 2 * _HOUR_NS, "1h"),
    "30d": (60, 12 * _HOUR_NS, "4h"),
}
"""How many buckets, how long each, and the candles whose closes say what a coin was worth."""
# Under which names a coin moves on a chain that is not its own, or is wrapped on its own.
_STANDS_FOR = {"ETH": ("ETH", "WETH"), "BTC": ("WBTC", "cbBTC", "tBTC")}
_DOLLARS = ("USDT", "USDC", "DAI", "USDT0", "USDC.e", "USDbC")
_QUOTES = ("USDT", "USDC", "USD")
_LATE_NS = 300 * SECOND_NS
_NAMES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Flows of a window in whole coins, all of them coins that can be valued in dollars.

    There is at least one candle. ``unwatched`` holds the numbers of the buckets in which nobody saw
    what moved, ``until_ns`` is when the newest transfer was told.
    """

    symbol: str
    venue: str
    exchange: str | None
    chain: str
    window: FlowWindow
    coins: Sequence[str]
    first_ns: int
    bucket_ns: int
    buckets: int
    sums: Sequence[FlowSum]
    largest: Sequence[Detection]
    candles: Sequence[Candle]
    unwatched: frozenset[int]
    until_ns: int
    late_s: float | None

    def worth(self, coin: str, at_ns: int) -> float:
        """Dollars of one coin at a time; a stable coin is one dollar."""
        if coin in _DOLLARS:
            return 1.0
        known = bisect_right(self.candles, at_ns, key=lambda candle: candle.open_ns)
        return self.candles[max(0, known - 1)].close


class ReadFlow:
    """Collects what a whale flow picture shows."""

    def __init__(
        self, history: History, clock: Clock, *, venue: str = "bybit", chain: str = "ethereum"
    ) -> None:
        self._history = history
        self._clock = clock
        self._venue = venue
        self._chain = chain

    async def __call__(self, symbol: str, window: FlowWindow, exchange: str = "") -> Flow:
        """What a symbol's coin did at all exchanges, or that and stable coins at one of them.

        An exchange is found among those of the window, whatever the case of its letters; the
        beginning of its name is enough where no other begins so.

        Raises
        ------
        RefusedError
            If no transfer was told in that window, no price is known, or the exchange is not among
            those whose transfers were.
        """
        count, bucket_ns, timeframe = _BUCKETS[window]
        end_ns = -(-self._clock.now_ns() // bucket_ns) * bucket_ns
        first_ns = end_ns - count * bucket_ns
        flows = await self._flows(first_ns, end_ns, bucket_ns)
        if flows.newest_ns is None:
            raise RefusedError("refused-no-flow", chain=self._chain.capitalize(), window=window)
        named = _named(exchange, flows.sums) if exchange else None
        if named is not None:
            flows = await self._flows(first_ns, end_ns, bucket_ns, named)
        coins = coins_of(symbol, with_dollars=named is not None)
        gaps = await self._history.gaps(since_ns=first_ns)
        holes = [gap for gap in gaps if gap.source == self._chain and _lost_blocks(gap)]
        until_ns = flows.newest_ns or end_ns
        late_ns = self._clock.now_ns() - until_ns
        return Flow(
            symbol=symbol,
            venue=self._venue,
            exchange=named,
            chain=self._chain,
            window=window,
            coins=coins,
            first_ns=first_ns,
            bucket_ns=bucket_ns,
            buckets=count,
            sums=[each for each in flows.sums if each.coin in coins],
            largest=[each for each in flows.largest if each.texts["coin"] in coins],
            candles=await self._candles(symbol, timeframe, first_ns),
            unwatched=_unwatched(flows, holes, range(first_ns, end_ns, bucket_ns), bucket_ns),
            until_ns=until_ns,
            late_s=late_ns / SECOND_NS if late_ns > _LATE_NS else None,
        )

    async def _flows(
        self, since_ns: int, until_ns: int, bucket_ns: int, exchange: str | None = None
    ) -> ExchangeFlows:
        return await self._history.exchange_flows(
            chain=self._chain,
            since_ns=since_ns,
            until_ns=until_ns,
            bucket_ns=bucket_ns,
            exchange=exchange,
        )

    async def _candles(self, symbol: str, timeframe: Timeframe, since_ns: int) -> list[Candle]:
        length_ns = TIMEFRAME_NS[timeframe]
        found = await self._history.candles(
            subject=f"{self._venue}:{symbol}",
            timeframe=timeframe,
            limit=(self._clock.now_ns() - since_ns) // length_ns + 2,
        )
        inside = [each for each in found if each.open_ns + length_ns > since_ns]
        if not inside:
            raise RefusedError("refused-no-candles", symbol=symbol, timeframe=timeframe)
        return inside


def coins_of(symbol: str, *, with_dollars: bool) -> tuple[str, ...]:
    """Under which names a market's coin moves on a chain; stable coins too, where wanted.

    >>> coins_of("ETHUSDT", with_dollars=False), coins_of("LINKUSDT", with_dollars=False)
    (('ETH', 'WETH'), ('LINK',))
    """
    quote = next((each for each in _QUOTES if symbol.endswith(each)), "")
    base = symbol.removesuffix(quote)
    own = _STANDS_FOR.get(base, (base,))
    return (*own, *_DOLLARS) if with_dollars else own


def _named(word: str, sums: Sequence[FlowSum]) -> str:
    """The exchange of that name, or the only one whose name begins so."""
    known = sorted({each.exchange for each in sums}, key=str.lower)
    alike = [name for name in known if name.lower().startswith(word.lower())]
    for name in alike:
        if name.lower() == word.lower() or len(alike) == 1:
            return name
    key = "refused-unknown-exchange" if known else "refused-no-exchange"
    raise RefusedError(key, exchange=word, known=", ".join(known[:_NAMES]))


def _unwatched(
    flows: ExchangeFlows, holes: Sequence[Gap], begins: Sequence[int], bucket_ns: int
) -> frozenset[int]:
    """Buckets before the first transfer of any kind, after the newest, or touched by a hole."""
    first_ns, last_ns = flows.first_ns or 0, (flows.newest_ns or 0) + _LATE_NS
    return frozenset(
        number
        for number, begin_ns in enumerate(begins)
        if begin_ns + bucket_ns <= first_ns
        or begin_ns > last_ns
        or any(_touches(hole, begin_ns, begin_ns + bucket_ns) for hole in holes)
    )


def _touches(hole: Gap, since_ns: int, until_ns: int) -> bool:
    return hole.since_ns < until_ns and (hole.until_ns is None or hole.until_ns > since_ns)


def _lost_blocks(hole: Gap) -> bool:
    if hole.until_ns is None:
        return is_whole_feed(hole)
    return hole.lost in {"blocks", "receipts"}
