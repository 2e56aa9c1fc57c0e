"""Specification of recorded frames: byte for byte, by time, and what is missing made from them."""

import gzip
import json
import logging
from pathlib import Path

import pytest

from standins.bybit.frames import Frame
from standins.bybit.recorded import RecordedVenue
from standins.bybit.recording import merged, read_file

T0 = 1_790_000_000_000


def a_book_line(ts: int, u: int, kind: str = "delta", **sides: object) -> str:
    data = {"s": "ETHUSDT", "b": sides.get("b", []), "a": sides.get("a", []), "u": u, "seq": u}
    frame = {"topic": "orderbook.50.ETHUSDT", "type": kind, "ts": ts, "data": data, "cts": ts - 1}
    return json.dumps(frame, separators=(",", ":"))


def a_trade_line(ts: int, price: str, size: str = "0.10") -> str:
    trade = {
        "T": ts - 1,
        "s": "ETHUSDT",
        "S": "Buy",
        "v": size,
        "p": price,
        "i": f"t{ts}",
        "seq": 1,
    }
    frame = {"topic": "publicTrade.ETHUSDT", "type": "snapshot", "ts": ts, "data": [trade]}
    return json.dumps(frame, separators=(",", ":"))


def a_file(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    text = "".join(line + "\n" for line in lines).encode()
    path.write_bytes(gzip.compress(text) if name.endswith("gz") else text)
    return path


def play(venue: RecordedVenue) -> list[Frame]:
    frames: list[Frame] = []
    while venue.due() is not None:
        frames += venue.advance(lambda _topic: True)
    return frames


def test_files_are_merged_by_time_and_keep_their_bytes(tmp_path: Path) -> None:
    book = [a_book_line(T0, 1, "snapshot"), a_book_line(T0 + 40, 2), a_book_line(T0 + 60, 3)]
    trades = [a_trade_line(T0 + 10, "5.00"), a_trade_line(T0 + 40, "6.00")]
    paths = [a_file(tmp_path, "book.jsonl.gz", *book), a_file(tmp_path, "trades.jsonl", *trades)]

    found = [frame.payload.decode() for frame in merged(paths)]

    assert found == [book[0], trades[0], book[1], trades[1], book[2]]


def test_a_broken_line_is_skipped_and_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    good = a_book_line(T0, 1, "snapshot")
    path = a_file(tmp_path, "book.jsonl", good, '{"topic": "orderb', '{"success":true}', "", good)

    with caplog.at_level(logging.WARNING):
        frames = list(read_file(path))

    assert len(frames) == 2
    assert [record.getMessage().split(" skipped")[0] for record in caplog.records] == [
        f"{path}, line 2",
        f"{path}, line 3",
    ]


def test_answers_to_whoever_recorded_it_are_passed_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ack = '{"success":true,"ret_msg":"","conn_id":"c","req_id":"r","op":"subscribe"}'
    pong = '{"success":true,"ret_msg":"pong","conn_id":"c","req_id":"","op":"ping"}'
    path = a_file(tmp_path, "book.jsonl", ack, a_book_line(T0, 1, "snapshot"), pong)

    with caplog.at_level(logging.WARNING):
        frames = list(read_file(path))

    assert [frame.topic for frame in frames] == ["orderbook.50.ETHUSDT"]
    assert caplog.records == []


def test_a_file_without_a_frame_is_refused(tmp_path: Path) -> None:
    path = a_file(tmp_path, "empty.jsonl", "nothing")

    with pytest.raises(ValueError, match=r"no frame in .*empty\.jsonl"):
        RecordedVenue([path])


def test_what_was_not_recorded_of_a_book_does_not_exist(tmp_path: Path) -> None:
    venue = RecordedVenue([a_file(tmp_path, "book.jsonl", a_book_line(T0, 1, "snapshot"))])

    assert set(venue.books) == {"orderbook.50.ETHUSDT"}


def test_candles_are_made_from_trades(tmp_path: Path) -> None:
    lines = [
        a_trade_line(T0 + 5_000, "5.00"),
        a_trade_line(T0 + 6_000, "7.50"),
        a_trade_line(T0 + 70_000, "6.00"),
    ]
    venue = RecordedVenue([a_file(tmp_path, "trades.jsonl", *lines)])

    frames = [json.loads(frame.payload) for frame in play(venue)]
    candles = [frame["data"][0] for frame in frames if frame["topic"] == "kline.1.ETHUSDT"]
    confirmed = [candle for candle in candles if candle["confirm"]]

    assert len(confirmed) == 1
    assert [confirmed[0][name] for name in ("open", "high", "low", "close", "volume")] == [
        "5.00",
        "7.50",
        "5.00",
        "7.50",
        "0.20",
    ]
    assert candles[-1]["open"] == "7.50"
    assert candles[-1]["close"] == "6.00"


def test_a_ticker_is_made_from_trades_and_the_book(tmp_path: Path) -> None:
    lines = [
        a_book_line(T0, 1, "snapshot", b=[["4.99", "1"]], a=[["5.01", "2"], ["5.02", "1"]]),
        a_trade_line(T0 + 10, "5.00"),
        a_book_line(T0 + 200, 2, a=[["5.01", "0"]]),
    ]
    venue = RecordedVenue([a_file(tmp_path, "all.jsonl", *lines)])

    frames = [json.loads(frame.payload) for frame in play(venue)]
    tickers = [frame for frame in frames if frame["topic"] == "tickers.ETHUSDT"]

    assert tickers[0]["type"] == "snapshot"
    assert tickers[0]["data"]["lastPrice"] == "5.00"
    assert tickers[0]["data"]["ask1Price"] == "5.01"
    assert tickers[1]["data"] == {"ask1Price": "5.02", "ask1Size": "1"}


def test_recorded_topics_are_not_derived_as_well(tmp_path: Path) -> None:
    ticker = {"topic": "tickers.ETHUSDT", "type": "snapshot", "data": {"symbol": "ETHUSDT"}}
    lines = [json.dumps({**ticker, "cs": 1, "ts": T0}), a_trade_line(T0 + 10, "5.00")]
    venue = RecordedVenue([a_file(tmp_path, "all.jsonl", *lines)])

    tickers = [frame for frame in play(venue) if frame.topic == "tickers.ETHUSDT"]

    assert len(tickers) == 1
