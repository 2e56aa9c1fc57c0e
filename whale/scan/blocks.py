"""``whale scan blocks``: transfers in recorded blocks."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from core.chain import WEI_PER_ETH, GasPrice, Transfer, Way
from engine.feeds.ethereum.contents.blocks import RpcBlock, read_block
from engine.feeds.ethereum.contents.calls import value_transfers
from engine.feeds.ethereum.contents.origin import origin_of
from engine.feeds.ethereum.contents.reading import read_facts
from engine.feeds.ethereum.networks.chains import NETWORKS, Network, network_of
from engine.feeds.ethereum.networks.thresholds import Thresholds
from whale.scan.lines import Lines
from whale.scan.output import as_json_line, short_address

_KINDS: dict[Way, str] = {
    "transaction": "transfer",
    "token": "token_transfer",
    "withdrawal": "withdrawal",
    "internal": "internal",
}


def blocks(
    file: Annotated[
        Path, typer.Argument(help="One eth_getBlockByNumber result a line; gzip or not.")
    ],
    min_eth: Annotated[
        float, typer.Option(help="Smallest transfer to show, in the chain's own coin.", min=0)
    ] = 100.0,
    *,
    chain: Annotated[
        str, typer.Option(help=f"Which chain they are of: {', '.join(NETWORKS)}.")
    ] = "ethereum",
    everything: Annotated[
        bool,
        typer.Option("--all", help="Tokens, validators' withdrawals and the price of gas as well."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Every transaction of a file of blocks that carries at least --min-eth, in order.

    The status is "success" or "failed" where the block has its receipts beside it (a key
    "receipts"), else "unknown". A line that is no block is reported with its number and passed
    over.

    With --all, known tokens are shown from amounts that are about as large as --min-eth; they are
    in the logs of the receipts, so that without receipts there are none.
    """
    network = network_of(chain)
    min_wei = int(Decimal(str(min_eth)) * WEI_PER_ETH)
    read = _everything if everything else _values
    with Lines(file) as lines:
        for fact in lines.each(lambda line: read(read_block(line), network, min_wei)):
            typer.echo(as_json_line(_fields(fact)) if as_json else _text(fact))
    if lines.faults:
        raise typer.Exit(1)


def _values(block: RpcBlock, network: Network, min_wei: int) -> Iterator[Transfer]:
    return value_transfers(
        block.transactions,
        {receipt.transaction_hash: receipt for receipt in block.receipts or ()},
        coin=network.coin,
        least_wei=min_wei,
        origin=origin_of(block, chain=network.name, seen_ns=0, late_ns=0),
    )


def _everything(block: RpcBlock, network: Network, min_wei: int) -> Iterator[Transfer | GasPrice]:
    alike = Thresholds.of(network, ether_wei=min_wei * WEI_PER_ETH // network.per_ether)
    least = Thresholds(wei=min_wei, tokens=alike.tokens)
    yield from read_facts(block, block.receipts, network=network, least=least, seen_ns=0)


def _fields(fact: Transfer | GasPrice) -> dict[str, object]:
    if isinstance(fact, GasPrice):
        return {
            "kind": "gas",
            "base_fee_wei": fact.base_fee_wei,
            "priority_wei": fact.priority_wei,
            "used": fact.used,
            "block": fact.block_number,
        }
    fields: dict[str, object] = {
        "kind": _KINDS[fact.way],
        "hash": fact.tx_hash,
        "from": fact.sender,
        "to": fact.recipient,
    }
    if fact.contract is None:
        fields["value_wei"] = fact.units
    else:
        fields |= {"amount": fact.amount, "decimals": fact.decimals, "coin": fact.coin}
        fields["contract"] = fact.contract
    fields |= {"block": fact.block_number, "status": fact.status}
    return fields | {"place": fact.place} if fact.place else fields


def _text(fact: Transfer | GasPrice) -> str:
    if isinstance(fact, GasPrice):
        tips = " / ".join(f"{wei / 1e9:.3f}" for wei in fact.priority_wei) or "none"
        base = fact.base_fee_wei / 1e9
        return (
            f"{fact.block_number:>10,}  gas {base:.3f} gwei, tips {tips} gwei, {fact.used:.0%} full"
        )
    to = short_address(fact.recipient) if fact.recipient else "a new contract"
    where = f"{fact.tx_hash} {fact.place}".strip()
    return (
        f"{fact.block_number:>10,}  {fact.size:>14,.3f} {fact.coin}  "
        f"{short_address(fact.sender)} → {to}  {fact.status}  {where}"
    )
