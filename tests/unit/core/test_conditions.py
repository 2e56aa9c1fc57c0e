"""Specification of what a user can ask for, as it is stored."""

import pytest
from pydantic import ValidationError

from core.conditions import CONDITIONS, Condition, PriceCrossCondition, TransferCondition
from core.guards import AtLeast, Crosses


@pytest.mark.parametrize(
    "text",
    [
        '{"kind":"transfer","chain":"ethereum","min_eth":500.0}',
        '{"kind":"price_cross","venue":"bybit","symbol":"ETHUSDT","level":3500.0}',
        '{"kind":"fair_value_gap","venue":"bybit","symbol":"ETHUSDT","timeframe":"15m","side":"any"}',
    ],
)
def test_a_condition_is_stored_as_it_is_read(text: str) -> None:
    condition = CONDITIONS.validate_json(text)

    assert CONDITIONS.dump_json(condition).decode() == text


@pytest.mark.parametrize(
    ("condition", "guard"),
    [
        (
            TransferCondition(min_eth=500),
            AtLeast(kind="transfer", subject="ethereum", number="eth", minimum=500),
        ),
        (
            PriceCrossCondition(symbol="ETHUSDT", level=3500),
            Crosses(metric="price", subject="bybit:ETHUSDT", level=3500),
        ),
    ],
)
def test_a_condition_names_what_the_index_looks_up(
    condition: Condition, guard: AtLeast | Crosses
) -> None:
    assert condition.guard() == guard


@pytest.mark.parametrize(
    "text",
    [
        '{"kind":"transfer","min_eth":0.5}',
        '{"kind":"price_cross","symbol":"ethusdt","level":3500}',
        '{"kind":"price_cross","symbol":"ETHUSDT","level":-1}',
        '{"kind":"price_cross","symbol":"ETHUSDT","level":"NaN"}',
        '{"kind":"transfer","min_eth":500,"colour":"blue"}',
        '{"kind":"planet"}',
    ],
)
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        CONDITIONS.validate_json(text)
