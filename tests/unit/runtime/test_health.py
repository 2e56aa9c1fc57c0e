"""Specification of health and figures."""

from runtime.health import Health
from runtime.metrics import Metrics


async def well() -> str | None:
    return None


async def ill() -> str | None:
    return "no answer"


async def broken() -> str | None:
    raise OSError("gone")


async def test_what_is_well_is_not_mentioned() -> None:
    health = Health()
    health.watch("stream", well)
    health.watch("database", ill)

    assert await health.problems() == {"database": "no answer"}


async def test_a_check_that_raises_has_that_as_its_problem() -> None:
    health = Health()
    health.watch("disk", broken)

    assert await health.problems() == {"disk": "OSError: gone"}


def test_a_figure_is_read_when_it_is_asked_for() -> None:
    metrics, frames = Metrics(), {"bybit": 1}
    metrics.counter(
        "whale_feed_frames",
        "Frames.",
        ("feed",),
        lambda: {(name,): float(count) for name, count in frames.items()},
    )

    frames["bybit"] = 42

    assert b'whale_feed_frames_total{feed="bybit"} 42.0' in metrics.exposition()
    assert b'whale_feed_frames_total{feed="bybit"} 42.0' in metrics.exposition()
