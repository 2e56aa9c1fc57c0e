"""The command itself: what is started, in which order, and what the newcomer is told."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer
from rich.console import Console

from core.errors import MisconfiguredError
from db.migrate import migrate
from db.postgres import open_stores
from runtime.embedded import embedded
from whale.demo.child import Child, child
from whale.demo.house import house
from whale.demo.player import play, play_after_rules
from whale.demo.ports import free_port, port_for
from whale.demo.readiness import PATIENCE_S, mourn, ready
from whale.demo.recordings import topics_in
from whale.demo.scenarios import stories, told
from whale.process import until_stopped

# The stand-in's own token: it opens nothing but the chat on this machine.
_TOKEN = f"1000000001:{'demo-' * 7}"
_QUIET_S = 5.0


class Start(StrEnum):
    """When a recording begins."""

    RULE = "rule"
    NOW = "now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was asked for on the command line."""

    blocks: Path | None
    frames: tuple[Path, ...]
    speed: float
    seed: int
    scenario: str
    story: str
    port: int
    start: Start
    data: Path

    @property
    def recorded(self) -> bool:
        """Whether any file takes the simulator's place."""
        return self.blocks is not None or bool(self.frames)


def demo(
    more: Annotated[
        list[Path] | None, typer.Argument(help="More files of frames, behind --frames FILE.")
    ] = None,
    *,
    blocks: Annotated[
        Path | None, typer.Option(help="Recorded blocks instead of simulated ones.")
    ] = None,
    frames: Annotated[
        list[Path] | None, typer.Option(help="Recorded venue frames, one file or several.")
    ] = None,
    speed: Annotated[float, typer.Option(help="Times as fast as it happened.", min=0.01)] = 1.0,
    seed: Annotated[int, typer.Option(help="Another seed is another market.")] = 7,
    scenario: Annotated[
        str, typer.Option(help="Let something known happen; 'list' tells what there is.")
    ] = "",
    port: Annotated[int, typer.Option(help="Port of the chat page; 0 takes any.")] = 8088,
    start: Annotated[
        Start, typer.Option(help="A recording begins 5 s after your last new rule, or now.")
    ] = Start.RULE,
    data: Annotated[Path | None, typer.Option(help="Folder for everything that is kept.")] = None,
) -> None:
    """The whole product on this machine: no account, no key, no network.

    Starts Postgres, Valkey, stand-ins for Telegram, Bybit and Ethereum, and every role.

    Then it prints the address of a chat page. Ctrl-C stops everything; rules and chats are kept.
    """
    if scenario == "list":
        typer.echo(stories())
        return
    story = told(scenario) if scenario else ""
    if scenario and (frames or more):
        raise MisconfiguredError("recorded frames are what they are: leave --scenario or --frames")
    with house(data, scenario) as folder:
        wishes = Wishes(
            blocks=blocks,
            frames=(*(frames or ()), *(more or ())),
            speed=speed,
            seed=seed,
            scenario=scenario,
            story=story,
            port=port,
            start=start,
            data=folder,
        )
        asyncio.run(_main(wishes))


async def _main(wishes: Wishes) -> None:
    work = asyncio.get_running_loop().create_task(_Demo(wishes).run())
    await until_stopped(work)


