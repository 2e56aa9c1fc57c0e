"""Specification of the fake: whatever chains and feeds tell, memory and Postgres keep the same."""

from collections.abc import AsyncIterator
from random import Random
from typing import Any

import msgspec
import pytest
import pytest_asyncio

from core.chain import Transfer
from core.ports import Stores
from db.memory import memory_stores
from db.postgres import open_stores
from runtime.clock import SystemClock
from tests.contract.builders import (
    a_finality,
    a_gap,
    a_gas_price,
    a_pending,
    a_token,
    commit,
)
from tests.support.facts import NOON, SECOND, a_transfer

BATCHES = 25
HASHES = ("0x1", "0x2", "0x3")
BLOCKS = range(5, 9)
END = 2**62


def a_move(dice: Random) -> Transfer:
    """One of few transactions, in one of few blocks, told at any time in any state."""
    tx, block = dice.choice(HASHES), dice.choice(BLOCKS)
    if dice.random() < 0.2:
        return msgspec.structs.replace(a_pending(tx=tx, at_s=block), index=HASHES.index(tx))
    status = dice.choice(["success", "unknown", "failed"])
    own = a_transfer(dice.choice([1, 500]), tx=tx, block=block, status=status, at_s=block)
    token = a_token(dice.choice([1, 500]), tx=tx, log=dice.choice([7, 17]), block=block)
    told = dice.choice([own, msgspec.structs.replace(token, at_ns=own.at_ns)])
    seen_ns = told.seen_ns + dice.randint(0, 9)
    return msgspec.structs.replace(told, index=HASHES.index(tx), seen_ns=seen_ns)


def a_batch(dice: Random) -> dict[str, Any]:
    """What one batch may hold: the same thing twice and the end before the beginning, too."""
    gaps = [
        a_gap(since_s=since, until_s=dice.choice([None, None, since + 1]), healing=f"{since}")
        for since in dice.choices(range(6), k=2)
    ]
    return {
        "transfers": [a_move(dice) for _ in range(dice.randint(0, 5))],
        "retracted_blocks": [f"0xb{dice.choice(BLOCKS)}"] if dice.random() < 0.4 else [],
        "finality": [a_finality(dice.choice(["safe", "final"]), dice.choice(BLOCKS))],
        "gas": [a_gas_price(dice.choice(BLOCKS), base_fee_wei=dice.randint(1, 9))],
        "gaps": gaps,
    }


async def known(stores: Stores) -> tuple[object, ...]:
    """All that readers can see of it."""
    history, chain = stores.history, "ethereum"
    return (
        await history.transfers(min_wei=0, limit=99, chain=chain),
        await history.transfers(min_wei=10**20, limit=2, chain=chain),
        await history.token_transfers(coin="USDT", min_size=2, limit=99, chain=chain),
        await history.transfers_since(chain=chain, since_ns=NOON + 6 * SECOND, min_units=10**20),
        [await history.transaction(chain=chain, tx_hash=tx) for tx in HASHES],
        await history.finality(chain),
        await history.gas(chain=chain, since_ns=0, until_ns=END),
        await history.gaps(since_ns=0),
        await history.open_gaps(),
    )


@pytest_asyncio.fixture
async def both(database_url: str) -> AsyncIterator[tuple[Stores, Stores]]:
    async with open_stores(database_url, pool_size=2) as opened:
        yield memory_stores(SystemClock()), opened


@pytest.mark.parametrize("seed", range(6))
async def test_both_keep_the_same(both: tuple[Stores, Stores], seed: int) -> None:
    dice = Random(seed)  # noqa: S311  a dice, not a secret

    for number in range(BATCHES):
        batch, began_ns = a_batch(dice), NOON + number * SECOND
        closes = dice.random() < 0.2
        for stores in both:
            await commit(stores, **batch)
            if closes:
                await stores.ledger.close_stale_gaps("bybit", now_ns=began_ns, healing="anew")
        first, second = [await known(stores) for stores in both]
        assert first == second
