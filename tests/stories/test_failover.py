"""Specification of a chain with several nodes: one fails, the next goes on, nothing is missed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from engine.pipeline.backoff import Backoff
from engine.pipeline.connection import Address, Connection
from tests.support.chain_account import HURRY, USUAL, Account, MourningFeed
from tests.support.hurry import HurriedClock, running
from tests.support.living_chain import LivingChain, living_chain


@asynccontextmanager
async def over(living: LivingChain, *nodes: str) -> AsyncIterator[Account]:
    """Our feed with these nodes of one chain, the preferred one first."""
    account = Account()
    account.hearing.set()
    account.feed = feed = MourningFeed(account, USUAL)
    account.connection = Connection(
        feed,
        *(Address(websocket=node.format(at=living.address)) for node in nodes),
        sink=account.take,
        clock=HurriedClock(HURRY),
        backoff=Backoff(lambda: 0.0),
    )
    async with running(account.connection):
        yield account


@pytest.mark.parametrize("other", ["ws://{at}/v2/right", "http://{at}/v2/right"])
async def test_a_node_that_refuses_the_key_gives_way_to_the_next(other: str) -> None:
    async with living_chain() as living, over(living, "ws://{at}/v2/wrong", other) as account:
        await account.reaches(living)
        await living.mine(3)
        await account.reaches(living)

    assert account.first is not None
    assert account.transfers == living.truth(account.first)
    assert account.losses[0].startswith("127.0.0.1 refuses")


async def test_blocks_between_two_nodes_are_fetched_from_the_second() -> None:
    nodes = ("ws://{at}/v2/right", "http://{at}/v2/right")
    async with living_chain() as living, over(living, *nodes) as account:
        await account.reaches(living)
        await living.order("refuse", times=1, status=503)
        await living.order("close")
        await living.mine(4)
        await account.reaches(living)

    assert account.first is not None
    assert account.standing == living.hashes(account.first)
    assert account.transfers == living.truth(account.first)
    assert any("answers 503" in loss for loss in account.losses)
