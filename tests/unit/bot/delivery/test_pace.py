"""Specification of the pace: Telegram's limits, kept on our side."""

import pytest

from bot.delivery.pace import Bucket, Limit, Pace
from tests.unit.bot.desk import NOW_NS, WoundClock

SECOND = 1_000_000_000


def test_a_bucket_gives_its_burst_and_then_one_at_a_time() -> None:
    bucket = Bucket(Limit(per_s=2.0, burst=2), NOW_NS)
    bucket.take(NOW_NS)
    bucket.take(NOW_NS)

    assert bucket.wait_s(NOW_NS) == pytest.approx(0.5)
    assert bucket.wait_s(NOW_NS + SECOND // 2) == 0


def test_a_clock_that_is_set_back_gives_and_takes_nothing() -> None:
    bucket = Bucket(Limit(per_s=1.0, burst=1), NOW_NS)
    bucket.take(NOW_NS)

    assert bucket.wait_s(NOW_NS - 3600 * SECOND) == pytest.approx(1.0)


async def test_a_group_hears_of_twenty_a_minute() -> None:
    clock = WoundClock()
    pace = Pace(clock)
    for _ in range(3):
        await pace.turn(-1001)

    assert pace.wait_s(-1001) == pytest.approx(3.0)
    assert pace.wait_s(1001) == 0


async def test_a_held_chat_waits_and_no_other_does() -> None:
    clock = WoundClock()
    pace = Pace(clock)

    pace.hold(1001, 7)

    assert pace.wait_s(1001) == pytest.approx(7)
    assert pace.wait_s(1002) == 0
    await clock.run(7)
    assert pace.wait_s(1001) == 0
