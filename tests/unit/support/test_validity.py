"""Specification of the watch over requests to Telegram: no broken rule goes unseen."""

import aiohttp
import pytest

from standins.telegram.running import YOU, serve
from tests.support.validity import complaint_about, none_broke_a_rule, requests_that_broke_a_rule


@pytest.mark.invalid_requests
@pytest.mark.parametrize("strict", [True, False], ids=["strict", "lenient"])
async def test_a_broken_rule_is_heard_whoever_started_the_server(strict: bool) -> None:  # noqa: FBT001
    with requests_that_broke_a_rule() as found:
        async with serve(strict=strict) as telegram:
            await telegram.call("sendMessage", {"chat_id": YOU, "text": "x", "colour": 1})

    assert found == ['sendMessage.colour: unknown parameter "colour"']


async def test_a_refusal_for_another_reason_breaks_no_rule() -> None:
    with requests_that_broke_a_rule() as found:
        async with serve() as telegram:
            answer = await telegram.call("sendMessage", {"chat_id": 77, "text": "x"})

    assert not answer["ok"]
    assert found == []


def test_a_test_is_told_unless_it_meant_to() -> None:
    found = ["sendMessage.colour: unknown parameter"]

    complaint = complaint_about(found, meant=False)

    assert complaint
    assert found[0] in complaint
    assert complaint_about(found, meant=True) is None
    assert complaint_about([], meant=False) is None


@pytest.mark.invalid_requests
async def test_a_server_of_another_process_is_asked() -> None:
    async with serve() as telegram, aiohttp.ClientSession() as http:
        await none_broke_a_rule(http, telegram.url)
        await telegram.call("sendMessage", {"chat_id": YOU, "text": "x", "colour": 1})

        with pytest.raises(AssertionError, match="colour"):
            await none_broke_a_rule(http, telegram.url)


async def test_a_server_that_has_ended_tells_nothing() -> None:
    async with serve() as telegram:
        page = telegram.url

    async with aiohttp.ClientSession() as http:
        await none_broke_a_rule(http, page)
