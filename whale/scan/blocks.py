"""``whale scan blocks``: transfers in recorded blocks."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from core.chain import WEI_PER_ETH, Transfer
from engine.feeds.ethereum import read_block, statuses_of, transfers_of
from whale.scan.lines import Lines
from whale.scan.output import as_json_line, short_address


def blocks(
    file: Annotated[
        Path, typer.Argument(help="One eth_getBlockByNumber result a line; gzip or not.")
    ],
    min_eth: Annotated[
        float, typer.Option(help="Smallest transfer to show, in ETH.", min=0)
    ] = 100.0,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Every transaction of a file of blocks that carries at least --min-eth, in order.

    The status is "success" or "failed" where the block has its receipts beside it (a key
    "receipts"), else "unknown". A line that is no block is reported with its number and passed
    over.
    """
    min_wei = int(Decimal(str(min_eth)) * WEI_PER_ETH)
    with Lines(file) as lines:
        for transfer in lines.each(lambda line: _transfers(line, min_wei)):
            typer.echo(_json(transfer) if as_json else _text(transfer))
    if lines.faults:
        raise typer.Exit(1)


def _transfers(line: bytes, min_wei: int) -> Iterator[Transfer]:
    block = read_block(line)
    statuses = statuses_of(block.receipts or [])
    return transfers_of(block, chain="ethereum", min_wei=min_wei, statuses=statuses, seen_ns=0)


def _json(transfer: Transfer) -> str:
    return as_json_line(
        {
            "kind": "transfer",
            "hash": transfer.tx_hash,
            "from": transfer.sender,
            "to": transfer.recipient,
            "value_wei": transfer.units,
            "block": transfer.block_number,
            "status": transfer.status,
        }
    )


def _text(transfer: Transfer) -> str:
    to = short_address(transfer.recipient) if transfer.recipient else "a new contract"
    return (
        f"{transfer.block_number:>10,}  {transfer.size:>14,.3f} ETH  "
        f"{short_address(transfer.sender)} → {to}  {transfer.status}  {transfer.tx_hash}"
    )
