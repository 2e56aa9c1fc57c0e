"""``python -m standins``: Telegram, Bybit and Ethereum on this machine.

Prints one line of JSON with the addresses when all parts listen, then serves until it is
interrupted.
"""

import argparse
import asyncio
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from standins.app import PARTS, TELEGRAM, Options, serve
from standins.market.scenarios import stories


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m standins", description=__doc__)
    add = parser.add_argument
    add("--data", type=Path, help="folder for what must survive a restart")
    add("--token", default="", help="bot token the Telegram stand-in accepts")
    for part in PARTS:
        add(f"--{part}-port", type=int, default=0, help="0 lets the system choose")
    add("--only", type=_parts, default=PARTS, help="parts to start, separated by commas")
    add("--seed", type=int, default=1, help="which of all possible worlds")
    add("--scenario", default="", help="what is made to happen; 'list' tells every one")
    add("--speed", type=_speed, default=1.0, help="times faster than the clock; inf: at once")
    add("--symbols", type=_words, default=("ETHUSDT", "BTCUSDT"), help="what the market trades")
    add("--block-seconds", type=float, default=12.0, help="seconds between made-up blocks")
    add("--chain-id", type=int, default=1, help="which chain the made-up one says it is")
    add("--catch-up", type=float, default=600.0, help="seconds a fresh market opens in the past")
    add("--blocks", type=Path, help="recorded blocks, one a line, instead of a made-up chain")
    add("--frames", type=Path, nargs="+", default=[], help="recorded frames, one a line")
    add("--hold", action="store_true", help="hold recordings until POST /control/play")
    add("--exit-with-parent", action="store_true", help="end when standard input closes")
    return parser


def parse(arguments: Sequence[str]) -> Options:
    """Read the command line."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.scenario == "list":
        sys.stdout.write(stories() + "\n")
        parser.exit()
    if TELEGRAM in given.only and not given.token:
        parser.error("--token is needed for the Telegram stand-in; or choose --only bybit,ethereum")
    return Options(
        data=given.data,
        token=given.token,
        ports={part: getattr(given, f"{part}_port") for part in PARTS},
        parts=given.only,
        seed=given.seed,
        scenario=given.scenario,
        speed=given.speed,
        symbols=given.symbols,
        block_seconds=given.block_seconds,
        chain_id=given.chain_id,
        catch_up_s=given.catch_up,
        blocks=given.blocks,
        frames=tuple(given.frames),
        hold=given.hold,
        exit_with_parent=given.exit_with_parent,
    )


def main() -> int:
    """Run the stand-ins; the exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        asyncio.run(serve(parse(sys.argv[1:])))
    except (ValueError, OSError) as error:
        sys.stderr.write(f"standins: {error}\n")
        return 2
    return 0


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.split(",") if word)


def _parts(text: str) -> tuple[str, ...]:
    parts = _words(text)
    unknown = set(parts) - set(PARTS)
    if unknown or not parts:
        message = f"choose from {', '.join(PARTS)}"
        raise argparse.ArgumentTypeError(message)
    return parts


def _speed(text: str) -> float:
    speed = float(text)
    if not speed > 0:
        message = "must be above zero"
        raise argparse.ArgumentTypeError(message)
    return speed


if __name__ == "__main__":
    sys.exit(main())
