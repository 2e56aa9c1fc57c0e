"""``whale labels import``: a published list of labels into the store."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from core.labels import Label, Tier
from core.ports import Labels
from whale.labels.columns import LabelRows
from whale.labels.store import labels_store
from whale.scan.lines import Lines

_BATCH = 2_000


def import_labels(
    file: Annotated[Path, typer.Argument(help="CSV with a line of columns; plain or gzip.")],
    source: Annotated[
        str, typer.Option(help="Where the list comes from, and when. Default: the file's name.")
    ] = "",
    tier: Annotated[
        str, typer.Option(help="A published, B inferred by a rule, C a hint; where no row says it.")
    ] = "A",
    chain: Annotated[str, typer.Option(help="The chain, where no row says it.")] = "ethereum",
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and count; store nothing.")] = (
        False
    ),
) -> None:
    """Store who addresses belong to, from a list.

    Importing a list again changes nothing; a newer one under the same --source replaces what the
    older one said of the same addresses. A line that cannot be used is reported with its number and
    passed over.
    """
    rows = LabelRows(source=source or _name_of(file), tier=_tier(tier), chain=chain)
    with Lines(file) as lines:
        labels = lines.each(rows.read)
        counts = Counter[str]()
        changed = None
        if dry_run:
            counts.update(label.category for label in labels)
        else:
            changed = asyncio.run(_stored(labels, counts))
        _report(counts, rows.nameless, lines.faults, changed)
    if lines.faults:
        raise typer.Exit(1)


async def store_labels(store: Labels, labels: Iterable[Label], counts: Counter[str]) -> int:
    """Put labels in portions, counting them by category; how many were new or changed."""
    changed = 0
    for portion in _portions(labels):
        changed += await store.put(portion)
        counts.update(label.category for label in portion)
    return changed


async def _stored(labels: Iterable[Label], counts: Counter[str]) -> int:
    async with labels_store() as store:
        return await store_labels(store, labels, counts)


def _portions(labels: Iterable[Label]) -> Iterator[list[Label]]:
    waiting = iter(labels)
    while portion := list(islice(waiting, _BATCH)):
        yield portion


def _report(counts: Counter[str], nameless: int, faults: int, changed: int | None) -> None:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right")
    for category, number in counts.most_common():
        table.add_row(f"{number:,}", category)
    console = Console(highlight=False)
    console.print(table)
    stored = "nothing stored (dry run)" if changed is None else f"{changed:,} new or changed"
    console.print(
        f"{counts.total():,} labels, {stored}; {nameless:,} addresses without a name, "
        f"{faults:,} lines that could not be used",
        soft_wrap=True,
    )


def _name_of(file: Path) -> str:
    return file.name.removesuffix(".gz").removesuffix(".csv")


def _tier(word: str) -> Tier:
    match word.upper():
        case "A" | "B" | "C" as tier:
            return tier
        case _:
            raise typer.BadParameter(f"{word!r} is none of A, B, C", param_hint="--tier")
