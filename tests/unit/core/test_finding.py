"""Specification of the condition that asks for anything a detector finds, by its kind."""

import pytest
from pydantic import ValidationError

from core.conditions import CONDITIONS, FindingCondition
from core.detection import Detection, DetectionId
from core.guards import AtLeast
from core.kinds import ASKED, kind_of


def found(kind: str, subject: str = "bybit:ETHUSDT", **more: object) -> Detection:
    return Detection(
        id=DetectionId("1"),
        kind=kind,
        subject=subject,
        formed_ns=1,
        known_ns=1,
        seen_ns=1,
        **more,  # type: ignore[arg-type]
    )


def test_it_is_stored_as_it_is_read() -> None:
    text = (
        '{"kind":"finding","finding":"large_trade","venue":"bybit","symbol":"ETHUSDT","chain":null,'
        '"timeframe":null,"side":"bullish","min_usd":1000000.0}'
    )

    condition = CONDITIONS.validate_json(text)

    assert CONDITIONS.dump_json(condition).decode() == text


def test_the_index_finds_it_by_kind_and_market() -> None:
    market = FindingCondition(finding="choch", symbol="ETHUSDT")
    chain = FindingCondition(finding="loop", chain="base")

    assert market.guard() == AtLeast(kind="choch", subject="bybit:ETHUSDT")
    assert chain.guard() == AtLeast(kind="loop", subject="base")


def test_timeframe_side_and_size_narrow_it_down() -> None:
    zone = FindingCondition(finding="order_block", symbol="ETHUSDT", timeframe="1h", side="bearish")
    trade = FindingCondition(finding="large_trade", symbol="ETHUSDT", min_usd=1e6)

    assert zone.meets(found("order_block", timeframe="1h", side="bearish"))
    assert not zone.meets(found("order_block", timeframe="15m", side="bearish"))
    assert not zone.meets(found("order_block", timeframe="1h", side="bullish"))
    assert trade.meets(found("large_trade", numbers={"usd": 1e6}))
    assert not trade.meets(found("large_trade", numbers={"usd": 999_999.0}))


def test_what_was_sold_counts_by_its_size() -> None:
    condition = FindingCondition(finding="delta_spike", symbol="ETHUSDT", min_usd=1e6)

    assert condition.meets(found("delta_spike", numbers={"usd": -2e6}))


@pytest.mark.parametrize("name", sorted(ASKED))
def test_every_kind_can_be_asked_for_where_it_is_found(name: str) -> None:
    kind = ASKED[name]
    where = {"chain": "ethereum"} if kind.where == "chain" else {"symbol": "ETHUSDT"}

    condition = FindingCondition.model_validate({"finding": name, **where})

    assert kind_of(found(name, condition.subject)) == kind


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"finding": "planet", "symbol": "ETHUSDT"}, "no kind 'planet'"),
        ({"finding": "transfer", "chain": "ethereum"}, "no kind 'transfer'"),
        ({"finding": "choch"}, "name a symbol or a chain"),
        ({"finding": "choch", "symbol": "ETHUSDT", "chain": "ethereum"}, "not both"),
        ({"finding": "choch", "chain": "ethereum"}, "found on a market"),
        ({"finding": "loop", "symbol": "ETHUSDT"}, "found on a chain"),
        ({"finding": "iceberg", "symbol": "ETHUSDT", "timeframe": "1h"}, "has no timeframe"),
        ({"finding": "volume_spike", "symbol": "ETHUSDT", "side": "bullish"}, "has no side"),
        ({"finding": "choch", "symbol": "ETHUSDT", "min_usd": 5}, "has no size in dollars"),
    ],
)
def test_what_cannot_be_found_is_refused_with_the_reason(
    fields: dict[str, object], why: str
) -> None:
    with pytest.raises(ValidationError, match=why):
        FindingCondition.model_validate(fields)


def test_a_kind_that_nobody_knows_has_no_place() -> None:
    with pytest.raises(KeyError, match="in core"):
        kind_of(found("planet"))
