"""What the role ``ingest`` shows: figures for Prometheus, and what is wrong."""

from collections.abc import Callable, Collection, Mapping
from functools import partial

from core.conversation import Standing
from engine.pipeline.board import Board
from engine.pipeline.connection import Connection, Meter
from engine.pipeline.outflow import Outflow
from engine.pipeline.topics import TopicFigures, remark_on
from runtime.context import Context

_COUNTS: dict[str, tuple[str, Callable[[Meter], int]]] = {
    "whale_feed_frames": ("Frames that arrived.", lambda meter: meter.frames),
    "whale_feed_facts": ("Facts that were read.", lambda meter: meter.facts),
    "whale_feed_unreadable": ("Frames that could not be read.", lambda meter: meter.unreadable),
    "whale_feed_connects": ("Connections that were opened.", lambda meter: meter.connects),
    "whale_feed_pauses": ("Pauses that the source asked for.", lambda meter: meter.pauses),
}

_TOPIC_COUNTS: dict[str, tuple[str, Callable[[TopicFigures], int]]] = {
    "whale_topic_frames": ("Frames of a topic.", lambda topic: topic.frames),
    "whale_topic_gaps": ("Holes of a topic, healed or not.", lambda topic: topic.gaps),
}

_TOPIC_TIMES: dict[str, tuple[str, Callable[[TopicFigures], float | None]]] = {
    "whale_topic_lag_seconds": (
        "From the source's time of the newest frame to its arrival here.",
        lambda topic: topic.lag_s,
    ),
    "whale_topic_age_seconds": (
        "Since the newest frame arrived.",
        lambda topic: topic.age_s,
    ),
    "whale_topic_proven_age_seconds": (
        "Since the topic was last found equal to an independent source.",
        lambda topic: topic.proven_age_s,
    ),
}


def show_connections(
    context: Context, connections: Mapping[str, Connection], vital: Collection[str]
) -> None:
    """What each connection counts, and whether it stands; without the vital ones we are ill."""
    for name, (text, read) in _COUNTS.items():
        context.metrics.counter(name, text, ("feed",), partial(_meters, connections, read))
    context.metrics.gauge(
        "whale_feed_up",
        "1 while the connection stands.",
        ("feed",),
        partial(_meters, connections, lambda meter: int(meter.up)),
    )
    for name, connection in connections.items():
        down = partial(_down, connection.meter)
        context.health.watch(f"connection {name}", down, vital=name in vital)


def show_topics(context: Context, board: Board) -> None:
    """How each topic does, or each family where there are too many."""
    metrics, labels = context.metrics, ("feed", "topic")
    for name, (text, count) in _TOPIC_COUNTS.items():
        metrics.counter(name, text, labels, partial(_figures, board, count))
    for name, (text, time) in _TOPIC_TIMES.items():
        metrics.gauge(name, text, labels, partial(_figures, board, time))
    metrics.gauge(
        "whale_topic_condition",
        "Topics in a condition: waiting, live, quiet, late, broken, refused.",
        (*labels, "condition"),
        partial(_conditions, board),
    )
    for feed in board.names:
        context.health.watch(f"feed {feed}", partial(_ill, board, feed), vital=False)


def show_outflow(context: Context, outflow: Outflow) -> None:
    """How much waits for the stream, and what gave way."""
    context.metrics.counter(
        "whale_outflow_conflated",
        "Facts that gave way to a newer state while the stream was slow.",
        ("kind",),
        lambda: {(kind,): float(count) for kind, count in outflow.conflated.items()},
    )
    context.metrics.gauge(
        "whale_outflow_depth",
        "Facts that are accepted and not in the stream yet.",
        (),
        lambda: {(): float(outflow.depth)},
    )
    context.metrics.gauge(
        "whale_outflow_longest_wait_seconds",
        "The longest a fact has waited for the stream since the process began.",
        (),
        lambda: {(): outflow.longest_wait_s},
    )


def _meters(
    connections: Mapping[str, Connection], read: Callable[[Meter], int]
) -> Mapping[tuple[str, ...], float]:
    return {(name,): float(read(each.meter)) for name, each in connections.items()}


def _figures(
    board: Board, read: Callable[[TopicFigures], float | None]
) -> Mapping[tuple[str, ...], float]:
    found = {names: read(figures) for names, figures in board.figures().items()}
    return {names: float(value) for names, value in found.items() if value is not None}


def _conditions(board: Board) -> Mapping[tuple[str, ...], float]:
    return {
        (*names, condition): float(count)
        for names, figures in board.figures().items()
        for condition, count in figures.conditions.items()
    }


async def _down(meter: Meter) -> str | None:
    return None if meter.up else meter.down


async def _ill(board: Board, feed: str) -> str | None:
    standings: Mapping[str, Standing] = board.standings().get(feed, {})
    return remark_on(standings)
