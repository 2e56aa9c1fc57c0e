"""``whale charts gallery``: every picture in every theme, and a page to look at them."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from core.errors import MisconfiguredError
from whale.charts.hanging import hang, write_page
from whale.charts.makers import MAKERS
from whale.charts.page import Room
from whale.charts.shown import Material


def gallery(
    folder: Annotated[Path, typer.Argument(help="Where to put them; made if it is not there.")],
    seed: Annotated[int, typer.Option(help="Which of all possible made-up markets.", min=0)] = 7,
    recorded: Annotated[
        Path | None,
        typer.Option(help="A folder of recorded candles (bybit_linear_ETHUSDT_1h.csv.gz)."),
    ] = None,
    only: Annotated[
        str, typer.Option(help=f"One picture: {', '.join(maker.kind for maker in MAKERS)}.")
    ] = "",
) -> None:
    """Draw every picture in every theme, as JPEG and PNG, and write index.html beside them.

    The same seed and the same recorded files give the same bytes. Files are named after picture,
    theme and scene: heatmap-dark-cascade.jpg. Those of an earlier run are written over.
    """
    makers = [maker for maker in MAKERS if only in {"", maker.kind}]
    if not makers:
        known = ", ".join(maker.kind for maker in MAKERS)
        raise MisconfiguredError(f"--only {only}: take one of {known}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MisconfiguredError(f"{folder}: {error.strerror}") from None
    rooms = []
    for maker in makers:
        scenes = asyncio.run(maker.make(Material(seed=seed, recorded=recorded)))
        rooms.append(hang(maker, scenes, folder))
        typer.echo(f"{maker.title}: {', '.join(each.name for each in rooms[-1].exhibits)}")
    typer.echo(f"{_count(rooms)} pictures. Look at {write_page(rooms, folder)}")


def _count(rooms: Sequence[Room]) -> int:
    return sum(len(each.shots) for room in rooms for each in room.exhibits)
