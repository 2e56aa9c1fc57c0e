"""Run the stand-in alone: ``python -m standins.telegram --port 8081 --token T --data DIR``."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from aiohttp import web

from standins.telegram.server import create_app


def main() -> None:
    """Read the command line and serve until interrupted."""
    options = _parser().parse_args()
    asyncio.run(_serve(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="standins.telegram", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="0 lets the system choose")
    parser.add_argument("--token", required=True, help="the bot's token, such as 42:secret")
    parser.add_argument("--data", type=Path, help="keep chats and files in this folder")
    parser.add_argument("--username", default="whale_tracker_bot")
    parser.add_argument("--name", default="Whale Tracker")
    parser.add_argument("--lenient", action="store_true", help="log violations, refuse none")
    return parser


async def _serve(options: argparse.Namespace) -> None:
    app = create_app(
        token=options.token,
        bot_username=options.username,
        bot_name=options.name,
        data_dir=options.data,
        strict=not options.lenient,
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=3)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", options.port)
    await site.start()
    port = runner.addresses[0][1]
    sys.stdout.write(f"ready http://127.0.0.1:{port}/\n")
    sys.stdout.flush()
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await stopped.wait()
    await runner.cleanup()


if __name__ == "__main__":
    main()
