"""Specification of Ethereum clients by other people: they meet our node and do not notice.

web3.py 8.0.0 runs in a process of its own, unchanged except for the address. What was seen:

========================  ==================================================================
the stream of heads       correct, every block of a reorganisation with it; which blocks left
                          the chain is for its user to find out
logs                      correct, those taken back come with ``removed``
frames                    binary ones, JSON inside; a node that reads text only gets no word
a head that was lost      is not noticed: the next one comes, nobody asks for the one between
a connection that is cut  ends the stream with an exception; subscriptions are not restored
forgotten subscriptions   silence, without end and without an error
429 without an id         ends the stream: ``BadResponseFormat``
a time-out's error frame  the same
a block not there yet     ``BlockNotFound``, once; asking again is for its user
an unknown type           is no trouble; fields it does not know come as they are
========================  ==================================================================
"""

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from standins.ethereum.receipts import TRANSFER_TOPIC
from tests.support.living_chain import LivingChain, living_chain

CLIENTS = Path(__file__).parent / "clients"
START_S = 30.0

pytestmark = pytest.mark.timeout(60)


class Client:
    """A client in its own process."""

    def __init__(self, living: LivingChain, process: Process) -> None:
        self._living = living
        self._process = process

    async def has_asked(self, times: int) -> None:
        """Wait until it has asked its node so often."""
        async with asyncio.timeout(START_S):
            while (await self._living.stats())["answered"] < times:  # noqa: ASYNC110  it tells only when asked
                await asyncio.sleep(0.02)

    async def printed(self) -> Any:  # noqa: ANN401  any JSON
        """Wait until it ends; what it printed."""
        assert self._process.stdout is not None
        rest, _ = await asyncio.wait_for(self._process.communicate(), START_S)
        return json.loads(rest.splitlines()[-1])


@asynccontextmanager
async def a_client(
    python: Path, living: LivingChain, *, script: str = "web3_ethereum.py", scheme: str = "ws"
) -> AsyncIterator[Client]:
    """A client that has subscribed."""
    process = await asyncio.create_subprocess_exec(
        python, CLIENTS / script, f"{scheme}://{living.address}/", stdout=PIPE
    )
    assert process.stdout is not None
    try:
        said = await asyncio.wait_for(process.stdout.readline(), START_S)
        assert said == b"ready\n"
        yield Client(living, process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def transfers(living: LivingChain, block_hash: str) -> list[tuple[str, int]]:
    """Block and number of each Transfer log of a block."""
    receipts: Any = living.chain.receipts(block_hash)
    return [
        (block_hash, int(log["logIndex"], 16))
        for receipt in receipts
        for log in receipt["logs"]
        if log["topics"][0] == TRANSFER_TOPIC
    ]


def blocks_of(told: dict[str, Any]) -> dict[int, str]:
    """The newest block told of each height."""
    return dict(told["heads"])


async def test_web3_keeps_a_correct_stream_of_blocks_through_a_reorganisation(
    peers_python: Path,
) -> None:
    async with living_chain() as living, a_client(peers_python, living) as client:
        first = living.chain.head + 1
        await living.mine(3)
        await living.order("reorg", depth=2, longer=1)
        told = await client.printed()

        whole: list[Any] = [living.chain.by_hash(name) for name in living.hashes(first)]
        kept = [told["blocks"][name] for name in living.hashes(first)]
        values = [told["values"][name] for name in living.hashes(first)]

        assert told["error"] is None
        assert len(told["heads"]) == 3 + 3
        assert list(blocks_of(told).values()) == living.hashes(first)
        assert kept == [[tx["hash"] for tx in block["transactions"]] for block in whole]
        assert values == [
            [str(int(tx["value"], 16)) for tx in block["transactions"]] for block in whole
        ]


async def test_web3_hears_logs_come_and_go(peers_python: Path) -> None:
    async with living_chain() as living, a_client(peers_python, living) as client:
        first = living.chain.head + 1
        await living.mine(2)
        await living.order("reorg", depth=1)
        told = await client.printed()

        removed = {(block, number) for block, number, gone in told["logs"] if gone}
        standing = [(block, number) for block, number, gone in told["logs"] if not gone]

        assert removed
        assert [one for one in standing if one not in removed] == [
            one for name in living.hashes(first) for one in transfers(living, name)
        ]


async def test_web3_reads_statuses_and_strange_types(peers_python: Path) -> None:
    async with living_chain() as living, a_client(peers_python, living) as client:
        await living.order("unknown_type")
        await living.order("old_spelling")
        await living.mine()
        told = await client.printed()

        (statuses,) = told["receipts"].values()
        receipts: Any = living.chain.receipts(living.head_hash())

        assert told["error"] is None
        assert statuses == [int(receipt["status"], 16) for receipt in receipts]


async def test_web3_does_not_notice_a_head_that_was_lost(peers_python: Path) -> None:
    async with living_chain() as living, a_client(peers_python, living) as client:
        first = living.chain.head + 1
        await living.mine()
        await living.order("missing_head")
        await living.mine(2)
        told = await client.printed()

        assert told["error"] is None
        assert list(blocks_of(told)) == [first, first + 2]


async def test_web3_falls_silent_with_its_subscriptions(peers_python: Path) -> None:
    async with living_chain() as living, a_client(peers_python, living) as client:
        await living.order("drop_subscriptions")
        await living.mine(2)
        told = await client.printed()

        assert (told["heads"], told["error"]) == ([], None)


async def test_web3_ends_with_its_connection(peers_python: Path) -> None:
    async with living_chain() as living, a_client(peers_python, living) as client:
        asked = (await living.stats())["answered"]
        await living.mine()
        await client.has_asked(asked + 2)
        await living.order("close")
        await living.mine()
        told = await client.printed()

        assert len(told["heads"]) == 1
        assert told["error"].startswith("ConnectionClosedError")


@pytest.mark.parametrize("fault", ["too_many", "time_out_subscriptions"])
async def test_web3_ends_at_an_error_without_an_id(peers_python: Path, fault: str) -> None:
    async with living_chain() as living, a_client(peers_python, living) as client:
        await living.order(fault)
        await living.mine(2)
        told = await client.printed()

        assert told["error"].startswith("BadResponseFormat")


async def test_web3_gives_up_a_block_that_is_not_there_yet(peers_python: Path) -> None:
    async with living_chain() as living, a_client(peers_python, living) as client:
        await living.order("lag")
        await living.mine()
        told = await client.printed()

        assert told["error"].startswith("BlockNotFound")


async def test_web3_polls_blocks_over_http(peers_python: Path) -> None:
    async with living_chain() as living:
        over_http = a_client(peers_python, living, script="web3_polling_ethereum.py", scheme="http")
        async with over_http as client:
            first = living.chain.head + 1
            await living.mine(3)
            told = await client.printed()

            assert list(blocks_of(told).values()) == living.hashes(first)
