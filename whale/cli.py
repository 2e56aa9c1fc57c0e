"""``whale``: one command, its subcommands, and this list of them."""

import sys

import typer

from core.errors import WhaleError
from runtime.logs import redacted
from whale.demo.command import demo
from whale.doctor import doctor
from whale.scan.blocks import blocks
from whale.scan.book import book
from whale.scan.candles import candles
from whale.scan.traced import traced
from whale.up import migrate, up

app = typer.Typer(
    help="Trading intelligence in one Telegram chat.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
scan = typer.Typer(
    help="Read recorded files with the code that reads the live feeds.", no_args_is_help=True
)
app.add_typer(scan, name="scan")

app.command()(demo)
app.command()(up)
app.command()(migrate)
app.command()(doctor)
scan.command()(blocks)
scan.command()(book)
scan.command()(candles)
scan.command()(traced)


def main() -> None:
    """Run the command line; what went wrong is one line and an exit status, not a traceback."""
    try:
        app()
    except* WhaleError as errors:
        for error in _leaves(errors):
            sys.stderr.write(f"whale: {redacted(str(error))}\n")
        sys.exit(1)


def _leaves(errors: BaseExceptionGroup[WhaleError]) -> list[WhaleError]:
    flat: list[WhaleError] = []
    for error in errors.exceptions:
        flat += _leaves(error) if isinstance(error, BaseExceptionGroup) else [error]
    return flat
