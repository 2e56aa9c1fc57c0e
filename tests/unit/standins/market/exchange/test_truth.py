"""Specification of the ledger: records that can be written, asked for and told apart."""

import json
from dataclasses import replace
from pathlib import Path

from standins.bybit.simulated import SimulatedVenue
from standins.market.exchange.instruments import instruments
from standins.market.exchange.truth import KEPT, Record, Truth, selected
from standins.market.keeping import RecordLog
from standins.market.scenarios import SCENARIOS
from tests.unit.standins.market.playing import NOW_MS, played


def a_record(kind: str = "wall", *, known_ms: int = 5, symbol: str = "ETHUSDT") -> Record:
    return Record(kind=kind, id=f"{kind}:1", symbol=symbol, at_ms=1, known_ms=known_ms)


def test_a_record_goes_through_json_and_back() -> None:
    record = played("wall-absorption").records("wall")[0]

    again = Record(**json.loads(json.dumps(record.as_json())))

    assert again == record


def test_records_are_selected_by_kind_symbol_and_time() -> None:
    told = [a_record(), a_record("sweep", known_ms=9), a_record(symbol="BTCUSDT")]

    assert list(selected(told)) == told
    assert list(selected(told, since_ms=6)) == [told[1]]
    assert list(selected(told, kind="wall")) == [told[0], told[2]]
    assert list(selected(told, kind="wall", symbol="BTCUSDT")) == [told[2]]


def test_what_must_not_be_reported_can_be_left_out() -> None:
    real, look_alike = a_record(), replace(a_record(), report=False, reason="too small")

    assert list(selected([look_alike, real], report=True)) == [real]
    assert list(selected([look_alike, real])) == [look_alike, real]


def test_a_long_run_forgets_the_oldest() -> None:
    truth = Truth()

    for known_ms in range(KEPT + 10):
        truth.tell(a_record(known_ms=known_ms))

    assert len(list(truth)) == KEPT
    assert next(iter(truth)).known_ms == 10


def test_each_record_is_written_once(tmp_path: Path) -> None:
    truth, log = Truth(), RecordLog(tmp_path / "ledger.jsonl")

    truth.tell(a_record())
    log.add(truth.unwritten())
    truth.tell(a_record("sweep"))
    log.add(truth.unwritten())

    lines = (tmp_path / "ledger.jsonl").read_text().splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["wall", "sweep"]


def test_every_look_alike_says_why_and_nothing_real_does() -> None:
    for name in ("spoofed-wall", "flash-crash"):
        for record in played(name).market.ledger():
            assert record.report is not bool(record.reason)


def test_ids_are_all_different() -> None:
    ids = [record.id for record in played("flash-crash").market.ledger()]

    assert len(set(ids)) == len(ids)


def test_a_venue_with_a_folder_writes_its_ledger_there(tmp_path: Path) -> None:
    venue = SimulatedVenue(
        instruments(["ETHUSDT"]),
        seed=7,
        now_ms=NOW_MS,
        folder=tmp_path,
        scenario=SCENARIOS["spoofed-wall"],
    )

    while venue.due() < NOW_MS + 30_000:
        for _ in venue.advance(lambda _topic: False):
            pass
    venue.close()

    lines = (tmp_path / "ledger.jsonl").read_text().splitlines()
    plans = [json.loads(line) for line in lines if '"plan"' in line]
    assert plans[0]["texts"] == {"event": "walk", "name": "approach"}
    assert {one.texts["wall"] for one in venue.ledger() if one.kind == "wall"} == {"spoof", "rest"}
