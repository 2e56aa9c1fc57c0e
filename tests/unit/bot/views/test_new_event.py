"""Specification of the screens on which somebody asks for an event of a market."""

import pytest

from bot.views import new_event
from bot.views.screens import Screen
from bot.views.taps import LONGEST_TAP, EventOf, EventsOf, NewEvent
from bot.views.texts import texts
from core.kinds import ASKED, ASKED_BY_CODE, INTERNAL

EN = texts("en")
LONGEST_SYMBOL = "1000000000000CHEEMSUSDTP"
MOST_BUTTONS = 100


def taps(screen: Screen) -> list[str]:
    return [button.tap or "" for row in screen.rows for button in row]


def offered(screen: Screen) -> set[str]:
    """The kinds behind the chips of a family."""
    read = [EventOf.read(tap) for tap in taps(screen)]
    return {ASKED_BY_CODE[tap.event].name for tap in read if tap is not None}


def test_every_kind_that_can_be_asked_for_is_in_one_family() -> None:
    families = [EventsOf.read(tap) for tap in taps(new_event.families(EN, ["ETHUSDT"]))]

    shown = [offered(new_event.events(EN, tap.family)) for tap in families if tap is not None]

    assert set().union(*shown) == {name for name in ASKED if not name.startswith(INTERNAL)}
    assert sum(map(len, shown)) == len(set().union(*shown))
    assert max(map(len, shown)) < MOST_BUTTONS


@pytest.mark.parametrize("name", sorted(ASKED))
def test_every_choice_fits_into_a_button(name: str) -> None:
    kind = ASKED[name]
    widest = EventOf(
        event=kind.code, symbol=LONGEST_SYMBOL, timeframe="15m", side="bullish", least=10_000_000
    )

    screen = new_event.event(EN, [LONGEST_SYMBOL, "ETHUSDT"], kind, widest)

    assert max(len(tap.encode()) for tap in taps(screen)) <= LONGEST_TAP
    assert NewEvent.read(taps(screen)[-3]) == NewEvent(**widest.model_dump())


def test_only_what_a_kind_has_is_asked_for() -> None:
    loop, trade = ASKED["loop"], ASKED["large_trade"]

    of_chain = new_event.event(EN, ["ETHUSDT", "BTCUSDT"], loop, EventOf(event=loop.code))
    of_market = new_event.event(EN, ["ETHUSDT", "BTCUSDT"], trade, EventOf(event=trade.code))

    assert [len(row) for row in of_chain.rows] == [1, 2]
    assert [len(row) for row in of_market.rows] == [2, 3, 4, 1, 2]


def test_without_a_market_only_chains_and_feeds_are_offered() -> None:
    families = [EventsOf.read(tap) for tap in taps(new_event.families(EN, []))]

    assert [tap.family for tap in families if tap is not None] == ["patterns", "health"]
