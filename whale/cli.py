"""``whale``: one command, its subcommands, and this list of them."""

import sys

import typer

from core.errors import WhaleError
from runtime.logs import redacted
from whale.charts.command import gallery
from whale.demo.command import demo
from whale.doctor import doctor
from whale.flows import flows
from whale.labels.changing import remove_label, set_label
from whale.labels.importing import import_labels
from whale.labels.lookup import list_labels, show_label
from whale.record.command import record
from whale.replay.command import replay
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
charts = typer.Typer(help="The pictures the bot draws.", no_args_is_help=True)
app.add_typer(charts, name="charts")
labels = typer.Typer(help="Who addresses belong to.", no_args_is_help=True)
app.add_typer(labels, name="labels")

app.command()(demo)
app.command()(up)
app.command()(migrate)
app.command()(doctor)
app.command()(record)
app.command()(replay)
scan.command()(blocks)
scan.command()(book)
scan.command()(candles)
scan.command()(flows)
scan.command()(traced)
charts.command()(gallery)
labels.command("import")(import_labels)
labels.command("list")(list_labels)
labels.command("show")(show_label)
labels.command("set")(set_label)
labels.command("remove")(remove_label)


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
