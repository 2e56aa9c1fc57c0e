"""Specification of holes as lines: when, what, why, and how long."""

from collections.abc import Sequence

from bot.views import gaps
from bot.views.html import plain
from bot.views.texts import texts
from tests.unit.bot.desk import NOW_NS
from usecases.status import Interruption

EN = texts("en")


def line(
    *topics: str, why: str = "no pong", source: str = "bybit", lasted_s: float | None = 2
) -> str:
    until_ns = None if lasted_s is None else NOW_NS + int(lasted_s * 1e9)
    one = Interruption(source=source, topics=topics, reason=why, since_ns=NOW_NS, until_ns=until_ns)
    return plain(gaps.interruption(EN, one))


def names(topics: Sequence[str]) -> list[str]:
    return [plain(gaps.topic(EN, each)) for each in topics]


def test_lost_frames_of_a_book_are_counted() -> None:
    lost = line("orderbook.200.ETHUSDT", why="update id 9 came where 6 was due")

    assert lost == "▸ 22:13 UTC order book ETHUSDT, 200 levels: 3 frames missing, healed in 2 s"


def test_a_lost_connection_is_one_line_for_all_its_topics() -> None:
    why = "connection lost: the connection to 127.0.0.1 broke off"

    assert line("a", "b", why=why) == "▸ 22:13 UTC Bybit, 2 topics: connection lost, healed in 2 s"
    assert line(why=why) == "▸ 22:13 UTC Bybit: connection lost, healed in 2 s"


def test_a_hole_of_a_chain_names_the_chain_and_an_open_one_says_so() -> None:
    assert line("newHeads", source="base", why="x" * 99, lasted_s=None) == (
        f"▸ 22:13 UTC Base new blocks: {'x' * 70}…, still open"
    )


def test_a_topic_without_words_of_ours_keeps_its_own_and_breaks_nothing() -> None:
    assert names(["kline.5.BTCUSDT", "<odd>", "tickers"]) == [
        "5 min candles BTCUSDT",
        "<odd>",
        "tickers",
    ]