class _Demo:
    def __init__(self, wishes: Wishes) -> None:
        self._wishes = wishes
        self._console = Console(highlight=False)
        self._began = monotonic()

    async def run(self) -> None:
        """Start everything, say where it is, and stop it when asked to."""
        wishes = self._wishes
        recorded = topics_in(wishes.frames) if wishes.frames else None
        async with AsyncExitStack() as stack:
            stack.callback(self._say, "[dim]Everything is stopped.[/]")
            async with self._step("Postgres and Valkey"):
                servers = await stack.enter_async_context(embedded(wishes.data))
            async with self._step("tables"):
                await migrate(servers.database_url)
            async with self._step("stand-ins for Telegram, Bybit and Ethereum"):
                outside, addresses = await self._outside(stack)
            api_port = free_port()
            environment = {
                **_without_whale(os.environ),
                "WHALE_DATABASE_URL": servers.database_url,
                "WHALE_REDIS_URL": servers.redis_url,
                "WHALE_BOT_TOKEN": _TOKEN,
                "WHALE_BOT_API_BASE": addresses["telegram"].rstrip("/"),
                "WHALE_BYBIT_WS": addresses["bybit_ws"],
                "WHALE_BYBIT_REST": addresses["bybit_rest"],
                "WHALE_ETHEREUM_WS": addresses["ethereum_ws"],
                "WHALE_API_PORT": str(api_port),
                "WHALE_LOG_FORM": "text",
            }
            if recorded is not None:
                environment["WHALE_BYBIT_SYMBOLS"] = ",".join(recorded.symbols)
                environment["WHALE_BYBIT_DEPTH"] = str(recorded.depth or 50)
            if wishes.blocks is not None:
                # A file of blocks has holes that no stand-in can fill.
                environment["WHALE_ETHEREUM_MAX_BACKFILL"] = "0"
            async with self._step("engine, bot and API"):
                ours = await stack.enter_async_context(
                    child(
                        "whale up",
                        ["whale", "up", "--exit-with-parent"],
                        log=wishes.data / "logs" / "whale.log",
                        environment=environment,
                    )
                )
                await ready(f"http://127.0.0.1:{api_port}/v1/health/ready", ours)
            self._greet(addresses["telegram"], api_port)
            await self._watch((outside, ours), servers.database_url, addresses)

    async def _outside(self, stack: AsyncExitStack) -> tuple[Child, Mapping[str, str]]:
        wishes = self._wishes
        arguments = ["standins", "--exit-with-parent", "--data", str(wishes.data / "outside")]
        arguments += ["--token", _TOKEN, "--telegram-port", str(port_for(wishes.port))]
        arguments += ["--bybit-port", "0", "--ethereum-port", "0"]
        arguments += ["--seed", str(wishes.seed), "--speed", str(wishes.speed)]
        if wishes.scenario:
            arguments += ["--scenario", wishes.scenario]
        if wishes.blocks is not None:
            arguments += ["--blocks", str(wishes.blocks)]
        if wishes.frames:
            arguments += ["--frames", *map(str, wishes.frames)]
        if wishes.recorded:
            arguments.append("--hold")
        outside = await stack.enter_async_context(
            child(
                "The stand-ins",
                arguments,
                log=wishes.data / "logs" / "outside.log",
                environment=os.environ,
            )
        )
        return outside, json.loads(await outside.first_line(within_s=PATIENCE_S))

    async def _watch(
        self, children: tuple[Child, ...], database_url: str, addresses: Mapping[str, str]
    ) -> None:
        controls = (addresses["bybit_rest"], addresses["ethereum_http"].rstrip("/"))
        async with asyncio.TaskGroup() as group:
            for one in children:
                group.create_task(mourn(one))
            if self._wishes.recorded and self._wishes.start is Start.NOW:
                await play(controls)
            elif self._wishes.recorded:
                async with open_stores(database_url, pool_size=2) as stores:
                    await play_after_rules(stores.rules, controls, quiet_s=_QUIET_S, say=self._say)

    @asynccontextmanager
    async def _step(self, what: str) -> AsyncIterator[None]:
        began = monotonic()
        with self._console.status(f"Starting {what} …"):
            yield
        self._say(f"[green]✓[/] {what} [dim]{monotonic() - began:.1f} s[/]")

    def _greet(self, page: str, api_port: int) -> None:
        took = monotonic() - self._began
        self._say("")
        self._say(f"Ready after {took:.1f} s. Open this page and press Start:")
        self._say(f"\n    [bold cyan]{page}[/]\n")
        if self._wishes.story:
            self._say(f"[bold]{self._wishes.scenario}[/]  {self._wishes.story}\n")
        self._say(f"[dim]API  http://127.0.0.1:{api_port}/docs   logs  {self._wishes.data}/logs[/]")
        self._say("[dim]Ctrl-C stops everything.[/]")

    def _say(self, text: str) -> None:
        self._console.print(text, soft_wrap=True)


def _without_whale(environment: Mapping[str, str]) -> dict[str, str]:
    # The demo speaks with its stand-ins, whatever the environment says of the real world.
    return {
        name: value
        for name, value in environment.items()
        if not name.startswith("WHALE_") or name.startswith("WHALE_LOG")
    }
