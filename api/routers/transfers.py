"""Whale transfers."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.services import Served
from core.chain import Transfer
from usecases.recent_transfers import RecentTransfers

router = APIRouter(prefix="/v1/transfers", tags=["transfers"])

_SECOND_NS = 1_000_000_000


class TransferOut(BaseModel):
    """One transfer. ``value_wei`` is exact, as decimal text; ``to`` is null for a new contract."""

    hash: str
    chain: str
    block: int
    at: datetime
    sender: str = Field(serialization_alias="from")
    recipient: str | None = Field(serialization_alias="to")
    value_wei: str
    value_eth: float
    status: str


class TransferPage(BaseModel):
    """The newest transfers first."""

    transfers: list[TransferOut]


@router.get("")
async def transfers(
    services: Served,
    min_eth: Annotated[float, Query(ge=0, le=1e9, description="Smallest amount, in ETH.")] = 100,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> TransferPage:
    """What moved lately; failed transactions and those of orphaned blocks are left out."""
    found = await RecentTransfers(services.history, limit=limit)(min_eth)
    return TransferPage(transfers=[_out(transfer) for transfer in found])


def _out(transfer: Transfer) -> TransferOut:
    return TransferOut(
        hash=transfer.tx_hash,
        chain=transfer.chain,
        block=transfer.block_number,
        at=datetime.fromtimestamp(transfer.at_ns / _SECOND_NS, UTC),
        sender=transfer.sender,
        recipient=transfer.recipient,
        value_wei=transfer.amount,
        value_eth=transfer.size,
        status=transfer.status,
    )
