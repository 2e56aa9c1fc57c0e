"""Specification of our feed against nodes of every kind: HTTP alone, another chain, watch lists.

As with a node that fails: in the end the feed has told the chain as it is.
"""

from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from engine.feeds.ethereum import Witness
from engine.pipeline.backoff import Backoff
from engine.pipeline.connection import Address, Connection
from tests.support.chain_account import HURRY, Account, Start, attempted, followed
from tests.support.hurry import HurriedClock, running
from tests.support.living_chain import LivingChain, living_chain
from tests.support.receiver import until

Order = tuple[str, dict[str, Any]]


def assert_true(living: LivingChain, account: Account) -> None:
    """What the feed told and did not take back is the chain."""
    assert account.first is not None
    assert account.standing == living.hashes(account.first)
    assert account.transfers == living.truth(account.first)
    assert sorted(account.inside) == sorted(living.inside(account.first))


OVER_HTTP: dict[str, tuple[Order, ...]] = {
    "nothing at all": (),
    "a reorganisation": (("reorg", {"depth": 3}),),
    "a block that is null after its head": (("lag", {"times": 3}),),
    "an error of the server": (("server_trouble", {"times": 4}),),
    "a question that gets no answer": (("swallow", {}),),
    "too many requests": (("too_many", {"times": 2}),),
    "a door that is shut for a while": (("refuse", {"times": 2, "status": 503}),),
}


@pytest.mark.parametrize("orders", OVER_HTTP.values(), ids=OVER_HTTP.keys())
async def test_a_node_without_a_websocket_is_followed_through(orders: tuple[Order, ...]) -> None:
    async with living_chain() as living, followed(living, start=Start(scheme="http")) as account:
        await living.mine(3)
        await account.reaches(living)
        for name, fields in orders:
            await living.order(name, **fields)
        await living.mine(2)
        await account.reaches(living)

        assert_true(living, account)
        standing = account.feed.standings(account.connection.meter.last_frame_ns)["newHeads"]
        assert "the head is asked for every" in standing.why


async def test_a_node_of_another_chain_is_left_with_words_and_nothing_is_told() -> None:
    async with living_chain(chain_id=8453) as living:
        async with attempted(living, "/v2/right") as account:
            await account.has_lost(1)

    assert account.first is None
    words = "this node is chain 8453 (Base), Ethereum is 1: check WHALE_ETHEREUM_WS"
    assert words in account.losses[0]


async def test_finality_is_told_as_the_chain_grows() -> None:
    async with living_chain() as living, followed(living) as account:
        await living.mine(70)
        await account.reaches(living)
        await until(lambda: len({fact.state for fact in account.finality}) == 2)

        final = [fact for fact in account.finality if fact.state == "final"]
        assert final[-1].block_hash == living.chain.chain.hash_at(final[-1].block_number)


async def test_pending_transactions_of_watched_addresses_come_before_their_block() -> None:
    async with living_chain() as living, _watching(living) as account:
        for _ in range(12):
            await living.mine()
            await account.reaches(living)

        assert_true(living, account)
        assert account.pending
        assert len(account.pending) == len(set(account.pending))


async def test_a_second_provider_proves_the_first() -> None:
    async with living_chain() as living, followed(living) as account:
        await living.mine(8)
        await account.reaches(living)
        async with running(_witness(living, account)):
            await until(lambda: account.feed.standings(0)["blocks"].proven_ns > 0)

        assert account.open == {}


async def test_a_second_provider_on_another_branch_is_a_dispute_until_both_agree() -> None:
    async with living_chain() as living, living_chain() as other, followed(living) as account:
        for each in (living, other):
            await each.mine(9)
        await account.reaches(living)
        await other.order("reorg", depth=7)
        async with running(_witness(other, account)):
            await account.ever("at a second provider", whole=False)
            await living.order("reorg", depth=7)
            await account.heals()

        assert account.standing == other.hashes(account.first or 0)
        assert [topic for topic, words in account.ledger if "second provider" in words] == [
            "blocks"
        ]


def _witness(living: LivingChain, account: Account) -> Connection:
    return Connection(
        Witness(account.feed, interval_s=5),
        Address(websocket=f"http://{living.address}/lagging"),
        sink=account.take,
        clock=HurriedClock(HURRY),
        backoff=Backoff(lambda: 0.0),
    )


def _watching(living: LivingChain) -> AbstractAsyncContextManager[Account]:
    """Our feed watches whoever sends something in the next blocks that waits to be mined."""
    seen = range(living.chain.head, living.chain.head + 14)
    senders = {
        waiting.tx.sender for number in seen for waiting in living.chain.chain.waiting(number)
    }
    return followed(living, start=Start(watched=frozenset(senders)))
