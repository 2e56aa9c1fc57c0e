"""Whale transfers."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from api.moments import moment
from api.services import Served
from core.chain import TransferState
from usecases.recent_transfers import RecentTransfers, TransferRecord

router = APIRouter(prefix="/v1/transfers", tags=["transfers"])


class TransferOut(BaseModel):
    """One transfer.

    ``amount`` is in coins, good to 15 digits; ``units`` is the same in the coin's smallest unit
    (wei of ether), exact, as decimal text. ``hash`` is empty for a validator's withdrawal, which
    has no transaction; ``to`` is null for a new contract. ``state`` says how settled it is:
    pending, included, safe, final, or retracted with its block.

    ``kind`` is as what it was told: ``transfer``, ``token_transfer`` and ``transfer_pending`` are
    news; a ``pass_through`` carries on an earlier one, ``sweep`` and ``internal_transfer`` stay
    within one exchange; null where nothing moved between people. ``flow`` is how it looks from
    the exchanges; names are those of the labels as they stood then.
    """

    hash: str
    chain: str
    block: int
    at: datetime
    sender: str = Field(serialization_alias="from")
    recipient: str | None = Field(serialization_alias="to")
    coin: str
    contract: str | None
    way: str
    amount: float
    units: str
    status: str
    state: TransferState
    kind: str | None
    flow: str | None
    sender_name: str | None = Field(serialization_alias="from_name")
    recipient_name: str | None = Field(serialization_alias="to_name")


class TransferPage(BaseModel):
    """The newest transfers first."""

    transfers: list[TransferOut]


@router.get("")
async def transfers(
    services: Served,
    *,
    min_eth: Annotated[float, Query(ge=0, le=1e9, description="Smallest amount, in ETH.")] = 100,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    chain: Annotated[str, Query(max_length=32)] = "ethereum",
    coin: Annotated[
        str | None,
        Query(max_length=32, description="A token's symbol, instead of the chain's coin."),
    ] = None,
    min_amount: Annotated[
        float, Query(ge=0, le=1e18, description="Smallest amount, in tokens.")
    ] = 0,
) -> TransferPage:
    """What moved lately; failed transactions and those of orphaned blocks are left out."""
    recent = RecentTransfers(services.history, limit=limit, chain=chain)
    found = await (recent.of_token(coin, min_amount) if coin else recent(min_eth))
    return TransferPage(transfers=[_out(record) for record in found])


@router.get("/{tx_hash}")
async def transaction(
    services: Served,
    tx_hash: Annotated[str, Path(pattern="^0x[0-9a-fA-F]{64}$")],
    chain: Annotated[str, Query(max_length=32)] = "ethereum",
) -> TransferPage:
    """All of it that was worth keeping, retracted or not; nothing where we never saw it."""
    found = await RecentTransfers(services.history, chain=chain).of_transaction(tx_hash.lower())
    return TransferPage(transfers=[_out(record) for record in found])


def _out(record: TransferRecord) -> TransferOut:
    transfer, told = record.transfer, record.told
    said = told.texts if told else {}
    return TransferOut(
        hash=transfer.tx_hash,
        chain=transfer.chain,
        block=transfer.block_number,
        at=moment(transfer.at_ns),
        sender=transfer.sender,
        recipient=transfer.recipient,
        coin=transfer.coin,
        contract=transfer.contract,
        way=transfer.way,
        amount=transfer.size,
        units=transfer.amount,
        status=transfer.status,
        state=record.state,
        kind=told.kind if told else None,
        flow=said.get("flow"),
        sender_name=said.get("from_name"),
        recipient_name=said.get("to_name"),
    )
