"""Our feeds beside other people's clients, on the same frames: ``python bench/feeds.py``.

Each contender is a process of its own and takes turns with the others; what counts is the CPU time
of the quickest of its rounds, so that a busy machine changes little. A contender whose book (or sum
of transfers) differs from the others' at the end is shown with its figure crossed out. Peers need
``make install-peers``; the recordings stand beside the project in ``../shared`` (or in ``--data``).
"""

import argparse
import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
CONTENDERS = ROOT / "bench" / "contenders"
OURS, PEERS = ROOT / ".venv" / "bin" / "python", ROOT / ".venv-peers" / "bin" / "python"
DATA = ROOT.parent / "shared" / "data"
BOOK = "usdm_20240718T2357_478s.orderbook.{depth}.ETHUSDT.jsonl.gz"
BLOCKS = "mainnet_blocks.jsonl.gz"
LOGS = "blocks_17173049_17173050.logs.jsonl.gz"
SLOW = {("pybit", 1000): 400, ("pybit", 200): 1_500}
"""Frames of a slow contender at a depth, so that the bench ends within minutes."""


@dataclass(slots=True)
class Contender:
    """A process that plays the same frames as its neighbours."""

    name: str
    process: Process
    rounds: list[dict[str, Any]] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Frames (or transactions) for each second of CPU, in the best round."""
        return max(played["count"] / played["cpu_s"] for played in self.rounds)

    @property
    def outcome(self) -> tuple[object, ...]:
        """What it says of the truth; the same for everyone who is right."""
        last = self.rounds[-1]
        return tuple(last.get(key) for key in ("best_bid", "best_ask", "transfers", "total_wei"))


class Bench:
    """Runs races and keeps their figures."""

    def __init__(self, data: Path, rounds: int, console: Console) -> None:
        self.data = data
        self.rounds = rounds
        self.console = console
        self.figures: dict[str, object] = {}

    async def race(self, title: str, entries: Sequence[tuple[str, Sequence[object]]]) -> None:
        """Let the contenders take turns; print a table, ours first and as the measure."""
        async with AsyncExitStack() as stack:
            there = [await stack.enter_async_context(_contender(*entry)) for entry in entries]
            for _ in range(self.rounds):
                for contender in there:
                    contender.rounds.append(await _turn(contender.process))
        self._show(title, there)

    def _show(self, title: str, there: Sequence[Contender]) -> None:
        table = Table(title=title, title_justify="left", title_style="bold")
        for column in ("", "a CPU second", "ours is", "peak MB", "book at the end"):
            table.add_column(
                column, justify="left" if column in {"", "book at the end"} else "right"
            )
        ours, truth = there[0].rate, there[0].outcome
        for each in there:
            right = each.outcome == truth
            same_work = each.rounds[-1]["count"] == there[0].rounds[-1]["count"]
            verdict = "the same" if right else "another" if same_work else "cut short"
            rate = f"{each.rate:,.0f}"
            table.add_row(
                each.name,
                rate if right or not same_work else f"[strike]{rate}[/strike]",
                "" if each is there[0] else f"{ours / each.rate:,.1f} times",
                f"{each.rounds[-1]['peak_mb']:,.0f}",
                verdict,
            )
        self.console.print(table)
        self.figures[title] = {each.name: each.rate for each in there}

    async def books(self) -> None:
        """Decode, check, apply: what a frame costs once it is in memory."""
        for depth in (50, 200, 1000):
            file = self.data / "bybit" / BOOK.format(depth=depth)
            entries = [
                (name, (_python(name), f"{script}.py", file, *_cut(name, depth)))
                for name, script in _BYBIT
            ]
            await self.race(f"Bybit, order book of {depth}: frames", entries)

    async def sockets(self, passes: int) -> None:
        """The same through a real socket, with the library each one uses."""
        file = self.data / "bybit" / BOOK.format(depth=50)
        async with _sender(file, passes) as (address, count):
            entries = [
                (name, (_python(name), f"{script.replace('_bybit', '_socket')}.py", address, count))
                for name, script in _BYBIT
                if script != "ours_book"
            ]
            await self.race("Bybit through a loopback socket, order book of 50: frames", entries)

    async def blocks(self) -> None:
        """Transactions of real blocks."""
        file = self.data / "ethereum" / BLOCKS
        entries = [
            ("ours", (OURS, "ours_blocks.py", file)),
            ("web3.py", (PEERS, "web3_blocks.py", file)),
        ]
        await self.race("Ethereum blocks: transactions", entries)

    async def day(self, blocks: int) -> None:
        """A day of blocks with receipts, through the whole conversation."""
        folder = self.data / "ethereum"
        arguments = (OURS, "ours_backfill.py", folder / BLOCKS, folder / LOGS, blocks)
        async with _contender("ours", arguments) as ours:
            told = await _turn(ours.process)
        self.console.print(
            f"[bold]{blocks:,} blocks with receipts[/bold]: {told['cpu_s']:.1f} s of CPU,"
            f" {told['octets'] / 1e9:.1f} GB of answers, {told['transactions']:,} transactions,"
            f" told: {told['told']}"
        )
        self.figures["backfill"] = told

    async def single(self, title: str, script: str, *arguments: object) -> None:
        """One program that prints one line."""
        command = [str(OURS), str(CONTENDERS / script), *map(str, arguments)]
        process = await asyncio.create_subprocess_exec(*command, stdout=PIPE)
        said = json.loads((await process.communicate())[0])
        self.console.print(f"[bold]{title}[/bold]: {said}")
        self.figures[title] = said


_BYBIT = (
    ("ours", "ours_book"),
    ("ours, with samples, proofs, standings", "ours_bybit"),
    ("cryptofeed", "cryptofeed_bybit"),
    ("ccxt.pro", "ccxt_bybit"),
    ("pybit", "pybit_bybit"),
)


def _python(name: str) -> Path:
    return OURS if name.startswith("ours") else PEERS


def _cut(name: str, depth: int) -> tuple[int, ...]:
    return (SLOW[name, depth],) if (name, depth) in SLOW else ()


@asynccontextmanager
async def _contender(name: str, command: Sequence[object]) -> AsyncIterator[Contender]:
    python, script, *arguments = map(str, command)
    process = await asyncio.create_subprocess_exec(
        python, str(CONTENDERS / script), *arguments, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    assert process.stdout is not None
    try:
        if not await process.stdout.readline():
            assert process.stderr is not None
            sys.exit(f"{script}: {(await process.stderr.read()).decode()}")
        yield Contender(name, process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.communicate()


async def _turn(process: Process) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"\n")
    await process.stdin.drain()
    while not (line := await process.stdout.readline()).startswith(b"{"):
        assert line, "the contender ended"
    return dict(json.loads(line))


@asynccontextmanager
async def _sender(file: Path, passes: int) -> AsyncIterator[tuple[str, int]]:
    command = [str(OURS), str(CONTENDERS / "sender.py"), str(file), str(passes)]
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE)
    assert process.stdout is not None
    try:
        port, frames = map(int, (await process.stdout.readline()).split())
        yield f"ws://127.0.0.1:{port}", frames * passes
    finally:
        process.terminate()
        await process.wait()


async def main() -> None:
    """Run all races and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the recordings")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, a tenth of the day")
    parser.add_argument("--json", type=Path, help="write all figures to this file too")
    given = parser.parse_args()
    for needed, words in ((given.data, "the recordings"), (PEERS, "peers: make install-peers")):
        if not needed.exists():
            sys.exit(f"{needed} is missing ({words})")
    bench = Bench(given.data, 2 if given.quick else 7, Console())
    book = given.data / "bybit" / BOOK.format(depth=50)
    await bench.books()
    await bench.single("One frame of 50 levels, µs", "ours_delay.py", book)
    await bench.sockets(2 if given.quick else 8)
    await bench.blocks()
    await bench.day(720 if given.quick else 7_200)
    frames = 100_000 if given.quick else 1_000_000
    await bench.single("Memory as frames of 100 symbols go by", "ours_memory.py", book, frames)
    if given.json:
        given.json.write_text(json.dumps(bench.figures, indent=1))


if __name__ == "__main__":
    asyncio.run(main())
