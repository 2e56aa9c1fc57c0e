"""Specification of the track record: what it claims, what it does not, and what it refuses."""

from itertools import combinations

import pytest

from bot.charts import USUAL, Look, describe
from bot.charts.kit.canvas import Canvas
from bot.charts.theme import THEMES, contrast
from bot.charts.track_record import TrackRecordScene, render
from bot.charts.track_record.signal_kind import Spread, most_first
from core.proportion import Proportion
from tests.unit.bot.charts import records


def words_of(scene: TrackRecordScene, look: Look = USUAL) -> list[str]:
    return [word.text for word in render(scene, look).words]


def written(canvas: Canvas, text: str) -> tuple[int, int, int]:
    return next(word.colour for word in canvas.words if word.text == text)


def test_a_skilled_record_says_so_with_its_interval() -> None:
    words = words_of(records.track_record(n=900))

    assert "better than the base rate" in words
    assert any(word.startswith("Brier skill, 95%: +") for word in words)


def test_a_coin_is_called_no_edge_and_an_inverted_record_worse() -> None:
    coin = records.track_record(n=900, honest=0.45)
    worse = records.track_record(n=900, honest=-0.5)

    assert "no measurable edge" in words_of(coin) or "worse than the base rate" in words_of(coin)
    assert "worse than the base rate" in words_of(worse)
    assert "worse than the base rate" in describe(worse)


def test_below_300_forecasts_no_verdict_is_given() -> None:
    words = words_of(records.track_record(n=299))

    assert "still collecting" in words
    assert "299 of 300" in words
    assert not any("skill" in word for word in words)


def test_a_backtest_is_tagged_in_the_picture_and_in_words() -> None:
    afterwards, live = records.track_record(backtest=True), records.track_record(backtest=False)

    assert "BACKTEST" in words_of(afterwards)
    assert "(backtest)" in describe(afterwards)
    assert "BACKTEST" not in words_of(live)


def test_nothing_yet_is_hatched_and_said_in_every_part() -> None:
    nothing = records.track_record(n=0, kinds=0)

    words = words_of(nothing)

    assert "no forecast has been resolved yet" in words
    assert "no signal is old enough to be judged" in words
    assert "no result yet" in words
    assert describe(nothing).endswith("still collecting.")


def test_kinds_with_fewer_than_30_signals_are_greyed_and_marked() -> None:
    rare = records.kind(name="rare", right=Proportion(29, 29))
    common = records.kind(name="common", right=Proportion(30, 30), base_rate=0.5, alike=1.0)

    canvas = render(records.track_record(kinds=(rare, common)), USUAL)
    words = [word.text for word in canvas.words]

    assert written(canvas, "rare") == USUAL.theme.faint
    assert "n 29 · too few" in words
    assert [word for word in words if word.endswith(" 100%")] == ["▲ 100%"]


def test_kinds_stand_by_how_often_they_came_and_those_left_out_are_counted() -> None:
    kinds = tuple(records.kind(at, n=10 * at, name=f"kind {at}") for at in range(1, 9))

    words = words_of(records.track_record(kinds=kinds))

    assert [word for word in words if word.startswith("kind")] == [
        f"kind {at}" for at in (8, 7, 6, 5, 4)
    ]
    assert "signal, 5 of 8" in words


def test_a_kind_at_its_base_rate_takes_no_side() -> None:
    usual = records.kind(name="usual", right=Proportion(510, 1_000), base_rate=0.5)
    worse = records.kind(name="worse", right=Proportion(400, 1_000), base_rate=0.5)
    alike = records.kind(name="alike", right=Proportion(410, 1_000), base_rate=0.5, alike=50.0)

    canvas = render(records.track_record(kinds=(usual, worse, alike)), USUAL)

    assert written(canvas, "51%") == USUAL.theme.text
    assert written(canvas, "41%") == USUAL.theme.text
    assert written(canvas, "▼ 40%") == USUAL.theme.down
    assert most_first((worse, usual)) == [usual, worse]


def test_the_largest_gap_is_named() -> None:
    words = words_of(records.track_record(n=600, honest=0.2))

    assert any(word.startswith("largest gap: said ") for word in words)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", ["en", "de", "ru"])
def test_every_theme_and_language_keeps_words_apart_and_readable(theme: str, language: str) -> None:
    look = Look.of(theme=theme, language=language, zone="Asia/Kolkata")
    symbol = "1000000000000CHEEMSUSDTPERP"

    canvas = render(records.track_record(4, n=310, kinds=7, symbol=symbol, backtest=True), look)

    assert all(canvas.frame.holds(word.box) for word in canvas.words)
    assert not [1 for a, b in combinations(canvas.words, 2) if a.box.overlaps(b.box)]
    assert min(contrast(word.colour, word.ground) for word in canvas.words) >= 4.5


def test_impossible_records_are_refused_with_what_is_wrong() -> None:
    with pytest.raises(ValueError, match="must not end before it begins"):
        records.track_record(first_ns=2, last_ns=1)
    with pytest.raises(ValueError, match="make it a backtest"):
        records.track_record(backtest=False, frozen_ns=records.MIDNIGHT * records.NS)
    with pytest.raises(ValueError, match="a fee must be zero or more"):
        records.track_record(fee_percent=-0.1)
    with pytest.raises(ValueError, match="a base rate must be 0 to 1"):
        records.kind(base_rate=1.2)
    with pytest.raises(ValueError, match="counts as one"):
        records.kind(alike=0.5)
    with pytest.raises(ValueError, match="worst move must not be above the best"):
        records.kind(worst=2.0, best=1.0)
    with pytest.raises(ValueError, match="moves must be numbers"):
        Spread(low=0.0, median=float("nan"), high=1.0)
    with pytest.raises(ValueError, match="must lie in its middle half"):
        Spread(low=0.0, median=2.0, high=1.0)
