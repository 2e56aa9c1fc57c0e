"""Specification of how requests come: by which address, in which form, how strictly read."""

import aiohttp
import pytest
from yarl import URL

from standins.telegram.running import YOU, RunningTelegram, serve


async def test_addresses_that_are_not_there_are_named_as_telegram_names_them(
    telegram: RunningTelegram,
) -> None:
    async with aiohttp.ClientSession(telegram.url) as session:
        stranger = await (await session.get("/bot1:WRONG/getMe")).json()
        method = await (await session.get(f"/bot{telegram.token}/getMoney")).json()
        shouted = await (await session.get(f"/bot{telegram.token}/GETME")).json()

    assert stranger == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert method == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert shouted["result"]["id"] == 42


@pytest.mark.parametrize("form", ["query", "form", "multipart"])
async def test_parameters_may_come_in_any_form(telegram: RunningTelegram, form: str) -> None:
    fields = {"chat_id": str(YOU), "text": "x", "disable_notification": "true"}
    body = aiohttp.FormData(fields, default_to_multipart=form == "multipart")
    address = URL(f"{telegram.url}/bot{telegram.token}/sendMessage")
    in_query = form == "query"

    async with (
        aiohttp.ClientSession() as session,
        session.post(
            address.with_query(fields) if in_query else address, data=None if in_query else body
        ) as answer,
    ):
        assert (await answer.json())["result"]["text"] == "x"


@pytest.mark.invalid_requests
async def test_leniency_logs_what_strictness_refuses() -> None:
    async with serve(strict=False) as telegram:
        answer = await telegram.call("sendMessage", {"chat_id": YOU, "text": "x", "colour": 1})

        assert answer["ok"]
        assert telegram.playground.calls.violations == 1
