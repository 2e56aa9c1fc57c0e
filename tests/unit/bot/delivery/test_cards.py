"""Specification of the card of an alert on its way: it never holds up the words."""

from collections.abc import Sequence

from aiogram.methods import SendMessage, SendPhoto
from msgspec import structs

from core.market import Candle
from core.ports import Effects, EntryId
from core.tape import TapeSecond
from tests.unit.bot.delivery.round import Desk
from tests.unit.bot.desk import NOW_NS, gap, owe, rule_of

SECOND_NS = 1_000_000_000
QUARTER_NS = 900 * SECOND_NS


def candle() -> Candle:
    """The quarter of an hour before a gap was known."""
    return Candle(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=NOW_NS,
        seen_ns=NOW_NS,
        timeframe="15m",
        open_ns=gap().known_ns - QUARTER_NS,
        open=3500.0,
        high=3505.0,
        low=3490.0,
        close=3501.0,
        volume=1.0,
        closed=True,
    )


def worthless() -> TapeSecond:
    """A trade for nothing at the moment the gap was known."""
    return TapeSecond(
        subject="bybit:ETHUSDT",
        at_ns=gap().known_ns - SECOND_NS,
        buy_usd=0.0,
        buy_size=1.0,
        sell_usd=0.0,
        sell_size=0.0,
        last=0.0,
    )


async def keep(
    desk: Desk, *, candles: Sequence[Candle] = (), tape: Sequence[TapeSecond] = ()
) -> None:
    claim = await desk.stores.ledger.acquire(0, "worker")
    position = EntryId(ms=claim.position.ms + 1, seq=0)
    effects = Effects(claim=claim, position=position, candles=list(candles), tape=list(tape))
    await desk.stores.ledger.commit(effects)


async def told(desk: Desk) -> list[SendMessage | SendPhoto]:
    rule, target = await rule_of(desk.stores, 1001)
    await owe(desk.stores, rule, target, gap())
    async with desk.paying():
        pass
    return desk.telegram.sent_to(1001)


async def test_a_price_that_cannot_be_costs_the_card_and_not_the_alert(desk: Desk) -> None:
    await keep(desk, tape=[worthless()])

    [letter] = await told(desk)

    assert isinstance(letter, SendMessage)
    assert "fair value gap" in letter.text


async def test_a_candle_that_can_be_is_on_the_card(desk: Desk) -> None:
    await keep(desk, candles=[candle()])

    [letter] = await told(desk)

    assert isinstance(letter, SendPhoto)


async def test_a_feed_that_is_down_is_told_with_a_card_without_prices(desk: Desk) -> None:
    await keep(desk, candles=[candle()])
    rule, target = await rule_of(desk.stores, 1001)
    hole = {"source": "bybit", "family": "trades", "reason": "connection lost"}
    down = structs.replace(
        gap(), kind="feed_down", timeframe=None, side=None, numbers={"away_s": 12.0}, texts=hole
    )

    await owe(desk.stores, rule, target, down)
    async with desk.paying():
        pass

    [letter] = desk.telegram.sent_to(1001)
    assert isinstance(letter, SendPhoto)
    assert "12 s</b>: feed down" in (letter.caption or "")
