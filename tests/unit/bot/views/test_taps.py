"""Specification of callback data: short, versioned, and refused when it is not ours."""

import pytest

from bot.views.taps import (
    Close,
    GapOf,
    Go,
    InList,
    NewPrice,
    OnRule,
    Prefer,
    Tap,
    TypeIt,
    ZonesOf,
)


@pytest.mark.parametrize(
    "tap",
    [
        Go(place="alerts"),
        Close(),
        TypeIt(what="whale"),
        NewPrice(symbol="1000000BABYDOGEUSDT", level=0.000012345),
        GapOf(symbol="1000000BABYDOGEUSDT", timeframe="15m", side="bearish"),
        OnRule(rule=2**63, do="resume", value=604_800),
        InList(page=9, do="remove", rule=2**63),
        ZonesOf(region="americas"),
        Prefer(what="zone", value="America/Argentina/ComodRivadavia"),
        Prefer(what="numbers", value=""),
    ],
    ids=lambda tap: tap.pack(),
)
def test_a_tap_comes_back_as_it_was_sent(tap: Tap) -> None:
    assert type(tap).read(tap.pack()) == tap
    assert len(tap.pack().encode()) <= 64


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        "rule1",
        "rule0:1:show:0",
        "rule1:x:show:0",
        "rule1:1:fly:0",
        "rule1:nan:show:0",
        "rule1:1:show:0:9",
    ],
)
def test_what_is_not_ours_is_no_tap(data: str | None) -> None:
    assert OnRule.read(data) is None


def test_a_tap_that_telegram_would_refuse_is_never_built() -> None:
    with pytest.raises(ValueError, match="cannot be sent"):
        NewPrice(symbol="X" * 64, level=1.0).pack()
    with pytest.raises(ValueError, match="cannot be sent"):
        NewPrice(symbol="A:B", level=1.0).pack()
