"""Specification of facts on the wire."""

import pytest

from core.errors import BrokenInputError
from core.facts import Fact, decode, encode, partition_of
from tests.support.facts import a_candle, a_snapshot, a_trade, a_transfer


@pytest.mark.parametrize(
    "fact",
    [a_trade(), a_candle(0, 1, 2, 0.5, 1.5), a_snapshot(), a_transfer(1_000_000.123456)],
    ids=lambda fact: type(fact).__name__,
)
def test_a_fact_comes_back_as_it_was_written(fact: Fact) -> None:
    assert decode(encode(fact)) == fact


def test_an_amount_beyond_sixty_four_bits_is_exact() -> None:
    transfer = a_transfer(120_000_000)

    back = decode(encode(transfer))

    assert back == transfer
    assert transfer.units == 120_000_000 * 10**18


def test_bytes_that_are_no_fact_are_refused_with_the_reason() -> None:
    with pytest.raises(BrokenInputError, match="not a fact"):
        decode(b"\x81\xa4type\xa6planet")


def test_a_subject_keeps_its_partition() -> None:
    partitions = {partition_of(f"bybit:S{number}USDT", 4) for number in range(50)}

    assert partition_of("ethereum", 4) == partition_of("ethereum", 4)
    assert partitions == {0, 1, 2, 3}
