"""A chain that stands still until a test says that a block was mined.

Its blocks lie in a recording; each holds one transfer, and no two the same amount, so that an
alert tells by its amount which block it is about.
"""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp import web

from standins.ethereum.recorded import RecordedChain
from standins.ethereum.server import create_app
from standins.stage import Curtain

_FIRST_BLOCK = 24_000_000
_LEAST_ETH = 501
_WEI = 10**18
_BLOCK_S = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Mined:
    """The one transfer of a block."""

    block: int
    eth: int


class HandMadeChain:
    """A node of it on loopback. ``url`` is its WebSocket address."""

    def __init__(self, port: int, http: aiohttp.ClientSession) -> None:
        self.url = f"ws://127.0.0.1:{port}/"
        self._control = f"http://127.0.0.1:{port}/control/faults"
        self._http = http
        self._mined = 0

    async def mine(self) -> Mined:
        """The next block is there and announced."""
        order = {"fault": "mine", "blocks": 1}
        async with self._http.post(self._control, json=order) as answer:
            assert answer.ok, await answer.text()
        self._mined += 1
        return _mined(self._mined - 1)


@asynccontextmanager
async def hand_made_chain(recording: Path, *, blocks: int = 100) -> AsyncIterator[HandMadeChain]:
    """A chain of at most so many blocks, none of them mined yet, written to ``recording``."""
    _record(recording, blocks)
    app = create_app(RecordedChain(recording), curtain=Curtain(held=True))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with aiohttp.ClientSession() as http:
            yield HandMadeChain(runner.addresses[0][1], http)
    finally:
        await runner.cleanup()


def _record(path: Path, blocks: int) -> None:
    now_s = int(time.time())  # noqa: TID251  the outside world's own clock
    path.write_text("\n".join(json.dumps(_block(place, now_s)) for place in range(blocks)))


def _mined(place: int) -> Mined:
    return Mined(block=_FIRST_BLOCK + place, eth=_LEAST_ETH + place)


def _block(place: int, now_s: int) -> dict[str, object]:
    mined = _mined(place)
    transfer = _word(place, "t")
    return {
        "hash": _word(place, "b"),
        "parentHash": _word(place - 1, "b"),
        "number": hex(mined.block),
        "timestamp": hex(now_s + _BLOCK_S * place),
        "gasUsed": hex(21_000),
        "gasLimit": hex(36_000_000),
        "transactions": [
            {
                "hash": transfer,
                "from": "0x" + "f1" * 20,
                "to": "0x" + "f2" * 20,
                "value": hex(mined.eth * _WEI),
                "transactionIndex": "0x0",
                "type": "0x2",
            }
        ],
        "receipts": [{"transactionHash": transfer, "status": "0x1", "logs": []}],
    }


def _word(place: int, letter: str) -> str:
    """A hash that tells what it belongs to: 64 digits."""
    return f"0x{ord(letter):02x}{_FIRST_BLOCK + place:062d}"
