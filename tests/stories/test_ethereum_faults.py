"""Specification of our feed against a node that fails in every way nodes have been seen to fail.

Whatever happens on the way, in the end the feed has told every block of the chain once, in order,
with its large transfers and what became of them, and with what moved inside of calls, and has taken
back everything else. Where something was missed for a while, its ledger names it, and says that it
is over.
"""

import pytest

from tests.support.chain_account import Account, Start, attempted, followed
from tests.support.chain_faults import HEALED, LEDGER, RETRACTED, SEEN, Order, fault, mine
from tests.support.living_chain import LivingChain, living_chain


async def goes_through(living: LivingChain, account: Account, *orders: Order) -> None:
    """Order one thing after another, let two more blocks come, and wait for the feed."""
    for name, fields in orders:
        if (name, fields) == SEEN:
            await account.reaches(living)
        else:
            await living.order(name, **fields)
    await living.mine(2)
    await account.reaches(living)
    await account.heals()


def assert_true(living: LivingChain, account: Account) -> None:
    """What the feed told and did not take back is the chain, each once."""
    assert account.first is not None
    assert account.standing == living.hashes(account.first)
    assert account.transfers == living.truth(account.first)
    assert sorted(account.inside) == sorted(living.inside(account.first))
    assert {count for count in account.blocks.values() if count} == {1}


@pytest.mark.parametrize("name", HEALED)
async def test_the_account_is_true_after(name: str) -> None:
    async with living_chain() as living, followed(living) as account:
        await goes_through(living, account, *HEALED[name])

        assert_true(living, account)
        assert await living.standing() == []
        of_heads = [gap for topic, gap in account.ledger if topic == "newHeads"]
        assert any(LEDGER.get(name, "") in gap for gap in of_heads or [""])
        assert bool(of_heads) == (name in LEDGER)


async def test_subscriptions_that_were_forgotten_are_made_anew() -> None:
    async with living_chain() as living, followed(living) as account:
        await living.order("drop_subscriptions")
        for _ in range(4):
            await living.mine()
            await account.reaches(living)
        await account.ever("they were found by asking", whole=False)
        await goes_through(living, account)

        assert_true(living, account)
        assert (await living.stats())["subscriptions"] == 1


@pytest.mark.parametrize(("blocks", "orders"), RETRACTED.values(), ids=RETRACTED.keys())
async def test_what_left_the_chain_is_taken_back_once(
    blocks: int, orders: tuple[Order, ...]
) -> None:
    async with living_chain() as living, followed(living) as account:
        await goes_through(living, account, mine(5), SEEN, *orders)

        assert account.retracted == blocks
        assert_true(living, account)


async def test_a_reorganisation_deeper_than_finality_is_taken_back_whole() -> None:
    async with living_chain() as living, followed(living) as account:
        await goes_through(living, account, mine(75), SEEN, fault("reorg", depth=70))

        assert (account.retracted, account.ledger) == (70, [])
        assert_true(living, account)


async def test_a_reorganisation_while_nothing_ran_is_taken_back_by_the_next_run() -> None:
    async with living_chain() as living:
        async with followed(living) as account:
            await living.mine(5)
            await account.reaches(living)
        await living.order("reorg", depth=3, longer=1)
        async with followed(living, again=account, start=Start(cursor=account.last)):
            await living.mine(2)
            await account.reaches(living)
            await account.heals()

        assert account.retracted == 3
        assert_true(living, account)


async def test_a_node_without_receipts_leaves_it_open_what_became_of_a_transfer() -> None:
    async with living_chain() as living, followed(living) as account:
        await goes_through(living, account, fault("no_receipts", times=-1), mine(6))

        told = [row[:3] for row in account.transfers]
        assert told == [row[:3] for row in living.truth(account.first or 0)]
        assert "unknown" in {row[3] for row in account.transfers}


async def test_a_block_that_is_announced_and_does_not_come_is_a_gap_until_it_does() -> None:
    async with living_chain() as living, followed(living) as account:
        await living.order("lag", times=-1)
        await living.mine()
        await account.ever("never had it")
        await living.forgive()
        await goes_through(living, account)

        assert_true(living, account)


async def test_a_node_that_lags_is_followed_as_far_as_it_goes() -> None:
    async with living_chain() as living, followed(living, "/lagging", behind=2) as account:
        await living.mine(4)
        await account.reaches(living, behind=2)
        await living.order("reorg", depth=4)
        await account.reaches(living, behind=2)

        assert account.standing == living.hashes(account.first or 0)[:-2]
        assert account.retracted == 2


async def test_a_reader_that_is_too_slow_is_cut_and_comes_back() -> None:
    async with living_chain() as living, followed(living) as account:
        await living.order("limit", limits={"buffered": 20})
        account.hearing.clear()
        await living.mine()
        # What our own side and the machine's buffers hold must be full before the node's is.
        for _ in range(40):
            await living.order("garbage", frame="x" * 1_000_000)
        await living.mine(30)
        account.hearing.set()
        await goes_through(living, account)

        assert account.connection.meter.connects == 2
        assert_true(living, account)


async def test_a_wrong_key_is_never_let_in() -> None:
    async with living_chain() as living:
        async with attempted(living, "/v2/wrong") as account:
            await account.has_lost(3)

        assert account.connection.meter.connects == 0
        assert all("401" in reason for reason in account.losses)
        assert (await living.stats())["connections"] == 0
