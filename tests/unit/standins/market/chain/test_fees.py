"""Specification of fees on the made-up chain: waves, congested spells, tips."""

import statistics
from itertools import pairwise

from standins.market.chain.fees import GWEI, Fees
from standins.market.chance import chance

FIRST = 23_900_000


def test_the_base_fee_never_moves_by_more_than_an_eighth() -> None:
    fees = [Fees(1).base(number) for number in range(FIRST, FIRST + 4_000)]

    steps = [after / before for before, after in pairwise(fees)]

    assert 0.875 <= min(steps) < 1 < max(steps) <= 1.125


def test_there_are_quiet_hours_and_congested_spells() -> None:
    fees = Fees(1)
    congestion = [fees.congestion(number) for number in range(FIRST, FIRST + 40_000, 20)]

    crowded = sum(one > 0.5 for one in congestion) / len(congestion)

    assert 0.02 < crowded < 0.3
    assert max(congestion) > 1.5


def test_tips_are_a_gwei_in_the_middle_and_have_a_long_tail() -> None:
    luck, fees = chance("tips"), Fees(1)
    tips = sorted(fees.tip(luck, 0.0) / GWEI for _ in range(4_000))

    assert 0.7 < statistics.median(tips) < 1.3
    assert tips[3_960] > 15
    assert 0.02 < sum(tip == 0 for tip in tips) / len(tips) < 0.06


def test_tips_rise_where_blocks_are_crowded() -> None:
    luck, fees = chance("tips"), Fees(1)
    quiet = [fees.tip(luck, 0.0) for _ in range(2_000)]
    crowded = [fees.tip(luck, 2.0) for _ in range(2_000)]

    assert statistics.median(crowded) > 2 * statistics.median(quiet)
