"""Specification of a restart: with a data folder nothing is lost, without one nothing is kept."""

import asyncio
import signal
import sys
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from PIL import Image

from standins.telegram.running import TOKEN, YOU, serve
from standins.telegram.server import create_app
from tests.support.receiver import a_receiver, until


async def test_chats_files_and_numbers_survive(tmp_path: Path) -> None:
    async with serve(data_dir=tmp_path) as telegram:
        await telegram.say("/start")
        await send_photo(telegram.url)
        before = await telegram.transcript()
        last = telegram.playground.state.next_update_id

    async with serve(data_dir=tmp_path) as telegram:
        after = await telegram.transcript()
        told = await telegram.say("again")
        async with aiohttp.request("GET", telegram.url + after[1]["photo"]["url"]) as answer:
            content = await answer.read()

    assert after == before
    assert (told["message_id"], told["update_id"]) == (3, last)
    assert Image.open(BytesIO(content)).size == (640, 360)


async def test_what_waits_and_what_time_it_is_survive(tmp_path: Path) -> None:
    async with serve(data_dir=tmp_path) as telegram:
        await telegram.control("webhook", {"any_port": False})
        await telegram.control("clock", {"set": 1_000_000.0, "freeze": True})
        await telegram.call("getUpdates", {"allowed_updates": ["message"]})
        await telegram.say("still to be told")

    async with serve(data_dir=tmp_path) as telegram:
        (update,) = (await telegram.call("getUpdates", {}))["result"]
        state = telegram.playground.state
        now = telegram.playground.clock.now()

    assert update["message"]["text"] == "still to be told"
    assert (now, state.road.any_port, state.allowed_updates) == (1_000_000.0, False, ["message"])


async def test_a_webhook_is_told_after_a_restart(tmp_path: Path) -> None:
    async with a_receiver(web.Response(status=503, headers={"Retry-After": "60"})) as hook:
        async with serve(data_dir=tmp_path) as telegram:
            await telegram.call("setWebhook", {"url": hook.url, "secret_token": "s3cret"})
            await telegram.say("before")
            await hook.hears(1)

        async with serve(data_dir=tmp_path) as telegram:
            await telegram.say("after")
            await until(lambda: hook.texts == ["before", "after"])

    assert set(hook.secrets) == {"s3cret"}


async def test_a_snapshot_is_written_while_the_server_runs(tmp_path: Path) -> None:
    async with serve(data_dir=tmp_path) as telegram:
        await telegram.say("remember me")

        await telegram.playground.store.written.wait()

        assert b"remember me" in (tmp_path / "world.json").read_bytes()


async def test_without_a_folder_the_world_begins_anew() -> None:
    async with serve() as telegram:
        await telegram.say("/start")

    async with serve() as telegram:
        assert await telegram.transcript() == []


async def test_a_folder_belongs_to_one_bot(tmp_path: Path) -> None:
    async with serve(data_dir=tmp_path) as telegram:
        await telegram.say("/start")

    with pytest.raises(ValueError, match=r"belongs to bot 42, not 43: use another folder"):
        create_app(token="43:B", data_dir=tmp_path)  # noqa: S106


async def test_a_reset_keeps_update_numbers_and_what_the_bot_said_of_itself() -> None:
    async with serve() as telegram:
        await telegram.call("setMyDescription", {"description": "whales"})
        before = await telegram.say("one")
        await telegram.control("reset", {})
        after = await telegram.say("two")

        described = await telegram.call("getMyDescription", {})

        assert after["update_id"] == before["update_id"] + 1
        assert described["result"] == {"description": "whales"}
        assert await telegram.text() == "You: two\n"


async def test_the_command_line_says_when_it_is_ready_and_stops_cleanly(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "standins.telegram", "--port", "0", "--token", TOKEN, "--data", str(tmp_path)),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    line = (await process.stdout.readline()).decode()
    url = line.removeprefix("ready ").strip()
    async with aiohttp.request("GET", f"{url}bot{TOKEN}/getMe") as answer:
        told = await answer.json()
    process.send_signal(signal.SIGTERM)

    assert line.startswith("ready http://127.0.0.1:")
    assert told["ok"]
    assert await process.wait() == 0


async def send_photo(url: str) -> None:
    buffer = BytesIO()
    Image.new("RGB", (640, 360), "navy").save(buffer, "PNG")
    form = aiohttp.FormData({"chat_id": str(YOU)})
    form.add_field("photo", buffer.getvalue(), filename="x.png")
    async with aiohttp.request("POST", f"{url}/bot{TOKEN}/sendPhoto", data=form) as answer:
        assert answer.ok
