"""Specification of what a row of the gap ledger means."""

import msgspec
import pytest

from core.gaps import Gap, Lost
from core.outages import family_of, is_whole_feed, lost_something


def a_row(
    *, topic: str = "newHeads", reason: str = "", until: int = 9, lost: Lost = "nothing"
) -> Gap:
    return Gap(
        source="bybit", subject="bybit", topic=topic, reason=reason, healing="none",
        since_ns=1, until_ns=until or None, seen_ns=9, lost=lost,
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


def test_what_cannot_be_had_any_more_is_lost_whatever_the_words() -> None:
    assert lost_something(a_row(lost="liquidations"))
    assert not lost_something(a_row(lost="nothing"))


def test_while_a_hole_is_open_nothing_is_lost_yet() -> None:
    assert not lost_something(a_row(lost="trades", until=0))


def test_a_row_that_was_stored_before_there_was_a_word_for_it_lost_nothing() -> None:
    stored = msgspec.json.decode(msgspec.json.encode(a_row()))
    del stored["lost"]

    assert msgspec.convert(stored, Gap) == a_row()
