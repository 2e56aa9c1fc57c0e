"""Puts the stand-ins together: sources, servers, one line that says where they listen."""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from aiohttp import web

from standins.bybit.recorded import RecordedVenue
from standins.bybit.server import create_app as bybit_app
from standins.bybit.simulated import SimulatedVenue
from standins.bybit.source import FrameSource
from standins.ethereum.recorded import RecordedChain
from standins.ethereum.server import create_app as ethereum_app
from standins.ethereum.simulated import SimulatedChain
from standins.ethereum.source import BlockSource
from standins.market.chain.scheduled import scheduled
from standins.market.exchange.instruments import instruments
from standins.market.scenario import Scenario
from standins.market.scenarios import scenario
from standins.stage import Clock, Curtain

HOST = "127.0.0.1"
TELEGRAM, BYBIT, ETHEREUM = "telegram", "bybit", "ethereum"
PARTS = (TELEGRAM, BYBIT, ETHEREUM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the stand-ins are to be started; one field for each switch of the command line."""

    data: Path | None = None
    """Folder for what must survive a restart; None keeps nothing."""

    token: str = ""
    """The bot token the Telegram stand-in accepts."""

    ports: dict[str, int] = field(default_factory=dict)
    """Port of each part; 0 or missing lets the system choose."""

    parts: tuple[str, ...] = PARTS
    """Which parts are started."""

    seed: int = 1
    """Which of all possible worlds."""

    speed: float = 1.0
    """How many times faster than the clock the market and the chain run."""

    symbols: tuple[str, ...] = ("ETHUSDT", "BTCUSDT")
    """What the made-up market trades."""

    block_seconds: float = 12.0
    """Seconds between made-up blocks."""

    chain_id: int = 1
    """Which chain the made-up one says it is: 1 Ethereum, 8453 Base, 42161 Arbitrum One …"""

    catch_up_s: float = 600.0
    """How long before the present a fresh market opens."""

    blocks: Path | None = None
    """Recorded blocks instead of the made-up chain."""

    frames: tuple[Path, ...] = ()
    """Recorded frames instead of the made-up market."""

    scenario: str = ""
    """Name of what is made to happen in the market and on the chain; empty for nothing."""

    hold: bool = False
    """Hold recordings until ``POST /control/play``."""

    exit_with_parent: bool = False
    """End when standard input closes, which it does when the parent dies."""


async def serve(options: Options, *, clock: Clock = time.time_ns, out: TextIO = sys.stdout) -> None:
    """Start the stand-ins, print one line of JSON when all listen, serve until told to end.

    Raises
    ------
    ValueError
        An option makes no sense; the message says what to do.
    OSError
        A port is taken, or a file cannot be read.
    """
    apps = {part: make() for part, make in _makers(options, clock).items() if part in options.parts}
    async with AsyncExitStack() as stack:
        ports: dict[str, int] = {}
        for part, app in apps.items():
            ports[part] = await _listen(stack, app, options.ports.get(part, 0))
        ended = _end_signal(exit_with_parent=options.exit_with_parent)
        out.write(json.dumps(addresses(ports)) + "\n")
        out.flush()
        await ended.wait()


def addresses(ports: dict[str, int]) -> dict[str, str]:
    """Addresses to hand to whatever is to be connected."""
    found: dict[str, str] = {}
    if TELEGRAM in ports:
        found["telegram"] = f"http://{HOST}:{ports[TELEGRAM]}/"
    if BYBIT in ports:
        found["bybit_ws"] = f"ws://{HOST}:{ports[BYBIT]}/v5/public/linear"
        found["bybit_rest"] = f"http://{HOST}:{ports[BYBIT]}"
    if ETHEREUM in ports:
        found["ethereum_ws"] = f"ws://{HOST}:{ports[ETHEREUM]}/"
        found["ethereum_http"] = f"http://{HOST}:{ports[ETHEREUM]}/"
    return found


def _makers(options: Options, clock: Clock) -> dict[str, Callable[[], web.Application]]:
    """How each part is made; parts that are not started are not made."""
    curtain = Curtain(held=options.hold)
    return {
        TELEGRAM: lambda: _telegram(options),
        BYBIT: lambda: bybit_app(
            _frames(options, clock), clock=clock, speed=options.speed, curtain=curtain
        ),
        ETHEREUM: lambda: ethereum_app(
            _blocks(options, clock), clock=clock, speed=options.speed, curtain=curtain
        ),
    }


def _telegram(options: Options) -> web.Application:
    # Imported here so that the other parts start without it.
    from standins.telegram.server import create_app  # noqa: PLC0415 - see above

    return create_app(token=options.token, data_dir=options.data and options.data / TELEGRAM)


def _frames(options: Options, clock: Clock) -> FrameSource:
    if options.frames:
        return RecordedVenue(options.frames)
    return SimulatedVenue(
        instruments(options.symbols),
        seed=options.seed,
        now_ms=clock() // 1_000_000,
        catch_up_s=options.catch_up_s,
        folder=options.data and options.data / BYBIT,
        scenario=_scenario(options),
    )


def _blocks(options: Options, clock: Clock) -> BlockSource:
    if options.blocks:
        return RecordedChain(options.blocks)
    chosen = _scenario(options)
    return SimulatedChain(
        seed=options.seed,
        now_ms=clock() // 1_000_000,
        block_seconds=options.block_seconds,
        chain_id=options.chain_id,
        folder=options.data and options.data / ETHEREUM,
        scheduled=scheduled(chosen.chain if chosen else (), options.block_seconds),
    )


def _scenario(options: Options) -> Scenario | None:
    return scenario(options.scenario) if options.scenario else None


async def _listen(stack: AsyncExitStack, app: web.Application, port: int) -> int:
    """Serve an application on loopback until the stack closes; the port it got."""
    runner = web.AppRunner(app, shutdown_timeout=1.0)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    site = web.TCPSite(runner, HOST, port)
    await site.start()
    return int(runner.addresses[0][1])


def _end_signal(*, exit_with_parent: bool) -> asyncio.Event:
    """An event that is set by SIGINT, by SIGTERM and, if wanted, when standard input closes."""
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    if exit_with_parent:
        loop.add_reader(sys.stdin.fileno(), _read_stdin, loop, ended)
    return ended


def _read_stdin(loop: asyncio.AbstractEventLoop, ended: asyncio.Event) -> None:
    if not os.read(sys.stdin.fileno(), 4_096):
        loop.remove_reader(sys.stdin.fileno())
        ended.set()
