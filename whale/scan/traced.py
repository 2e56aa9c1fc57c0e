"""``whale scan traced``: ether that moved inside of transactions, from recorded traces."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from core.chain import WEI_PER_ETH
from engine.feeds.ethereum.contents.moves import InternalMove
from engine.feeds.ethereum.contents.traces import internal_moves_of, read_traces
from whale.scan.lines import Lines
from whale.scan.output import as_json_line, short_address


def traced(
    file: Annotated[
        Path,
        typer.Argument(help="One block's traces a line (trace_block); gzip or not."),
    ],
    min_eth: Annotated[float, typer.Option(help="Smallest move to show, in ETH.", min=0)] = 100.0,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Every move of at least --min-eth that a contract made inside of a transaction, in order.

    What the transactions themselves carry is not repeated here: `whale scan blocks` shows it. Moves
    that failed, or that a failed step around them undid, are left out. A line that holds no traces
    is reported with its number and passed over.
    """
    min_wei = int(Decimal(str(min_eth)) * WEI_PER_ETH)
    with Lines(file) as lines:
        for move in lines.each(lambda line: internal_moves_of(read_traces(line), min_wei=min_wei)):
            typer.echo(_json(move) if as_json else _text(move))
    if lines.faults:
        raise typer.Exit(1)


def _json(move: InternalMove) -> str:
    return as_json_line(
        {
            "kind": "internal",
            "hash": move.tx_hash,
            "step": list(move.step),
            "way": move.way,
            "from": move.sender,
            "to": move.recipient,
            "value_wei": move.value_wei,
            "block": move.block_number,
        }
    )


def _text(move: InternalMove) -> str:
    return (
        f"{move.block_number:>10,}  {move.value_wei / WEI_PER_ETH:>14,.3f} ETH  "
        f"{short_address(move.sender)} → {short_address(move.recipient)}  {move.way}  "
        f"{move.tx_hash} step {'.'.join(map(str, move.step))}"
    )
