"""Specification of polling: what ends it, and what it sits out."""

import asyncio

import pytest

from core.errors import MisconfiguredError
from tests.integration.bot.chat import talking


async def test_telegram_that_is_away_for_a_moment_is_asked_again() -> None:
    async with talking() as talk:
        fault = {"method": "getUpdates", "code": 502, "times": 1}
        await talk.post("faults", fault)

        await talk.say("/start")

        assert await talk.shows("Hello You.")


async def test_somebody_else_who_polls_with_our_token_ends_us_loudly() -> None:
    with pytest.raises(BaseExceptionGroup) as ended:
        await poll_beside_another()

    assert ended.value.subgroup(MisconfiguredError) is not None


async def poll_beside_another() -> None:
    words = "Conflict: terminated by other getUpdates request"
    async with talking() as talk:
        fault = {"method": "getUpdates", "code": 409, "description": words, "times": 9}
        await talk.post("faults", fault)
        await talk.say("/start")
        await asyncio.sleep(10)
