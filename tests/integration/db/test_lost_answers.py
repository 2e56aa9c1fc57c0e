"""Specification of the database under lost answers: what was committed counts once."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio

from core.errors import UnavailableError
from core.ports import Effects, Stores
from db.postgres import open_stores
from tests.contract.builders import ETH, a_notice, a_second, a_stored_rule, at, owe, someone
from tests.integration.streams.proxy import Proxy, proxied


@pytest_asyncio.fixture
async def proxy(database_url: str) -> AsyncIterator[Proxy]:
    [folder] = parse_qs(urlsplit(database_url).query)["host"]
    async with proxied(Path(folder) / ".s.PGSQL.5432") as running:
        yield running


@pytest_asyncio.fixture
async def stores(proxy: Proxy, database_url: str) -> AsyncIterator[Stores]:
    database = urlsplit(database_url).path
    async with open_stores(f"postgresql://postgres@127.0.0.1:{proxy.port}{database}") as opened:
        yield opened


async def test_a_commit_that_got_no_answer_is_made_again_and_counts_once(
    proxy: Proxy, stores: Stores
) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    claim = await stores.ledger.acquire(0, "worker")
    effects = Effects(
        claim=claim,
        position=at(1),
        tape=[a_second(bought_usd=5)],
        notices=[a_notice(rule, chat)],
    )
    proxy.lose_the_next_answer(to=b"COMMIT")
    with pytest.raises(UnavailableError):
        await stores.ledger.commit(effects)

    await stores.ledger.commit(effects)

    assert proxy.lost == 1
    assert await stores.history.latest_second(ETH) == a_second(bought_usd=5)
    assert await stores.outbox.waiting() == 1


async def test_a_claim_whose_answer_was_lost_is_due_again_when_its_lease_is_over(
    proxy: Proxy, stores: Stores
) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    await owe(stores, a_notice(rule, chat))
    proxy.lose_the_next_answer(to=b"COMMIT")
    with pytest.raises(UnavailableError):
        await stores.outbox.claim("bot", limit=9, lease_s=0)

    [due] = await stores.outbox.claim("bot", limit=9, lease_s=60)

    assert (due.attempt, due.repeated) == (2, False)


async def test_a_record_whose_answer_was_lost_is_made_again_and_counts_once(
    proxy: Proxy, stores: Stores
) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    notice = a_notice(rule, chat)
    await owe(stores, notice)
    await stores.outbox.claim("bot", limit=9, lease_s=60)
    proxy.lose_the_next_answer()
    with pytest.raises(UnavailableError):
        await stores.outbox.sent("bot", notice.id, message_id=5)

    await stores.outbox.sent("bot", notice.id, message_id=5)

    story = await stores.history.story(notice.id)
    assert story is not None
    assert [(each.outcome, each.message_id) for each in story.attempts] == [("sent", 5)]
