"""``whale labels list`` and ``whale labels show``: what is known of an entity, of an address."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

import typer

from core.labels import Label
from engine.flows.book import LabelBook
from engine.flows.known import known_labels
from whale.labels.changing import AddressArgument, ChainOption, OwnerOption
from whale.labels.store import labels_store

_MOST = 1_000


def list_labels(
    *,
    entity: Annotated[str, typer.Option(help="Who: an exchange, a bridge, a fund.")],
    owner: OwnerOption = 0,
) -> None:
    """All wallets of an entity: those everyone knows, and those that were imported or inferred."""

    async def main() -> list[Label]:
        async with labels_store() as store:
            return await store.of_entity(entity, owner=owner, limit=_MOST)

    built_in = [label for label in known_labels() if label.entity.lower() == entity.lower()]
    _print([*built_in, *asyncio.run(main())], f"Nothing is known of {entity!r}.")


def show_label(
    address: AddressArgument,
    chain: ChainOption = "ethereum",
    owner: OwnerOption = 0,
) -> None:
    """What every source says of one address, with the evidence of what was inferred.

    The first line counts: a user's own label, and then the better tier.
    """
    wanted = address.lower()

    async def main() -> list[Label]:
        async with labels_store() as store:
            return await store.find(chain=chain, addresses=[wanted], owner=owner)

    built_in = [each for each in known_labels() if (each.chain, each.address) == (chain, wanted)]
    said = LabelBook.in_turn([*built_in, *asyncio.run(main())])
    _print(said, f"Nobody says whose {address} is.")


def _print(labels: Sequence[Label], nothing: str) -> None:
    if not labels:
        typer.echo(nothing, err=True)
        raise typer.Exit(1)
    widest = max(len(label.name) for label in labels)
    for label in labels:
        where = f"{label.chain:<9} {label.address}"
        typer.echo(
            f"{label.tier}  {label.name:<{widest}}  {label.category:<9} {where}  {_said(label)}"
        )


def _said(label: Label) -> str:
    said = f"{label.source}: {label.evidence}" if label.evidence else label.source
    return f"{said} (of user {label.owner})" if label.owner else said
