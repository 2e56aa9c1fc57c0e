"""The account of a replay as people read it."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from rich.console import Console
from rich.markup import escape

from core.gaps import Gap
from core.outages import lost_something
from core.time_units import SECOND_NS
from whale.replay.account import Account
from whale.replay.programme import Programme

_MOST_GAPS = 20
_MOST_BOOKS = 20
_MOST_UNREADABLE = 5


def show(console: Console, account: Account, programme: Programme, *, took_s: float) -> None:
    """Print what was played, what it led to, and what was missing."""
    span_s = (account.last_ns - account.first_ns) / SECOND_NS
    console.print(
        f"[bold]{account.frames:,}[/] frames, {account.octets / 1e6:,.1f} MB, "
        f"{_moment(account.first_ns)} to {_moment(account.last_ns)} UTC ({_span(span_s)}) "
        f"in {took_s:.1f} s: {account.frames / max(took_s, 1e-9):,.0f} frames/s"
    )
    _show_counts(console, "facts", account.facts)
    _show_counts(console, "detections", account.detections)
    _show_books(console, account, programme)
    _show_gaps(console, list(account.gaps.values()))
    _show_troubles(console, account, programme)


def _show_counts(console: Console, name: str, counts: Mapping[str, int]) -> None:
    told = ", ".join(f"{kind} {count:,}" for kind, count in sorted(counts.items()))
    console.print(f"[dim]{name:<11}[/]{told or 'none'}")


def _show_books(console: Console, account: Account, programme: Programme) -> None:
    for subject, first in account.first_samples.items():
        last = account.last_samples[subject]
        console.print(
            f"[dim]{'prices':<11}[/]{subject} {first.best_bid:,} / {first.best_ask:,} "
            f"→ {last.best_bid:,} / {last.best_ask:,}"
        )
    books = {topic: book for player in programme.players for topic, book in player.books.items()}
    bad = {topic: book for topic, book in sorted(books.items()) if not book.in_sync}
    if books:
        good = len(books) - len(bad)
        console.print(f"[dim]{'books':<11}[/]{good} of {len(books)} in sync at the end")
    for topic, book in list(bad.items())[:_MOST_BOOKS]:
        console.print(f"  [red]{topic}[/] not in sync since update {book.update_id}")


def _show_gaps(console: Console, gaps: list[Gap]) -> None:
    open_ones = sum(gap.until_ns is None or lost_something(gap) for gap in gaps)
    how_many = f"{len(gaps)}, {open_ones} not healed" if gaps else "none"
    console.print(f"[dim]{'gaps':<11}[/]{how_many}")
    for gap in gaps[:_MOST_GAPS]:
        lasted = "open" if gap.until_ns is None else _span((gap.until_ns - gap.since_ns) / 1e9)
        console.print(
            f"  {_clock(gap.since_ns)}  {lasted:>8}  [bold]{gap.topic}[/]  {escape(gap.reason)}"
            f"  [dim]→[/] {escape(gap.healing)}"
        )
    if len(gaps) > _MOST_GAPS:
        console.print(f"[dim]… and {len(gaps) - _MOST_GAPS} more: --json shows all[/]")


def _show_troubles(console: Console, account: Account, programme: Programme) -> None:
    unreadable = [one for player in programme.players for one in player.unreadable]
    for one in unreadable[:_MOST_UNREADABLE]:
        console.print(f"[red]unreadable[/] {escape(one.reason)}")
    rest = (
        (len(unreadable) - _MOST_UNREADABLE, "more frames that could not be read"),
        (account.dropped, "frames reached the feed but not the recording"),
        (sum(part.untimed for part in programme.parts), "frames at the end have no arrival"),
        (sum(part.faults for part in programme.parts), "lines that are no frame"),
    )
    for stem in programme.missing:
        console.print(f"[yellow]the beginning is not played: name {stem} as well[/]")
    for count, what in rest:
        if count > 0:
            console.print(f"[yellow]{count:,} {what}[/]")


def _moment(at_ns: int) -> str:
    return datetime.fromtimestamp(at_ns / SECOND_NS, UTC).strftime("%Y-%m-%d %H:%M:%S")


def _clock(at_ns: int) -> str:
    return datetime.fromtimestamp(at_ns / SECOND_NS, UTC).strftime("%H:%M:%S.%f")[:-3]


def _span(seconds: float) -> str:
    if seconds < 1:
        return f"{seconds * 1_000:.0f} ms"
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest:.0f} s" if minutes else f"{rest:.1f} s"


def verified(console: Console, faults: Mapping[str, Iterable[str]]) -> None:
    """Print what a comparison with the manifests found."""
    for name, found in faults.items():
        lines = list(found)
        console.print(f"[green]✓[/] {name}" if not lines else f"[red]✗[/] {name}")
        for line in lines:
            console.print(f"  {line}", markup=False)
