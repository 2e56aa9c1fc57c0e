"""Specification of Bybit's clients by other people: they meet our venue and do not notice.

Each runs in a process of its own, unchanged except for the address, and prints the book it kept
while a recording was played. What was seen of the versions that are pinned:

==================  =======================  ======================  =======================
what                pybit 5.17.0             ccxt.pro 4.5.90         cryptofeed 2.4.1
==================  =======================  ======================  =======================
book                correct, bids unsorted   correct, in floats      correct, in decimals
after lost frames   ends at the deletion of  shows a wrong book,     shows a wrong book,
                    a level it never met     ``nonce`` is None       keeps no ``u``
its requests        ``req_id`` a UUID        ``req_id`` a NUMBER     none; the ticker is asked
                                                                     for twice, refused once
frames              told one by one          the newest when asked   told one by one
an answer at once   may end it: it notes a   is no trouble           is no trouble
                    request after sending
depth               as told                  50                      200
address             a template               ``urls``                wss only; its own hook
                                                                     before connecting
==================  =======================  ======================  =======================
"""

import asyncio
import json
import math
from asyncio.subprocess import PIPE
from decimal import Decimal
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from standins.bybit.recorded import RecordedVenue
from standins.bybit.server import create_app
from standins.stage import Curtain
from tests.support.bybit_recording import BOOK, write_recording

CLIENTS = Path(__file__).parent / "clients"
DEPTHS = {"pybit": 50, "ccxt": 50, "cryptofeed": 200}
NAMES = tuple(DEPTHS)
PULLED = {"ccxt"}
"""Asks for the newest state; what came in between on a busy machine is not seen one by one."""

SECONDS, SPEED = 10, 10
AN_ANSWER_TAKES_TIME = {"fault": "late-ack", "times": 0, "delay_s": 0.18 * SPEED}
"""As on the venue; loopback is faster than one client can write down what it has asked for."""

TOPICS_A_CLIENT = 3
START_S = 25.0

pytestmark = pytest.mark.timeout(60)


async def kept(
    python: Path, name: str, folder: Path, *faults: dict[str, object]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a client printed after a recording, and the venue's own book."""
    recording = write_recording(folder / "frames.jsonl", seconds=SECONDS, depths=(50, 200))
    app = create_app(RecordedVenue([recording]), speed=SPEED, curtain=Curtain(held=True))
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        at = f"127.0.0.1:{server.port}"
        for fault in (AN_ANSWER_TAKES_TIME, *faults):
            async with http.post(f"http://{at}/control/faults", json=fault) as answer:
                assert answer.status == 200, await answer.text()
        script = CLIENTS / f"{name}_bybit.py"
        client = await asyncio.create_subprocess_exec(
            python, script, f"ws://{at}", cwd=folder, stdout=PIPE, stderr=PIPE
        )
        await subscribed(http, at)
        async with http.post(f"http://{at}/control/play"):
            pass
        printed, complaints = await asyncio.wait_for(client.communicate(), START_S)
        assert client.returncode == 0, complaints.decode()
        topic = f"orderbook.{DEPTHS[name]}.ETHUSDT"
        async with http.get(f"http://{at}/control/book", params={"topic": topic}) as answer:
            truth = (await answer.json())["data"]
    return {**json.loads(printed.splitlines()[-1]), "complaints": complaints.decode()}, truth


async def subscribed(http: aiohttp.ClientSession, at: str) -> None:
    """Come back when the client listens to its book, its trades and its ticker."""
    async with asyncio.timeout(START_S):
        while True:
            async with http.get(f"http://{at}/control/stats") as answer:
                if len((await answer.json())["subscriptions"]) == TOPICS_A_CLIENT:
                    return
            await asyncio.sleep(0.05)


def levels(side: list[list[object]]) -> list[tuple[Decimal, Decimal]]:
    """A side by price, whichever way its numbers are spelled."""
    return sorted((Decimal(str(price)), Decimal(str(size))) for price, size in side)


def same(book: dict[str, Any], truth: dict[str, Any]) -> bool:
    return levels(book["bids"]) == levels(truth["b"]) and levels(book["asks"]) == levels(truth["a"])


@pytest.mark.parametrize("name", NAMES)
async def test_a_client_keeps_the_venues_book(
    peers_python: Path, tmp_path: Path, name: str
) -> None:
    book, truth = await kept(peers_python, name, tmp_path)

    assert same(book, truth)
    assert book["frames"] == SECONDS * 10 or (name in PULLED and book["frames"] > 1)
    assert book["trades"] == math.ceil(SECONDS * 10 / 3)
    assert float(book["last"]) == 3_500


@pytest.mark.parametrize("name", NAMES)
async def test_a_client_lives_through_a_snapshot_in_between_and_keys_the_other_way_round(
    peers_python: Path, tmp_path: Path, name: str
) -> None:
    topic = f"orderbook.{DEPTHS[name]}.ETHUSDT"
    faults = [
        {"fault": "snapshot", "topic": topic, "nth": 20},
        {"fault": "restart", "topic": topic, "nth": 40},
        {"fault": "keys", "topic": topic, "times": 0},
    ]

    book, truth = await kept(peers_python, name, tmp_path, *faults)

    assert same(book, truth)


@pytest.mark.parametrize("name", ["ccxt", "cryptofeed"])
async def test_a_client_without_gap_check_shows_a_wrong_book_after_lost_frames(
    peers_python: Path, tmp_path: Path, name: str
) -> None:
    topic = f"orderbook.{DEPTHS[name]}.ETHUSDT"

    book, truth = await kept(
        peers_python, name, tmp_path, {"fault": "drop", "topic": topic, "nth": 60, "times": 35}
    )

    assert not same(book, truth)


async def test_pybit_ends_after_lost_frames_without_a_word(
    peers_python: Path, tmp_path: Path
) -> None:
    fault = {"fault": "drop", "topic": BOOK, "nth": 10, "times": 20}

    book, truth = await kept(peers_python, "pybit", tmp_path, fault)

    assert book["u"] < truth["u"]
    assert book["frames"] < SECONDS * 10 - 20
    assert book["complaints"] == ""


async def test_pybit_leaves_its_bids_as_they_came(peers_python: Path, tmp_path: Path) -> None:
    book, _ = await kept(peers_python, "pybit", tmp_path)
    prices = [float(price) for price, _ in book["bids"]]

    assert prices != sorted(prices, reverse=True)
