"""Specification of the feeds' health."""

import pickle
from collections.abc import Iterable

import msgspec
import pytest

from core.detection import Detection
from core.gaps import Gap, Lost
from core.market import Trade
from engine.detectors.feed_health import FeedHealth, HealthOptions
from tests.support.facts import NOON, SECOND, a_trade

FEW = HealthOptions(late_s=5, least_trades=3, away_s=10)


def seen(at_s: float, *, delay_s: float = 0.1) -> Trade:
    trade = a_trade(at_s=at_s - delay_s)
    return msgspec.structs.replace(trade, seen_ns=NOON + int(at_s * SECOND))


def a_hole(
    at_s: float,
    until_s: float | None = None,
    *,
    topic: str = "orderbook.50.ETHUSDT",
    healing: str = "healed by a snapshot",
    subject: str = "bybit:ETHUSDT",
    lost: Lost = "nothing",
) -> Gap:
    until_ns = None if until_s is None else NOON + int(until_s * SECOND)
    return Gap(
        source="bybit", subject=subject, topic=topic, reason="lost", healing=healing,
        since_ns=NOON + int(at_s * SECOND), until_ns=until_ns,
        seen_ns=until_ns or NOON + int(at_s * SECOND), lost=lost,
    )  # fmt: skip


def found_in(facts: Iterable[Trade | Gap], health: FeedHealth | None = None) -> list[Detection]:
    health = health or FeedHealth(FEW)
    found = [finding for fact in facts for finding in health.update(fact)]
    return [finding for finding in found if isinstance(finding, Detection)]


def kinds(facts: Iterable[Trade | Gap]) -> list[str]:
    return [finding.kind for finding in found_in(facts)]


def test_trades_that_come_too_late_are_told_once() -> None:
    late, *more = found_in([seen(second, delay_s=6) for second in range(10, 40)])

    assert (late.kind, more) == ("feed_late", [])
    assert late.numbers["delay_s"] == pytest.approx(6, rel=0.02)
    assert late.known_ns == late.seen_ns == seen(12).seen_ns


def test_a_feed_that_was_late_is_back_when_a_minute_was_fast() -> None:
    slow = [seen(second, delay_s=6) for second in range(10, 20)]
    fast = [seen(second) for second in range(20, 100)]

    late, back = found_in([*slow, *fast])

    assert (back.kind, back.of) == ("feed_back", late.id)


def test_a_few_trades_say_nothing_and_refilled_ones_do_not_either() -> None:
    refilled = [msgspec.structs.replace(seen(s, delay_s=60), late_ns=1) for s in range(10, 30)]

    assert kinds([seen(1, delay_s=60), seen(2, delay_s=60), *refilled]) == []


def test_a_hole_that_heals_soon_is_no_news() -> None:
    assert kinds([a_hole(0), seen(1), seen(9), a_hole(0, 9.5), seen(30)]) == []


def test_a_topic_that_stays_away_while_others_come_is_down_until_it_is_back() -> None:
    down, back = found_in([a_hole(0), seen(1), seen(10.9), seen(11), seen(20), a_hole(0, 25)])

    assert (down.kind, down.formed_ns, down.known_ns) == ("feed_down", NOON, seen(11).seen_ns)
    assert (back.kind, back.of, back.numbers["lasted_s"]) == ("feed_back", down.id, 25)
    assert down.texts["family"] == "orderbook"


def test_all_depths_of_a_book_are_one_episode() -> None:
    deep = "orderbook.1000.ETHUSDT"
    facts: list[Trade | Gap] = [
        a_hole(0),
        a_hole(0.5, topic=deep),
        seen(1),
        seen(12),
        a_hole(0, 15),
        seen(20),
    ]

    assert kinds(facts) == ["feed_down"]
    assert kinds([*facts, a_hole(0.5, 30, topic=deep)]) == ["feed_down", "feed_back"]


def test_a_silence_of_everything_is_not_held_against_one_topic() -> None:
    assert kinds([a_hole(0), seen(60), a_hole(0, 60.5)]) == []


def test_a_lost_connection_is_told_at_once() -> None:
    lost, back = a_hole(0, topic="*", subject="bybit"), a_hole(0, 3, topic="*", subject="bybit")

    down, healed = found_in([lost, back])

    assert (down.kind, down.known_ns) == ("feed_down", lost.seen_ns)
    assert (healed.kind, healed.of, healed.subject) == ("feed_back", down.id, "bybit")


def test_what_is_lost_for_good_is_told_with_the_feeds_own_words() -> None:
    words, topic = "subscribed again", "allLiquidation.ETHUSDT"
    closed = a_hole(0, 3, topic=topic, healing=words, lost="liquidations")

    (lost,) = found_in([a_hole(0, topic=topic), closed])

    assert (lost.kind, lost.texts["lost"]) == ("feed_incomplete", "liquidations")
    assert lost.texts["healing"] == words
    assert lost.numbers["lasted_s"] == 3


def test_words_alone_lose_nothing() -> None:
    closed = a_hole(0, 3, healing="none: whoever says so, all of it came")

    assert kinds([a_hole(0), closed]) == []


def test_what_a_feed_lost_while_it_was_down_names_that() -> None:
    down, back, lost = found_in([a_hole(0), seen(1), seen(11), a_hole(0, 25, lost="trades")])

    assert (back.of, lost.of) == (down.id, down.id)


def test_a_fact_that_was_seen_before_the_last_changes_nothing() -> None:
    assert kinds([seen(30), a_hole(0), seen(31), seen(60)]) == []


def test_it_goes_on_where_it_was_stopped() -> None:
    history: list[Trade | Gap] = [a_hole(0), seen(1), seen(11), seen(20), a_hole(0, 25)]
    stopped = FeedHealth(FEW)
    before = found_in(history[:3], stopped)

    again = pickle.loads(pickle.dumps(stopped))  # noqa: S301 - our own bytes

    assert before + found_in(history[3:], again) == found_in(history)


@pytest.mark.parametrize("options", [{"late_s": 0.0}, {"away_s": -1.0}, {"least_trades": 0}])
def test_options_that_make_no_sense_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="take"):
        HealthOptions(**options)  # type: ignore[arg-type]
