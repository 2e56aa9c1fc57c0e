"""``whale replay``: recorded frames through the feeds and the detectors."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from core.detection import Detection
from core.facts import Fact
from engine.pipeline.panel import Panel
from whale.replay.account import Account, summary
from whale.replay.pace import Pace, speed_of
from whale.replay.page import show, verified
from whale.replay.programme import Programme
from whale.replay.stretch import stretches_in
from whale.replay.verify import faults_of

_json = msgspec.json.Encoder()


def replay(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Recordings, folders of them, or files with a frame a line (plain, gzip, zip)."
        ),
    ],
    *,
    speed: Annotated[str, typer.Option(help="max, or times as fast as it happened: 1x, 10x.")] = (
        "max"
    ),
    symbol: Annotated[str, typer.Option(help="Tell of this market only: ETHUSDT.")] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Every fact and detection, one object a line.")
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Only compare the files with their manifests.")
    ] = False,
) -> None:
    """Tell recorded frames to the feeds again, and say what they made of them.

    A recording of `whale record` is told exactly as it was lived: arrivals, losses, answers and
    ticks are in its journal. Other files of frames (the venue's archive: a zip a topic and day)
    are merged by the venue's own time; blocks are told as by a node that has no others.

    Shown are facts by kind, detections, prices, every gap with its reason and whether it was
    healed, and whether each order book ended in sync; with --json the facts and detections
    themselves, and the account as the last line.

    The exit status is 1 if any line or frame could not be read, or a file is not what its
    manifest says.
    """
    stretches = stretches_in(files)
    if verify:
        faults = {stretch.name: faults_of(stretch) for stretch in stretches}
        verified(Console(highlight=False, soft_wrap=True), faults)
        if any(faults.values()):
            raise typer.Exit(1)
        return
    _play(Programme(stretches), Pace(speed_of(speed)), symbol=symbol.upper(), as_json=as_json)


def _play(programme: Programme, pace: Pace, *, symbol: str, as_json: bool) -> None:
    account, panel = Account(), Panel()
    began_s = time.monotonic()
    for told in programme:
        pace.until(told.at_ns)
        account.heard(told)
        for fact in told.facts:
            if not _wanted(fact, symbol):
                continue
            found = [one for one in panel.update(fact) if isinstance(one, Detection)]
            account.told(fact, found)
            if as_json:
                _print(fact, found)
    took_s = time.monotonic() - began_s
    if as_json:
        typer.echo(_json.encode(summary(account, programme, took_s=took_s)))
    else:
        show(Console(highlight=False, soft_wrap=True), account, programme, took_s=took_s)
    if any(part.faults for part in programme.parts) or any(
        player.unreadable for player in programme.players
    ):
        raise typer.Exit(1)


def _wanted(fact: Fact, symbol: str) -> bool:
    # A gap of a whole connection is everybody's.
    return not symbol or fact.subject.endswith(f":{symbol}") or ":" not in fact.subject


def _print(fact: Fact, found: Sequence[Detection]) -> None:
    typer.echo(_json.encode(fact))
    for detection in found:
        line = {"type": "detection", **msgspec.structs.asdict(detection)}
        typer.echo(_json.encode(line))
