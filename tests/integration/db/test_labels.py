"""Specification of labels in a real database: whose they are, and writers who meet."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from core.errors import MisconfiguredError
from db.driver import Connection, session
from db.errors import translated
from db.labels import put_labels
from db.postgres import PostgresStores
from tests.contract.builders import someone
from tests.integration.db.conftest import SomebodyWaits
from tests.support.flows import a_label


@asynccontextmanager
async def logged_in(
    url: str, account: UUID, role: str = "authenticated"
) -> AsyncIterator[Connection]:
    """A transaction as PostgREST opens it for a request."""
    async with session(url) as request:
        with translated():
            async with request.transaction():
                claims = json.dumps({"sub": str(account)})
                await request.execute("select set_config('request.jwt.claims', $1, true)", claims)
                await request.execute(f"set local role {role}")
                yield request


async def names(request: Connection) -> set[str]:
    return {row["name"] for row in await request.fetch("select name from labels")}


async def test_a_user_reads_everybody_s_labels_and_their_own_and_no_removed_ones(
    stores: PostgresStores, admin: Connection, database_url: str
) -> None:
    ann, _ = await someone(stores, 1001)
    bob, _ = await someone(stores, 1002)
    account = uuid4()
    await admin.execute("update users set auth_id = $1 where id = $2", account, ann.id)
    await stores.labels.put(
        [
            a_label("x", name="everybody's"),
            replace(a_label("y", name="removed"), removed=True),
            a_label("x", name="Ann's", source="user", owner=ann.id),
            a_label("x", name="Bob's", source="user", owner=bob.id),
        ]
    )

    async with logged_in(database_url, account) as request:
        assert await names(request) == {"everybody's", "Ann's"}


async def test_a_user_writes_none(database_url: str) -> None:
    async def write() -> None:
        async with logged_in(database_url, uuid4()) as request:
            await request.execute("delete from labels")

    with pytest.raises(MisconfiguredError, match="permission denied"):
        await write()


async def test_a_stranger_reads_none(database_url: str) -> None:
    async def read() -> None:
        async with logged_in(database_url, uuid4(), "anon") as request:
            await names(request)

    with pytest.raises(MisconfiguredError, match="permission denied"):
        await read()


async def test_a_user_who_is_forgotten_takes_their_labels_along(
    stores: PostgresStores, admin: Connection
) -> None:
    ann, _ = await someone(stores)
    await stores.labels.put([a_label("x"), a_label("x", source="user", owner=ann.id)])

    await admin.execute("delete from users where id = $1", ann.id)

    assert await admin.fetchval("select count(*) from labels") == 1


async def test_two_who_write_the_same_labels_crosswise_wait_and_do_not_lock_up(
    stores: PostgresStores, admin: Connection, somebody_waits: SomebodyWaits
) -> None:
    x, y = a_label("x", name="first"), a_label("y", name="first")
    second = [a_label("y", name="second"), a_label("x", name="second")]

    async with asyncio.TaskGroup() as group:
        async with admin.transaction():
            await put_labels(admin, [x])
            group.create_task(stores.labels.put(second))
            await somebody_waits()
            await put_labels(admin, [y])

    found = await stores.labels.find(chain="ethereum", addresses=["x", "y"])
    assert [label.name for label in found] == ["second", "second"]


async def test_a_change_is_never_seen_after_a_later_one(
    stores: PostgresStores, admin: Connection, somebody_waits: SomebodyWaits
) -> None:
    async with asyncio.TaskGroup() as group:
        async with admin.transaction():
            await put_labels(admin, [a_label("slow")])
            group.create_task(stores.labels.put([a_label("quick")]))
            await somebody_waits()
            assert await stores.labels.changed_since(0, limit=9) == []

    changed = await stores.labels.changed_since(0, limit=9)
    assert [label.address for label in changed] == ["slow", "quick"]
