"""Specification of the migrations: they go up, down and up again, and say what is wrong."""

import pytest

from core.errors import MisconfiguredError
from core.ports import KeptTransfer
from db.driver import session
from db.migrate import MIGRATIONS, migrate, run_dbmate
from db.postgres import open_stores
from tests.contract.builders import a_pending, a_token, commit
from tests.support.facts import a_transfer

_TOKENS_CAME = "20261121000009"
_TABLES = "select count(*) from pg_tables where schemaname = 'public'"
_OPEN = """
select string_agg(relname, ' ') from pg_class
where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity
"""
_UNEXPLAINED = """
select string_agg(relname, ' ') from pg_class
where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
  and obj_description(oid) is null
"""


async def count_tables(url: str) -> int:
    async with session(url) as visitor:
        return int(await visitor.fetchval(_TABLES))


async def test_all_go_up_down_and_up_again(empty_database_url: str) -> None:
    await migrate(empty_database_url)
    full = await count_tables(empty_database_url)

    for _ in MIGRATIONS.glob("*.sql"):
        await run_dbmate(empty_database_url, "rollback")
    empty = await count_tables(empty_database_url)
    await migrate(empty_database_url)

    assert full > 15
    assert empty == 0
    assert await count_tables(empty_database_url) == full


async def test_ether_that_was_seen_before_tokens_were_known_stays(database_url: str) -> None:
    """Down to the shape before, where a transaction had one value, and up again."""
    own = a_transfer(tx="0x1")
    async with open_stores(database_url, pool_size=1) as stores:
        await commit(stores, transfers=[own, a_token(5, tx="0x1"), a_pending(tx="0x2")])

    for path in MIGRATIONS.glob("*.sql"):
        if path.name >= _TOKENS_CAME:
            await run_dbmate(database_url, "rollback")
    await migrate(database_url)

    async with open_stores(database_url, pool_size=1) as stores:
        kept = await stores.history.transaction(chain="ethereum", tx_hash="0x1")
        assert kept == [KeptTransfer(transfer=own, retracted=False)]
        assert await stores.history.transaction(chain="ethereum", tx_hash="0x2") == []


async def test_to_migrate_twice_changes_nothing(database_url: str) -> None:
    before = await run_dbmate(database_url, "status")

    await migrate(database_url)

    assert await run_dbmate(database_url, "status") == before
    assert "Pending: 0" in before


async def test_no_table_is_open_to_everyone_and_every_table_is_explained(
    database_url: str,
) -> None:
    async with session(database_url) as visitor:
        opened = await visitor.fetchval(_OPEN)
        unexplained = await visitor.fetchval(_UNEXPLAINED)

    assert opened is None
    assert unexplained is None


async def test_a_failure_has_the_words_of_dbmate_and_no_password(
    unused_tcp_port: int,
) -> None:
    url = f"postgresql://whale:s3cret@127.0.0.1:{unused_tcp_port}/whale"

    with pytest.raises(MisconfiguredError, match="refused") as failure:
        await migrate(url)

    assert "s3cret" not in str(failure.value)
