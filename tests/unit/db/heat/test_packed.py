"""Specification of a packed column: the same bytes every time, few of them, true to 0.025 %."""

import msgspec
import numpy as np
import pytest

from core.heat import HeatColumn
from db.heat import pack
from tests.contract.builders import a_column

SIZES = tuple(float(size) for size in np.random.default_rng(5).lognormal(11, 1.3, 300))


def test_the_same_column_gives_the_same_bytes() -> None:
    column = a_column(usd=SIZES)

    again = msgspec.msgpack.decode(msgspec.msgpack.encode(column), type=HeatColumn)

    assert pack(again) == pack(column)


def test_sizes_come_back_almost_as_they_were() -> None:
    packed = pack(a_column(usd=SIZES))

    assert packed.unpacked() == pytest.approx(SIZES, rel=2.5e-4)


def test_a_price_at_which_nothing_rests_stays_one() -> None:
    packed = pack(a_column(usd=(5.0, 0.0, 0.0, 7.0)))

    assert packed.unpacked().tolist() == [5, 0, 0, 7]


def test_a_column_of_nothing_can_be_kept() -> None:
    assert pack(a_column(usd=(0.0,))).unpacked().tolist() == [0]


def test_a_size_takes_less_than_three_bytes_and_an_empty_price_a_few_bits() -> None:
    sparse = tuple(size if place % 10 == 0 else 0.0 for place, size in enumerate(SIZES))

    assert len(pack(a_column(usd=SIZES)).sizes) < 3 * len(SIZES)
    assert len(pack(a_column(usd=sparse)).sizes) < 0.7 * len(SIZES)
