"""Specification of row level security: a logged-in user sees their own rows and changes none."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import pytest

from core.errors import MisconfiguredError
from core.ports import Stores
from db.driver import Connection, session
from db.errors import translated
from db.postgres import open_stores
from tests.contract.builders import a_notice, a_stored_rule, owe, someone

ANN, BOB = uuid4(), uuid4()
PUBLISHED = (
    "candles", "transfers", "finality", "gas_prices", "funding", "open_interest", "feed_standings",
)  # fmt: skip
PRIVATE = ("users", "targets", "rules", "notices", "outbox", "attempts")


@pytest.fixture
async def stores(database_url: str) -> AsyncIterator[Stores]:
    """Ann and Bob, linked to accounts, each with a rule and an alert that was sent."""
    async with open_stores(database_url, pool_size=2) as opened, session(database_url) as admin:
        for telegram_id, account in ((1001, ANN), (1002, BOB)):
            user, chat = await someone(opened, telegram_id)
            rule = await a_stored_rule(opened, user, chat)
            await owe(opened, a_notice(rule, chat))
            await admin.execute("update users set auth_id = $1 where id = $2", account, user.id)
        await opened.outbox.claim("bot", limit=9, lease_s=60)
        yield opened


@asynccontextmanager
async def logged_in(url: str, account: UUID | None, role: str) -> AsyncIterator[Connection]:
    """A transaction as PostgREST opens it for a request."""
    claims = json.dumps({"sub": str(account)} if account else {})
    async with session(url) as request:
        with translated():
            async with request.transaction():
                await request.execute("select set_config('request.jwt.claims', $1, true)", claims)
                await request.execute(f"set local role {role}")
                yield request


@pytest.mark.parametrize("table", PRIVATE)
@pytest.mark.usefixtures("stores")
async def test_a_user_sees_their_own_rows_only(database_url: str, table: str) -> None:
    async with logged_in(database_url, ANN, "authenticated") as request:
        number = await request.fetchval(f"select count(*) from {table}")  # noqa: S608  our own list

    assert number == 1


@pytest.mark.usefixtures("stores")
async def test_a_user_s_rules_are_theirs(database_url: str) -> None:
    async with logged_in(database_url, BOB, "authenticated") as request:
        accounts = await request.fetch(
            "select u.auth_id from rules r join users u on u.id = r.owner_id"
        )

    assert [row["auth_id"] for row in accounts] == [BOB]


@pytest.mark.usefixtures("stores")
async def test_without_an_account_there_is_nothing_to_see(database_url: str) -> None:
    async with logged_in(database_url, None, "authenticated") as request:
        number = await request.fetchval("select count(*) from rules")

    assert number == 0


@pytest.mark.parametrize("table", PUBLISHED)
@pytest.mark.usefixtures("stores")
async def test_what_the_world_published_is_for_every_user(database_url: str, table: str) -> None:
    async with logged_in(database_url, ANN, "authenticated") as request:
        number = await request.fetchval(f"select count(*) from {table}")  # noqa: S608  our own list

    assert number == 0


@pytest.mark.parametrize(
    "statement",
    [
        "update rules set paused = true",
        "delete from rules",
        "insert into pictures (key, file_id) values ('a', 'b')",
        "select * from detections",
        "select * from whale.book_samples_rest",
        "update feed_standings set condition = 'live'",
        "select * from feed_runs",
    ],
)
@pytest.mark.usefixtures("stores")
async def test_what_is_not_granted_is_refused(database_url: str, statement: str) -> None:
    with pytest.raises(MisconfiguredError, match="permission denied"):
        async with logged_in(database_url, ANN, "authenticated") as request:
            await request.execute(statement)


@pytest.mark.usefixtures("stores")
async def test_strangers_see_nothing_at_all(database_url: str) -> None:
    with pytest.raises(MisconfiguredError, match="permission denied"):
        async with logged_in(database_url, None, "anon") as request:
            await request.execute("select * from users")
