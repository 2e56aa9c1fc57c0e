"""Recordings made by hand: what a recorder was told, and what it left in a folder."""

import gzip
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

from engine.pipeline.recorder import Recorder
from engine.pipeline.recording.journal import Written, decode
from engine.pipeline.recording.manifest import Manifest, Source, read_manifest
from engine.pipeline.recording.reel import Cut
from tests.support.facts import NOON

BYBIT = Source(
    feed="bybit",
    venue="bybit",
    setup={"symbols": ["ETHUSDT"], "depth": 50, "proof_depths": [], "timeframes": []},
)


def a_recorder(folder: Path, *, cut: Cut | None = None, most_waiting: int = 1_000_000) -> Recorder:
    """A recorder of a test."""
    return Recorder(folder, software="whale-tracker 0", cut=cut, most_waiting=most_waiting)


def manifests_in(folder: Path) -> list[Manifest]:
    """The manifests of a folder in the order of their names."""
    return [read_manifest(path) for path in sorted(folder.glob("*.json"))]


def frames_in(folder: Path, feed: str) -> Path:
    """The frames' file of a feed that has one stretch."""
    (path,) = folder.glob(f"{feed}*.jsonl.gz")
    return path


def lines_in(path: Path) -> list[bytes]:
    """The lines of a gzip file that was finished."""
    return gzip.decompress(path.read_bytes()).split(b"\n")[:-1]


def journal_in(folder: Path) -> list[Written | list[int]]:
    """The journal of the only stretch in a folder."""
    (path,) = folder.glob("*.journal.gz")
    return [decode(line) for line in lines_in(path)]


def a_book_frame(update_id: int, *, depth: int = 50, symbol: str = "ETHUSDT") -> bytes:
    """A frame of an order book; the first is a snapshot, each 600 ms after the one before."""
    ts = NOON // 1_000_000 + update_id * 600
    bids = [[f"{3_000 + update_id}", "2"]]
    if update_id > 1:
        bids.append([f"{2_999 + update_id}", "0"])
    asks = [["4000", "1"]]
    frame = {
        "topic": f"orderbook.{depth}.{symbol}",
        "type": "delta" if update_id > 1 else "snapshot",
        "ts": ts,
        "data": {"s": symbol, "b": bids, "a": asks, "u": 1_000 + update_id, "seq": update_id},
        "cts": ts,
    }
    return json.dumps(frame, separators=(",", ":")).encode()


def a_trade_frame(place: int, *, symbol: str = "ETHUSDT") -> bytes:
    """A frame with one execution, each 600 ms after the one before."""
    ts = NOON // 1_000_000 + place * 600
    row = {"T": ts, "s": symbol, "S": "Buy", "v": "1", "p": "3500", "i": f"t{place}", "seq": place}
    frame = {"topic": f"publicTrade.{symbol}", "type": "snapshot", "ts": ts, "data": [row]}
    return json.dumps(frame, separators=(",", ":")).encode()


def an_archive(path: Path, frames: Iterable[bytes]) -> Path:
    """A file as the venue's public archive has it: one member, one frame a line."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(path.name.removesuffix(".zip"), b"".join(one + b"\n" for one in frames))
    return path
