"""``whale scan flows``: who moved what in recorded blocks, one line a move."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from core.chain import WEI_PER_ETH, Transfer
from core.detection import Detection
from engine.feeds.ethereum.contents.blocks import read_block
from engine.feeds.ethereum.contents.reading import read_facts
from engine.feeds.ethereum.networks.chains import NETWORKS, Network, network_of
from engine.feeds.ethereum.networks.thresholds import Thresholds
from engine.flows.book import LabelBook
from engine.flows.known import known_labels
from engine.pipeline.panel import Panel
from whale.labels.columns import LabelRows
from whale.scan.lines import Lines
from whale.scan.output import as_json_line, short_address

# Smaller moves are not shown, but deposits are inferred from them.
_READ_FROM_WEI = WEI_PER_ETH


def flows(
    file: Annotated[
        Path, typer.Argument(help="One eth_getBlockByNumber result a line; gzip or not.")
    ],
    labels: Annotated[
        list[Path] | None,
        typer.Option(help="A list of labels as for whale labels import; may be given repeatedly."),
    ] = None,
    min_eth: Annotated[float, typer.Option(help="Smallest move to show, in coins.", min=0)] = 100.0,
    chain: Annotated[
        str, typer.Option(help=f"Which chain they are of: {', '.join(NETWORKS)}.")
    ] = "ethereum",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """What the detectors make of a file of blocks: transfers, hops, sweeps, deposit addresses.

    Labels are those everyone knows and those of the lists. Without receipts beside a block (a key
    "receipts") no tokens are seen, and failed transactions count like others.
    """
    network = network_of(chain)
    panel = Panel(labels=_book(labels or []))
    counts = Counter[str]()
    with Lines(file) as lines:
        for detection in lines.each(lambda line: _found(line, network, panel)):
            if _size(detection) < min_eth:
                continue
            counts[detection.kind] += 1
            typer.echo(as_json_line(_fields(detection)) if as_json else _text(detection))
    if not as_json:
        typer.echo(", ".join(f"{number:,} {kind}" for kind, number in counts.most_common()))
    if lines.faults:
        raise typer.Exit(1)


def _book(lists: list[Path]) -> LabelBook:
    book = LabelBook(known_labels())
    for path in lists:
        rows = LabelRows(source=path.name, tier="A", chain="ethereum")
        with Lines(path) as lines:
            for label in lines.each(rows.read):
                book.put(label)
    return book


def _found(line: bytes, network: Network, panel: Panel) -> Iterator[Detection]:
    block = read_block(line)
    least = Thresholds.of(network, ether_wei=_READ_FROM_WEI)
    for fact in read_facts(block, block.receipts, network=network, least=least, seen_ns=0):
        if isinstance(fact, Transfer):
            yield from (each for each in panel.update(fact) if isinstance(each, Detection))


def _size(detection: Detection) -> float:
    numbers = detection.numbers
    return numbers.get("eth", numbers.get("size", numbers.get("collected", 0.0)))


def _fields(detection: Detection) -> dict[str, object]:
    head = {"kind": detection.kind, "id": detection.id, "of": detection.of}
    return {**head, **detection.numbers, **detection.texts}


def _text(detection: Detection) -> str:
    texts = detection.texts
    if "address" in texts:
        return f"{'':10}  {detection.kind}  {texts['address']}  {texts['evidence']}"
    sender, recipient = (_end(texts, end) for end in ("from", "to"))
    hop = f" {detection.numbers['hop']:.0f}" if "hop" in detection.numbers else ""
    return (
        f"{detection.numbers['block']:>10,.0f}  {_size(detection):>14,.3f} {texts['coin']}  "
        f"{detection.kind}{hop}: {sender} → {recipient}  {texts['hash']}"
    )


def _end(texts: dict[str, str], end: str) -> str:
    if not texts[end]:
        return "a new contract"
    return texts.get(f"{end}_name") or short_address(texts[end])
