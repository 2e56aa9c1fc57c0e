"""From a frame to a message in the chat, at a steady load: ``python -m bench.latency``.

Starts everything for real: Postgres and Valkey, the Telegram stand-in, a venue that sends trades at
the wanted rate, and every role in processes of their own. Every so often the price jumps across a
level that a rule waits for; the delay runs from the moment the venue wrote the frame to the moment
the stand-in got the message. Goal: 95 of 100 within a second at 1,000 facts a second.
"""

import argparse
import asyncio
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

from aiohttp import ClientSession
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from db.migrate import migrate
from runtime.embedded import embedded

TOKEN = f"1000000001:{'bench-' * 6}"[:46]
LOW, HIGH, LEVEL = 3_490.0, 3_510.0, 3_500.0


class Venue:
    """Sends trades at a steady rate; notes when each jump across the level was written."""

    def __init__(self, rate: int, every_s: float) -> None:
        self.rate = rate
        self.every_s = every_s
        self.jumps: list[float] = []
        self.sent = 0

    async def converse(self, socket: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            trades = asyncio.get_running_loop().create_task(self._trade(socket))
            try:
                async for message in socket:
                    request = json.loads(message)
                    answer = {"success": True, "ret_msg": "", "op": request["op"]}
                    await socket.send(json.dumps(answer | {"req_id": request.get("req_id", "")}))
            finally:
                trades.cancel()

    async def _trade(self, socket: ServerConnection) -> None:
        begin, price, next_jump = time.perf_counter(), LOW, self.every_s
        burst = max(self.rate // 100, 1)
        while True:
            passed = time.perf_counter() - begin
            if passed >= next_jump:
                price = HIGH if price == LOW else LOW
                next_jump += self.every_s
                self.jumps.append(time.time())
            await socket.send(self._frame(price, burst))
            self.sent += burst
            await asyncio.sleep(max(begin + self.sent / self.rate - time.perf_counter(), 0))

    def _frame(self, price: float, count: int) -> str:
        now_ms = time.time_ns() // 1_000_000
        trades = [
            {
                "T": now_ms,
                "s": "ETHUSDT",
                "S": "Buy",
                "v": "0.01",
                "p": str(price + n % 7 / 100),
                "i": f"{self.sent + n}",
            }
            for n in range(count)
        ]
        frame = {"topic": "publicTrade.ETHUSDT", "type": "snapshot", "ts": now_ms, "data": trades}
        return json.dumps(frame)


@asynccontextmanager
async def process(
    *arguments: str, environment: dict[str, str], log: Path
) -> AsyncIterator[asyncio.subprocess.Process]:
    with log.open("wb") as words:
        running = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            *arguments,
            stdout=asyncio.subprocess.PIPE,
            stderr=words,
            env={**os.environ, **environment},
        )
    try:
        yield running
    finally:
        if running.returncode is None:
            running.terminate()
        await running.wait()


async def measure(rate: int, seconds: float, every_s: float, folder: Path) -> None:
    venue = Venue(rate, every_s)
    async with AsyncExitStack() as stack:
        servers = await stack.enter_async_context(embedded(folder / "servers"))
        await migrate(servers.database_url)
        server = await stack.enter_async_context(
            serve(venue.converse, "127.0.0.1", 0, compression=None)
        )
        port = next(iter(server.sockets)).getsockname()[1]
        telegram = await stack.enter_async_context(
            process(
                "standins.telegram",
                "--port",
                "0",
                "--token",
                TOKEN,
                environment={},
                log=folder / "telegram.log",
            )
        )
        assert telegram.stdout is not None
        page = (await telegram.stdout.readline()).decode().split()[1].rstrip("/")
        environment = {
            "WHALE_DATABASE_URL": servers.database_url,
            "WHALE_REDIS_URL": servers.redis_url,
            "WHALE_BOT_TOKEN": TOKEN,
            "WHALE_BOT_API_BASE": page,
            "WHALE_BYBIT_WS": f"ws://127.0.0.1:{port}/",
            "WHALE_BYBIT_REST": f"http://127.0.0.1:{port}",
            "WHALE_BYBIT_SYMBOLS": "ETHUSDT",
            "WHALE_LOG_LEVEL": "warning",
        }
        session = await stack.enter_async_context(ClientSession())
        for role in ("bot", "worker"):
            await stack.enter_async_context(
                process(
                    "whale",
                    "up",
                    "--roles",
                    role,
                    environment=environment,
                    log=folder / f"{role}.log",
                )
            )
        await _say(session, page, "/start")
        await _say(session, page, f"/alert price ETHUSDT {LEVEL:.0f}")
        await _tap(session, page, "all")
        await stack.enter_async_context(
            process(
                "whale",
                "up",
                "--roles",
                "ingest",
                environment=environment,
                log=folder / "ingest.log",
            )
        )
        while not venue.jumps:
            await asyncio.sleep(0.1)
        begin = time.perf_counter()
        await asyncio.sleep(seconds)
        took = time.perf_counter() - begin
        sent, jumps = venue.sent, list(venue.jumps)
        await asyncio.sleep(3)  # what was on its way arrives
        arrived = await _alerts(session, page)
    _print(rate, sent / (took + 0.1), jumps, arrived)


async def _say(session: ClientSession, page: str, text: str) -> None:
    async with session.post(f"{page}/sim/message", json={"chat": 1001, "from": 1001, "text": text}):
        pass
    before = 0
    while True:
        async with session.get(f"{page}/sim/transcript?chat=1001") as answer:
            messages = await answer.json()
        if messages and messages[-1]["from"] == "bot" and len(messages) > before:
            return
        await asyncio.sleep(0.1)


async def _tap(session: ClientSession, page: str, text: str) -> None:
    async with session.post(f"{page}/sim/tap", json={"chat": 1001, "from": 1001, "text": text}):
        pass


async def _alerts(session: ClientSession, page: str) -> list[float]:
    async with session.get(f"{page}/sim/calls?since=0") as answer:
        calls = (await answer.json())["calls"]
    # The dialogue before was text; every alert is a picture, or text that names the price.
    return [
        call["at"]
        for call in calls
        if call["method"] == "sendPhoto" or "through 3,500" in (call["brief"] or "")[:60]
    ]


def _print(wanted: int, rate: float, jumps: list[float], arrived: list[float]) -> None:
    pairs = list(zip(jumps, arrived, strict=False))
    delays = sorted(after - before for before, after in pairs)
    own = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"facts/s wanted {wanted}, sent {rate:.0f}; {len(pairs)} alerts measured")
    middle, late = statistics.median(delays), delays[int(len(delays) * 0.95) - 1]
    print(f"delay s  p50 {middle:.3f}  p95 {late:.3f}  max {delays[-1]:.3f}")
    print(f"CPU s of all processes {own.ru_utime + own.ru_stime:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, default=1_000, help="facts a second")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--every", type=float, default=1.5, help="seconds between two alerts")
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(wishes.rate, wishes.seconds, wishes.every, Path(folder)))


if __name__ == "__main__":
    main()
