"""Specification of what a row of the gap ledger means."""

import pytest

from core.gaps import Gap
from core.outages import family_of, is_whole_feed, lost_something


def a_row(*, topic: str = "newHeads", reason: str = "", healing: str = "", until: int = 9) -> Gap:
    return Gap(
        source="bybit", subject="bybit", topic=topic, reason=reason, healing=healing,
        since_ns=1, until_ns=until or None, seen_ns=9,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("topic", "family"),
    [("orderbook.50.ETHUSDT", "orderbook"), ("newHeads", "newHeads"), ("* 1/3", "*")],
)
def test_a_family_is_what_a_topic_tells_of(topic: str, family: str) -> None:
    assert family_of(a_row(topic=topic)) == family


def test_a_lost_connection_is_the_whole_feed() -> None:
    assert is_whole_feed(a_row(topic="*"))
    assert is_whole_feed(a_row(topic="newHeads", reason="connection lost: closed"))


def test_a_topic_alone_is_not_the_whole_feed() -> None:
    assert not is_whole_feed(a_row(topic="newHeads", reason="a block was never told"))
    assert not is_whole_feed(a_row(topic="tickers.ETHUSDT", reason="connection lost: closed"))


@pytest.mark.parametrize(
    "healing",
    [
        "none",
        "none, the venue refuses its last trades: busy",
        "subscribed again; liquidations between cannot be had",
        "3 trades refilled, whole again from 12:00: those before are beyond the venue's memory",
    ],
)
def test_what_cannot_be_had_any_more_is_lost(healing: str) -> None:
    assert lost_something(a_row(healing=healing))


@pytest.mark.parametrize(
    "healing", ["no trade was missed", "3 trades refilled", "healed by a snapshot"]
)
def test_what_was_mended_is_not(healing: str) -> None:
    assert not lost_something(a_row(healing=healing))


def test_while_a_hole_is_open_nothing_is_lost_yet() -> None:
    assert not lost_something(a_row(healing="none: the venue keeps no list", until=0))
