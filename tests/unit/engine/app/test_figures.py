"""Specification of what the role that follows the sources shows to Prometheus and to people."""

from collections.abc import Mapping

from typing_extensions import override

from core.conversation import Standing
from core.market import Ticker
from engine.app.figures import show_connections, show_outflow, show_topics
from engine.pipeline.backoff import Backoff
from engine.pipeline.board import Board
from engine.pipeline.connection import Connection
from engine.pipeline.outflow import Outflow
from engine.pipeline.wire.endpoints import Address
from runtime.context import Context
from runtime.settings import Settings
from tests.support.clock import Clockwork
from tests.support.facts import NOON, SECOND
from tests.support.parrot import Heard, Parrot

GOOD = Standing(
    condition="live",
    frames=5,
    at_ns=NOON - SECOND,
    seen_ns=NOON - SECOND // 2,
    proven_ns=NOON - 30 * SECOND,
)
BAD = Standing(condition="broken", why="update id 5 came where 4 was due", frames=2, gaps=1)


class Talker(Parrot):
    """A feed with topics."""

    def __init__(self, **topics: Standing) -> None:
        super().__init__()
        self._topics = {name.replace("_", "."): standing for name, standing in topics.items()}

    @override
    def standings(self, now_ns: int) -> dict[str, Standing]:
        return self._topics


def a_context() -> Context:
    return Context(
        settings=Settings(), clock=Clockwork(), owner="me", version="1", mark=lambda _step: None
    )


def a_ticker(last: float) -> Ticker:
    return Ticker(venue="bybit", symbol="ETHUSDT", at_ns=NOON, seen_ns=NOON, last=last)


def shown(feed: Talker, *, most: int = 10) -> tuple[str, Context]:
    context = a_context()
    show_topics(context, Board([feed], clock=context.clock, most=most))
    return context.metrics.exposition().decode(), context


def test_a_topic_shows_its_frames_lag_age_and_proof() -> None:
    text, _ = shown(Talker(tickers_A=GOOD))

    assert 'whale_topic_frames_total{feed="parrot",topic="tickers.A"} 5.0' in text
    assert 'whale_topic_lag_seconds{feed="parrot",topic="tickers.A"} 0.5' in text
    assert 'whale_topic_age_seconds{feed="parrot",topic="tickers.A"} 0.5' in text
    assert 'whale_topic_proven_age_seconds{feed="parrot",topic="tickers.A"} 30.0' in text


def test_a_topic_that_was_never_proven_shows_no_proof() -> None:
    text, _ = shown(Talker(tickers_A=BAD))

    assert "whale_topic_proven_age_seconds{" not in text
    assert 'whale_topic_gaps_total{feed="parrot",topic="tickers.A"} 1.0' in text


def test_beyond_the_bound_topics_are_shown_by_family() -> None:
    text, _ = shown(Talker(tickers_A=GOOD, tickers_B=BAD), most=1)

    assert 'whale_topic_frames_total{feed="parrot",topic="tickers"} 7.0' in text
    labels = 'condition="broken",feed="parrot",topic="tickers"'
    assert f"whale_topic_condition{{{labels}}} 1.0" in text
    assert "tickers.A" not in text


async def test_a_broken_topic_is_a_remark_and_no_reason_to_be_out_of_service() -> None:
    _, context = shown(Talker(tickers_A=GOOD, tickers_B=BAD))

    assert await context.health.problems() == {}
    assert await context.health.remarks() == {
        "feed parrot": "1 of 2 topics broken: tickers.B (update id 5 came where 4 was due)"
    }


async def test_a_connection_that_is_down_says_why_and_only_a_vital_one_is_a_problem() -> None:
    context = a_context()
    connections: Mapping[str, Connection] = {
        name: Connection(
            Parrot(),
            Address(websocket="ws://node/"),
            sink=Heard().take,
            clock=context.clock,
            backoff=Backoff(lambda: 0.0),
        )
        for name in ("ethereum", "ethereum witness")
    }

    show_connections(context, connections, {"ethereum"})

    assert await context.health.problems() == {"connection ethereum": "not connected yet"}
    assert await context.health.remarks() == {"connection ethereum witness": "not connected yet"}
    assert 'whale_feed_up{feed="ethereum"} 0.0' in context.metrics.exposition().decode()


async def test_what_waits_for_the_stream_and_what_gave_way_is_counted() -> None:
    context = a_context()
    outflow = Outflow(Heard().take, clock=context.clock, most=4)
    for second in range(4):
        await outflow.put([a_ticker(1 + second)])

    show_outflow(context, outflow)

    text = context.metrics.exposition().decode()
    assert 'whale_outflow_conflated_total{kind="Ticker"} 2.0' in text
    assert "whale_outflow_depth 2.0" in text
