"""Specification of continuous proof over a real socket: copies of one book against each other."""

from pathlib import Path

from engine.feeds.bybit import Score
from tests.support.bybit_road import Road, a_road, running

DEPTHS = (50, 200, 1000)
BOOKS = [f"orderbook.{depth}.ETHUSDT" for depth in DEPTHS]


def scores(road: Road) -> tuple[Score, Score]:
    """Between the depths, and with REST."""
    return road.feed.scores["ETHUSDT"]


def proven(road: Road) -> list[bool]:
    standings = road.feed.standings(0)
    return [standings[topic].proven_ns > 0 for topic in BOOKS]


async def test_depths_and_rest_agree_and_every_book_is_proven(deep_recording: Path) -> None:
    async with a_road(deep_recording, proof_depths=DEPTHS) as road, running(road):
        await road.play()
        await road.over()
    between, rest = scores(road)

    assert proven(road) == [True, True, True]
    assert between.equal > 10
    assert rest.equal >= 1
    assert (between.different, rest.different) == (0, 0)
    assert not [gap for topic in BOOKS for gap in road.ledger(topic)]


async def test_rest_that_lags_the_stream_is_no_failure(deep_recording: Path) -> None:
    async with a_road(deep_recording, proof_depths=DEPTHS) as road:
        await road.order(fault="lagging-book", behind_s=8)
        async with running(road):
            await road.play()
            await road.over()
    _, rest = scores(road)

    assert rest.different == 0
    assert road.gaps == []


async def test_a_level_that_went_wrong_without_a_lost_frame_is_found_and_mended(
    deep_recording: Path,
) -> None:
    async with a_road(deep_recording, proof_depths=DEPTHS, strict=False) as road, running(road):
        await road.play()
        await road.until(lambda: all(proven(road)))
        road.feed.books["orderbook.200.ETHUSDT"].bids["1.00"] = "9"
        await road.until(lambda: road.ledger("orderbook.200.ETHUSDT"))
        await road.over()
    found, mended, *_ = road.ledger("orderbook.200.ETHUSDT")

    assert "differs from" in found.reason
    assert "bid 1 is" in found.reason
    assert mended.healing == "healed by a snapshot"


async def test_frames_lost_in_one_depth_are_that_depths_hole_alone(deep_recording: Path) -> None:
    async with a_road(deep_recording, proof_depths=DEPTHS) as road, running(road):
        await road.order(fault="drop", topic="orderbook.1000.ETHUSDT", nth=50)
        await road.play()
        await road.over()

    assert len(road.ledger("orderbook.1000.ETHUSDT")) == 2
    assert road.ledger("orderbook.200.ETHUSDT") == road.gaps == []


async def test_many_frames_of_one_sequence_are_no_difference(deep_recording: Path) -> None:
    async with a_road(deep_recording, proof_depths=DEPTHS, strict=False) as road, running(road):
        await road.play()
        await road.until(lambda: all(proven(road)))
        await road.order(fault="burst", topic=BOOKS[0], frames=2_000)
        await road.over()

    assert scores(road)[0].different == 0
    assert road.gaps == []
