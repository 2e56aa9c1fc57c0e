"""``whale record``: keep what the sources say, byte for byte."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from core.errors import MisconfiguredError, UnavailableError
from engine.app.sources import Source
from engine.app.waits import backoff
from engine.pipeline.connection import Connection, Meter
from engine.pipeline.recorder import Recorder
from engine.pipeline.recording.manifest import Source as Described
from engine.pipeline.recording.reel import Cut
from engine.pipeline.wire.budget import ConnectionBudget
from runtime import logs
from runtime.clock import SystemClock
from runtime.settings import Settings, read_settings
from whale.process import VERSION, until_stopped
from whale.record.sources import chosen
from whale.record.tally import Tally

_LOOK_S = 0.5
_UNITS = {"KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was asked for on the command line."""

    out: Path
    seconds: float | None
    cut: Cut
    settings: Settings
    symbols: Sequence[str]
    depth: int
    chains: Sequence[str]


def record(
    *,
    out: Annotated[Path, typer.Option(help="Folder for the files.")],
    symbols: Annotated[
        str | None, typer.Option(help="Markets, separated by commas; 'none' for no venue.")
    ] = None,
    depth: Annotated[
        int | None, typer.Option(help="Levels of the order book: 1, 50, 200 or 1000.")
    ] = None,
    ethereum: Annotated[
        bool, typer.Option("--ethereum", help="The node of WHALE_ETHEREUM_WS as well.")
    ] = False,
    chains: Annotated[
        str, typer.Option(help="Further chains that have a node, separated by commas.")
    ] = "",
    seconds: Annotated[
        float | None, typer.Option(help="Stop after so long; else at Ctrl-C.", min=0.1)
    ] = None,
    rotate: Annotated[str, typer.Option(help="A new file at this size.")] = "64MB",
    daily: Annotated[
        bool, typer.Option("--daily", help="A new file each UTC day instead of each hour.")
    ] = False,
) -> None:
    """Record what Bybit and an Ethereum node send, without a database, until Ctrl-C.

    Frames are kept as they came, one a line, gzip, as in the venue's own archive. Beside each file
    lie a journal (arrival of each frame, connections, losses, answers) and a manifest (counts,
    hashes, what is missing), so that `whale replay` tells the feeds exactly what they were told.
    """
    settings = read_settings()
    logs.configure(level="warning", form="text")
    wishes = Wishes(
        out=out,
        seconds=seconds,
        cut=Cut(largest=octets_of(rotate), every="day" if daily else "hour"),
        settings=settings,
        symbols=_symbols(symbols, settings),
        depth=depth or settings.bybit.depth,
        chains=[*(["ethereum"] if ethereum else []), *_named(chains)],
    )
    asyncio.run(_main(wishes))


def octets_of(text: str) -> int:
    """A size like 64MB in bytes.

    Raises
    ------
    MisconfiguredError
        If it is none.

    >>> octets_of("64MB")
    64000000
    """
    number, unit = text[:-2], text[-2:].upper()
    if unit not in _UNITS or not number.strip().isdecimal() or int(number) == 0:
        raise MisconfiguredError(f"--rotate {text}: take a number and KB, MB or GB, like 64MB")
    return int(number) * _UNITS[unit]


def _symbols(wish: str | None, settings: Settings) -> Sequence[str]:
    if wish is None:
        return settings.bybit.symbols
    names = [name.upper() for name in _named(wish)]
    return [] if names == ["NONE"] else names


def _named(wish: str) -> list[str]:
    return [name.strip() for name in wish.split(",") if name.strip()]


async def _main(wishes: Wishes) -> None:
    console = Console(stderr=True, highlight=False)
    recorder = Recorder(
        wishes.out, software=f"whale-tracker {VERSION}", cut=wishes.cut, redact=logs.redacted
    )
    sources = await chosen(
        wishes.settings, symbols=wishes.symbols, depth=wishes.depth, chains=wishes.chains
    )
    with recorder:
        tally = await _follow(wishes, sources, recorder, console)
    console.print(tally.last_words(), soft_wrap=True)
    if recorder.fault is not None:
        raise UnavailableError(f"the recording stopped: {recorder.fault}")
    if not tally.frames:
        raise UnavailableError("not a single frame came; are the addresses right?")


async def _follow(
    wishes: Wishes,
    sources: Sequence[tuple[Source, Described]],
    recorder: Recorder,
    console: Console,
) -> Tally:
    connections: list[Connection] = []
    meters: list[Meter] = []
    tally = Tally(recorder, wishes.out, meters)
    budget = ConnectionBudget()
    for source, described in sources:
        connection = Connection(
            recorder.follow(source.feed, described),
            *source.addresses,
            sink=tally.take,
            clock=SystemClock(),
            backoff=backoff(),
            budget=budget,
        )
        connections.append(connection)
        meters.append(connection.meter)
    work = asyncio.get_running_loop().create_task(_work(connections, recorder, tally, console))
    if wishes.seconds is not None:
        asyncio.get_running_loop().call_later(wishes.seconds, work.cancel)
    await until_stopped(work)
    return tally


async def _work(
    connections: Sequence[Connection], recorder: Recorder, tally: Tally, console: Console
) -> None:
    async with asyncio.TaskGroup() as group:
        running = [group.create_task(connection.run()) for connection in connections]
        with suppress(asyncio.CancelledError), console.status("connecting …") as status:
            while recorder.fault is None:
                await asyncio.sleep(_LOOK_S)
                status.update(tally.line())
        for task in running:
            task.cancel()
