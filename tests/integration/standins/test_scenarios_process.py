"""Specification of scenarios from outside: asked for by name, told by list, true by ledger."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from standins.__main__ import parse

ROOT = Path(__file__).resolve().parents[3]


async def test_a_scenario_happens_and_its_truth_can_be_asked_for(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "standins", "--only", "bybit,ethereum", "--catch-up", "0"),
        *("--scenario", "spoofed-wall", "--speed", "40", "--data", str(tmp_path)),
        cwd=ROOT,
        stdout=PIPE,
    )
    assert process.stdout is not None
    try:
        rest = json.loads(await process.stdout.readline())["bybit_rest"]
        async with aiohttp.ClientSession() as http:
            walls = await some_walls(http, rest)
            async with http.get(f"{rest}/control/scenarios") as answer:
                stories = await answer.json()
            async with http.get(f"{rest}/control/ledger?since=soon") as answer:
                refusal = (answer.status, await answer.json())
    finally:
        process.terminate()
        await process.wait()

    assert (walls[0]["texts"]["wall"], walls[0]["planted"]) == ("spoof", True)
    assert stories["spoofed-wall"].startswith("A bid of sixty median levels")
    assert refusal == (400, {"error": "since is a time in milliseconds"})
    assert '"kind":"plan"' in (tmp_path / "bybit" / "ledger.jsonl").read_text()


async def some_walls(http: aiohttp.ClientSession, rest: str) -> list[dict[str, Any]]:
    """The walls of the ledger, as soon as there are any that count."""
    async with asyncio.timeout(25):
        while True:
            async with http.get(f"{rest}/control/ledger?kind=wall&report=true") as answer:
                if walls := (await answer.json())["records"]:
                    return list(walls)
            await asyncio.sleep(0.05)


async def test_an_unknown_scenario_ends_the_program_with_every_story() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "standins", "--only", "bybit", "--scenario", "moon"),
        cwd=ROOT,
        stdout=PIPE,
        stderr=PIPE,
    )

    _, said = await process.communicate()

    assert process.returncode == 2
    assert b"standins: no scenario 'moon'. Choose from:" in said
    assert b"liquidation-cascade" in said


def test_the_list_of_scenarios_is_told_and_nothing_is_started(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as end:
        parse(["--scenario", "list"])

    assert end.value.code == 0
    assert "\nflash-crash\n    After seventy seconds" in capsys.readouterr().out


def test_the_switch_reaches_its_option() -> None:
    assert parse(["--only", "bybit", "--scenario", "calm-day"]).scenario == "calm-day"
