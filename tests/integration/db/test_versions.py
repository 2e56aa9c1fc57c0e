"""Specification of living beside a newer version: what it wrote is passed over, not lost."""

import pytest

from db.driver import Connection
from db.health import problem
from db.postgres import PostgresStores
from tests.contract.builders import a_notice, a_stored_rule, owe, someone

_NEWER = """update rules set condition = '{"kind": "moon_phase"}' where id = $1"""


async def test_a_rule_of_a_kind_that_only_a_newer_version_knows_is_passed_over(
    stores: PostgresStores, admin: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    user, chat = await someone(stores)
    newer = await a_stored_rule(stores, user, chat)
    ours = await a_stored_rule(stores, user, chat)
    await admin.execute(_NEWER, newer.id)

    assert await stores.rules.of_owner(user.id) == [ours]
    assert await stores.rules.changed_since(0) == [ours]
    assert f"rule {newer.id} cannot be read" in caplog.text


async def test_what_such_a_rule_owes_is_left_to_the_newer_version(
    stores: PostgresStores, admin: Connection
) -> None:
    user, chat = await someone(stores)
    newer = await a_stored_rule(stores, user, chat)
    notice = a_notice(newer, chat)
    await owe(stores, notice)
    await admin.execute(_NEWER, newer.id)

    assert await stores.outbox.claim("bot", limit=9, lease_s=60) == []

    assert await stores.outbox.waiting() == 1
    assert await admin.fetchval("select outcome from attempts") == "retry"


async def test_a_database_that_is_ahead_of_the_program_is_a_problem(
    admin: Connection, database_url: str
) -> None:
    assert await problem(database_url) is None

    await admin.execute("insert into whale.schema_migrations values ('29990101000001')")

    assert "update the program" in (await problem(database_url) or "")
