"""Specification of wishes in one line (``usecases.wishes``)."""

import pytest

from core.conditions import (
    Condition,
    FairValueGapCondition,
    PriceCrossCondition,
    TransferCondition,
)
from core.errors import RefusedError
from usecases.wishes import read_symbol, read_wish

SYMBOLS = ("ETHUSDT", "BTCUSDT")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("whale 500", TransferCondition(min_eth=500)),
        ("transfers over 500 ETH", TransferCondition(min_eth=500)),
        ("whale 1.5k", TransferCondition(min_eth=1500)),
        ("500 eth", TransferCondition(min_eth=500)),
        ("2keth", TransferCondition(min_eth=2000)),
        ("Whales > 1,000", TransferCondition(min_eth=1000)),
        ("price ETHUSDT 3500", PriceCrossCondition(symbol="ETHUSDT", level=3500)),
        ("ETHUSDT crosses 3500", PriceCrossCondition(symbol="ETHUSDT", level=3500)),
        ("tell me when eth crosses 3 500", PriceCrossCondition(symbol="ETHUSDT", level=3500)),
        ("btc 98k", PriceCrossCondition(symbol="BTCUSDT", level=98_000)),
        ("price of ETH/USDT at $3,500.50", PriceCrossCondition(symbol="ETHUSDT", level=3500.5)),
        ("fvg ETHUSDT 15m", FairValueGapCondition(symbol="ETHUSDT", timeframe="15m")),
        ("fvg", FairValueGapCondition(symbol="ETHUSDT")),
        (
            "bearish fvg btc 4h",
            FairValueGapCondition(symbol="BTCUSDT", timeframe="4h", side="bearish"),
        ),
    ],
)
def test_a_line_says_what_is_wished(line: str, wanted: Condition) -> None:
    assert read_wish(line, SYMBOLS) == wanted


@pytest.mark.parametrize(
    ("line", "key", "values"),
    [
        ("", "refused-wish", {}),
        ("whale", "refused-no-amount", {}),
        ("whale 0.5", "refused-amount-range", {}),
        ("whale 20M", "refused-amount-range", {}),
        ("whale $2M", "refused-dollars", {}),
        ("whale 2M usd", "refused-dollars", {}),
        ("whale 5 6", "refused-two-numbers", {"second": "6"}),
        ("price 3500", "refused-no-level", {}),
        ("price eth", "refused-no-level", {}),
        ("ETHUSDT crosses 2B", "refused-level-range", {}),
        ("eth 3,5", "refused-word", {"word": "3,5"}),
        ("price ETHUSDT -5", "refused-word", {"word": "-5"}),
        ("drop table", "refused-word", {"word": "drop"}),
        (
            "dogeusdt 3",
            "refused-unknown-symbol",
            {"symbol": "DOGEUSDT", "known": "ETHUSDT, BTCUSDT"},
        ),
    ],
)
def test_nonsense_is_refused_with_what_to_do(line: str, key: str, values: dict[str, str]) -> None:
    with pytest.raises(RefusedError) as refused:
        read_wish(line, SYMBOLS)

    assert (refused.value.key, refused.value.values) == (key, values)


def test_a_very_long_line_is_not_read_to_its_end() -> None:
    line = "whale 500 " + "a " * 10_000 + "6"

    assert read_wish(line, SYMBOLS) == TransferCondition(min_eth=500)


def test_only_followed_symbols_are_known() -> None:
    assert read_symbol("bybit:ethusdt", SYMBOLS) == "ETHUSDT"
    assert read_symbol("SOL", SYMBOLS) is None
