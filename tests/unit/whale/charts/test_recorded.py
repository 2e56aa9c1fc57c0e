"""Specification of a folder of recorded candles: which files are read, and as what."""

import gzip
from pathlib import Path

import pytest

from core.errors import MisconfiguredError
from whale.charts.recorded import recorded_files

HEAD = "ts_ms,open,high,low,close,volume\n"
ROWS = "0,1,2,0.5,1.5,9\n3600000,1.5,2,1,1,9\n"


def test_files_are_found_by_name_at_any_depth_and_read_packed_or_not(tmp_path: Path) -> None:
    inside = tmp_path / "ohlcv"
    inside.mkdir()
    (inside / "bybit_linear_ETHUSDT_1h.csv.gz").write_bytes(gzip.compress((HEAD + ROWS).encode()))
    (tmp_path / "binance_usdm_BTCUSDT_15m.csv").write_text(HEAD)

    btc, eth = recorded_files(tmp_path)

    assert (btc.venue, btc.symbol, btc.timeframe) == ("binance", "BTCUSDT", "15m")
    assert (eth.venue, eth.symbol, eth.timeframe) == ("bybit", "ETHUSDT", "1h")
    assert [candle.close for candle in eth.candles()] == [1.5, 1.0]


@pytest.mark.parametrize(
    "name", ["bybit_linear_ETHUSDT_1h_mark.csv", "bybit_linear_ETHUSDT_2h.csv", "notes.csv"]
)
def test_other_files_are_left_alone_and_a_folder_of_them_is_refused(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text(HEAD)

    with pytest.raises(MisconfiguredError, match=r"no candles here; files are named like"):
        recorded_files(tmp_path)
