"""Specification of the heatmap's past: as it was seen, in as many columns as are wanted."""

import pytest

from core.heat import HeatColumn
from core.ports import Stores
from tests.contract.builders import ETH, a_column, commit, next_effects
from tests.support.facts import NOON, SECOND

MINUTE_S = 60


async def heat(
    stores: Stores, *, since_s: int = 0, until_s: int = MINUTE_S, max_columns: int = 600
) -> list[HeatColumn]:
    return await stores.history.heat(
        subject=ETH,
        since_ns=NOON + since_s * SECOND,
        until_ns=NOON + until_s * SECOND,
        max_columns=max_columns,
    )


async def test_columns_of_a_window_come_back_as_they_were(stores: Stores) -> None:
    columns = [a_column(at_s, low_bin=35_000 + at_s) for at_s in (0, 10, 20, 30)]
    await commit(stores, heat=[columns[2], columns[0], columns[3], columns[1]])

    assert await heat(stores, since_s=10, until_s=30) == columns[1:3]


async def test_a_time_that_was_not_seen_has_no_column(stores: Stores) -> None:
    await commit(stores, heat=[a_column(0), a_column(30)])

    assert [column.at_ns for column in await heat(stores)] == [NOON, NOON + 30 * SECOND]
    assert await heat(stores, since_s=10, until_s=30) == []


async def test_the_first_word_on_a_column_stands(stores: Stores) -> None:
    await commit(stores, heat=[a_column(0)])

    await commit(stores, heat=[a_column(0, usd=(1.0,), share=0.5), a_column(10)])

    assert await heat(stores) == [a_column(0), a_column(10)]


async def test_a_batch_that_is_committed_again_changes_nothing(stores: Stores) -> None:
    batch = await next_effects(stores, heat=[a_column(0), a_column(10)])
    await stores.ledger.commit(batch)

    await stores.ledger.commit(batch)

    assert await heat(stores) == [a_column(0), a_column(10)]


async def test_sizes_are_kept_to_a_fortieth_of_a_per_cent(stores: Stores) -> None:
    sizes = (0.000123456789, 7.7, 98_765.4321, 1_234_567_890.12)
    await commit(stores, heat=[a_column(0, usd=sizes)])

    (column,) = await heat(stores)

    assert column.usd == pytest.approx(sizes, rel=2.5e-4)


async def test_more_columns_than_are_wanted_become_their_means(stores: Stores) -> None:
    columns = [a_column(at_s, usd=(float(at_s), 64.0), mid=3500.0 + at_s) for at_s in (0, 10, 20)]
    await commit(stores, heat=[*columns, a_column(30, usd=(8.0, 0.0))])

    first, second = await heat(stores, max_columns=3)

    assert (first.seconds, first.at_ns, first.usd, first.mid) == (20, NOON, (5.0, 64.0), 3510.0)
    assert (second.at_ns, second.usd, second.share) == (NOON + 20 * SECOND, (14.0, 32.0), 1.0)
    assert (first.high_usd, second.high_usd) == (columns[1].high_usd, a_column(30).high_usd)


async def test_a_mean_counts_what_was_seen_and_says_how_much(stores: Stores) -> None:
    await commit(stores, heat=[a_column(0, usd=(100.0,)), a_column(10, usd=(400.0,), share=0.5)])

    (column,) = await heat(stores, until_s=20, max_columns=1)

    assert (column.seconds, column.usd, column.share) == (20, (200.0,), 0.75)


async def test_a_mean_is_taken_only_of_columns_that_reach_a_price(stores: Stores) -> None:
    await commit(stores, heat=[a_column(0, usd=(16.0, 64.0)), a_column(10, usd=(32.0, 16.0, 8.0))])

    (column,) = await heat(stores, max_columns=1)

    assert column.usd == (24.0, 40.0, 8.0)


async def test_all_columns_of_a_window_have_its_coarsest_step(stores: Stores) -> None:
    fine = a_column(0, low_bin=34_999, usd=(1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0), step=0.1)
    await commit(stores, heat=[fine, a_column(10, low_bin=7_000, usd=(128.0,), step=0.5)])

    first, second = await heat(stores)

    assert (first.step, first.low_bin, first.usd) == (0.5, 6_999, (1.0, 62.0, 64.0))
    assert (second.step, second.low_bin, second.usd) == (0.5, 7_000, (128.0,))


async def test_a_price_of_any_size_has_its_heat(stores: Stores) -> None:
    small = a_column(0, low_bin=20_123, step=5e-10, mid=0.0000100615)
    await commit(stores, heat=[small])

    assert await heat(stores) == [small]


async def test_a_heatmap_of_no_columns_is_refused(stores: Stores) -> None:
    with pytest.raises(ValueError, match="ask for 1 or more"):
        await heat(stores, max_columns=0)
