"""Specification of the program: one line says where it listens, and nothing of it stays behind."""

import asyncio
import json
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from standins.__main__ import parse

ROOT = Path(__file__).resolve().parents[3]
SHORT = False


@asynccontextmanager
async def a_process(*arguments: object) -> AsyncIterator[tuple[Process, dict[str, str]]]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "standins",
        "--only",
        "bybit,ethereum",
        *map(str, arguments),
        cwd=ROOT,
        stdin=PIPE,
        stdout=PIPE,
    )
    assert process.stdout is not None
    try:
        yield process, json.loads(await process.stdout.readline())
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def call(address: str, method: str, *params: object) -> Any:  # noqa: ANN401 - JSON is anything
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    async with aiohttp.ClientSession() as http, http.post(address, json=body) as answer:
        return (await answer.json())["result"]


async def test_the_chain_goes_on_after_the_program_was_ended_and_started_again(
    tmp_path: Path,
) -> None:
    pace = ("--data", tmp_path, "--block-seconds", 0.2)

    async with a_process(*pace) as (process, addresses):
        assert list(addresses) == ["bybit_ws", "bybit_rest", "ethereum_ws", "ethereum_http"]
        first = await call(addresses["ethereum_http"], "eth_getBlockByNumber", "latest", SHORT)
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    async with a_process(*pace) as (_, addresses):
        again = await call(addresses["ethereum_http"], "eth_getBlockByHash", first["hash"], SHORT)
        head = int(await call(addresses["ethereum_http"], "eth_blockNumber"), 16)

    assert again == first
    assert 0 <= head - int(first["number"], 16) < 100


async def test_the_program_ends_with_its_parent_when_asked_to() -> None:
    async with a_process("--exit-with-parent") as (process, _):
        assert process.stdin is not None
        process.stdin.close()

        assert await asyncio.wait_for(process.wait(), 10) == 0


def test_every_switch_reaches_its_option(tmp_path: Path) -> None:
    options = parse(
        f"--data {tmp_path} --token 1:a --bybit-port 7 --speed inf --symbols ETHUSDT --seed 3 "
        "--frames a b --blocks c --hold --catch-up 0 --block-seconds 2 --chain-id 10 "
        "--exit-with-parent".split()
    )

    assert options.data == tmp_path
    assert options.ports == {"telegram": 0, "bybit": 7, "ethereum": 0}
    assert (options.speed, options.seed, options.symbols) == (float("inf"), 3, ("ETHUSDT",))
    assert (options.frames, options.blocks) == ((Path("a"), Path("b")), Path("c"))
    assert options.hold
    assert options.exit_with_parent
    assert (options.catch_up_s, options.block_seconds, options.chain_id) == (0.0, 2.0, 10)
