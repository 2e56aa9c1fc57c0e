"""How many frames a second the Bybit stand-in gives out: replayed, and made up on the way.

Run with ``python bench/standins/bybit.py``; half a minute. The stand-in is a process of its own and
works on one core; what it used is read from the kernel, so that a busy machine does not distort the
figure that matters: frames for each second of its CPU. Clients only count.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from standins.bybit.simulated import SimulatedVenue  # noqa: E402  found by the line above
from standins.market.exchange.instruments import instruments  # noqa: E402

SYMBOLS = ("ETHUSDT", "BTCUSDT", "SOLUSDT")
KINDS = ("orderbook.50", "publicTrade", "tickers")
MIX = tuple(f"{kind}.{symbol}" for symbol in SYMBOLS for kind in KINDS)
BOOKS = tuple(f"orderbook.50.{symbol}" for symbol in SYMBOLS)
LAST = '"seq":-1'
"""What marks the end of a recording."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Count:
    """What clients saw and what the stand-in used for it."""

    frames: Counter[str] = field(default_factory=Counter)
    octets: int = 0
    wall_s: float = 0.0
    cpu_s: float = 0.0
    peak_mb: float = 0.0

    def line(self, name: str) -> str:
        total = self.frames.total()
        mix = ", ".join(f"{kind} {n / total:.0%}" for kind, n in self.frames.most_common(3))
        return (
            f"{name:<34} {total / self.wall_s:>9,.0f} {total / self.cpu_s:>11,.0f}"
            f" {self.cpu_s / self.wall_s:>6.0%} {self.octets / total:>7,.0f} B"
            f" {self.peak_mb:>6.0f} MB   {mix}"
        )


@dataclass(frozen=True, slots=True)
class Served:
    """A stand-in that runs."""

    pid: int
    socket: str
    rest: str

    def cpu_s(self) -> float:
        """Seconds of CPU it has used (proc(5), fields 14 and 15)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def peak_mb(self) -> float:
        """The most memory it ever held."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1_024


@asynccontextmanager
async def a_standin(*options: object) -> AsyncIterator[Served]:
    """``python -m standins`` as fast as its clients read, ended with the block."""
    command = ["-m", "standins", "--only", "bybit", "--speed", "inf", *map(str, options)]
    process = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=ROOT, stdout=PIPE)
    assert process.stdout is not None
    try:
        said = json.loads(await process.stdout.readline())
        yield Served(process.pid, said["bybit_ws"], said["bybit_rest"])
    finally:
        process.terminate()
        await process.wait()


async def measure(served: Served, topics: Sequence[str], *, clients: int, seconds: float) -> Count:
    """Let so many clients listen for so long, or until a recording is over."""
    count = Count()
    async with aiohttp.ClientSession() as http:
        sockets = [await http.ws_connect(served.socket, max_msg_size=0) for _ in range(clients)]
        for socket in sockets:
            await socket.send_json({"op": "subscribe", "args": topics, "req_id": "bench"})
        began, used = time.perf_counter(), served.cpu_s()
        async with http.post(f"{served.rest}/control/play"):
            pass
        await asyncio.gather(*(listen(socket, count, began + seconds) for socket in sockets))
        count.wall_s = time.perf_counter() - began
        count.cpu_s = served.cpu_s() - used
        count.peak_mb = served.peak_mb()
        await asyncio.gather(*(socket.close() for socket in sockets))
    return count


async def listen(socket: aiohttp.ClientWebSocketResponse, count: Count, until: float) -> None:
    """Count frames until a moment, or until a recording has ended."""
    async for message in socket:
        if not message.data.startswith('{"topic"'):
            continue
        count.octets += len(message.data)
        count.frames[message.data[10:30].partition(".")[0]] += 1
        if LAST in message.data or time.perf_counter() >= until:
            return


def record(path: Path, frames: int) -> Path:
    """Let the made-up market run and write down what it says of the mix."""
    venue = SimulatedVenue(instruments(SYMBOLS), seed=1, now_ms=1_790_000_000_000)
    written = 0
    with path.open("wb") as file:
        while written < frames:
            for frame in venue.advance(lambda topic: topic.startswith(KINDS)):
                file.write(frame.payload + b"\n")
                written += 1
        file.write(last_frame(venue.due()) + b"\n")
    return path


def last_frame(ts: int) -> bytes:
    """A change of a book that no market ever said."""
    data = {"s": SYMBOLS[0], "b": [], "a": [["9999999.00", "1"]], "u": 0, "seq": -1}
    frame = {"topic": BOOKS[0], "type": "delta", "ts": ts, "data": data, "cts": ts}
    return json.dumps(frame, separators=(",", ":")).encode()


async def main(frames: int, seconds: float) -> None:
    """Measure and print."""
    sys.stdout.write(
        f"{'':<34} {'frames/s':>9} {'frames/CPU s':>11} {'CPU':>5} {'a frame':>9} {'peak':>9}\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = record(Path(folder) / "mix.jsonl", frames)
        for name, topics in (("replay, book of 50 alone", BOOKS), ("replay, the mix", MIX)):
            async with a_standin("--frames", path, "--hold") as served:
                count = await measure(served, topics, clients=1, seconds=seconds)
            show(name, count)
    for name, topics, clients in (
        ("made up, book of 50 alone", BOOKS, 1),
        ("made up, the mix", MIX, 1),
        ("made up, the mix, 8 clients", MIX, 8),
    ):
        async with a_standin("--symbols", ",".join(SYMBOLS), "--catch-up", 0) as served:
            count = await measure(served, topics, clients=clients, seconds=seconds)
        show(name, count)


def show(name: str, count: Count) -> None:
    sys.stdout.write(count.line(name) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=60_000, help="frames of the recording")
    parser.add_argument("--seconds", type=float, default=6.0, help="at most so long each")
    given = parser.parse_args()
    asyncio.run(main(given.frames, given.seconds))
