"""Specification of what the made-up world remembers: whole or not at all."""

from pathlib import Path

import pytest

from standins.market.exchange.candles import Candle
from standins.market.keeping import CandleLog, Keeping


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    keeping = Keeping(tmp_path / "made" / "state.json")

    keeping.save({"block": 7})

    assert keeping.load() == {"block": 7}
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["state.json"]


def test_a_fresh_start_remembers_nothing(tmp_path: Path) -> None:
    assert Keeping(tmp_path / "state.json").load() is None
    assert CandleLog(tmp_path / "candles.jsonl").load() == []


@pytest.mark.parametrize("damage", ["{", "", "[1]", "7"])
def test_a_damaged_file_says_what_to_do(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "state.json"
    path.write_text(damage)

    with pytest.raises(ValueError, match=r"state\.json is damaged .* delete it"):
        Keeping(path).load()


def test_candles_are_added_and_a_line_cut_short_is_left_out(tmp_path: Path) -> None:
    log = CandleLog(tmp_path / "candles.jsonl")
    first, second = Candle.opened(0, 5), Candle.opened(60_000, 6)

    log.add([first])
    log.add([second])
    with (tmp_path / "candles.jsonl").open("a") as file:
        file.write("[120000,6,")

    assert log.load() == [first, second]
    log.add([first])
    assert log.load() == [first, second, first]
