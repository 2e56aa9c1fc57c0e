"""``whale labels set`` and ``whale labels remove``: one label by hand, everybody's or a user's."""

import asyncio
import re
from typing import Annotated, cast, get_args

import typer

from core.labels import BY_HAND, Category, Entity, Label, entity_of
from engine.feeds.ethereum import NETWORKS
from whale.labels.store import labels_store

_ADDRESS = re.compile(r"0x[0-9a-f]{40}")

AddressArgument = Annotated[str, typer.Argument(help="An address: 0x and 40 hex digits.")]
ChainOption = Annotated[str, typer.Option(help="Its chain.")]
OwnerOption = Annotated[
    int, typer.Option(min=0, help="The user whose own label it is; 0 is everybody's.")
]


def set_label(
    address: AddressArgument,
    name: Annotated[str, typer.Argument(help="What to call it.")],
    *,
    chain: ChainOption = "ethereum",
    category: Annotated[str, typer.Option(help=f"One of {', '.join(get_args(Category))}.")] = (
        "personal"
    ),
    entity: Annotated[str, typer.Option(help="Who acts. Default: the name without its number.")] = (
        ""
    ),
    owner: OwnerOption = 0,
) -> None:
    """Say who an address belongs to; again, to say something else.

    What is set by hand stands above every list; what is set for a user, above all, and for that
    user alone.
    """
    label = Label(
        chain=_chain(chain),
        address=_address(address),
        entity=Entity(entity) if entity else entity_of(name),
        name=name,
        category=_category(category),
        source=BY_HAND,
        tier="A",
        owner=owner,
    )

    async def main() -> int:
        async with labels_store() as store:
            return await store.put([label])

    changed = asyncio.run(main())
    typer.echo(f"{label.address} is {name}" if changed else "It was called that already.")


def remove_label(
    address: AddressArgument,
    *,
    chain: ChainOption = "ethereum",
    source: Annotated[
        str, typer.Option(help="Whose word is taken back, as `whale labels show` names it.")
    ] = BY_HAND,
    owner: OwnerOption = 0,
) -> None:
    """Take one source's word about an address back.

    What is built in stays: a label set by hand stands above it.
    """
    where = {"chain": _chain(chain), "address": _address(address), "source": source}

    async def main() -> bool:
        async with labels_store() as store:
            return await store.remove(**where, owner=owner)

    if not asyncio.run(main()):
        typer.echo(
            f"{source!r} says nothing of {address}: `whale labels show {address}` tells who does.",
            err=True,
        )
        raise typer.Exit(1)
    typer.echo(f"What {source!r} said of {address} is taken back.")


def _chain(name: str) -> str:
    if name not in NETWORKS:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(NETWORKS)}", param_hint="--chain")
    return name


def _address(word: str) -> str:
    address = word.lower()
    if not _ADDRESS.fullmatch(address):
        raise typer.BadParameter(f"{word!r} is not 0x and 40 hex digits", param_hint="ADDRESS")
    return address


def _category(word: str) -> Category:
    if word not in get_args(Category):
        known = ", ".join(get_args(Category))
        raise typer.BadParameter(f"{word!r} is none of {known}", param_hint="--category")
    return cast("Category", word)
