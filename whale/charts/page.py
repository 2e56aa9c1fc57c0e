"""The gallery's page: one file of HTML beside the pictures; nothing is fetched from elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

_STYLE: Final = Path(__file__).with_name("gallery.css")
_LEAD: Final = (
    "Every picture the bot can draw, in every theme, at the width of a phone. Scenes are made from "
    "the made-up market and, where they say so, from recorded candles; some are awkward on purpose."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture of a scene in one theme; names are of files beside the page."""

    theme: str
    jpeg: str
    png: str
    size: tuple[int, int]
    kilobytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A scene in all themes."""

    name: str
    note: str
    words: str
    """What a screen reader says."""
    language: str
    zone: str
    shots: Sequence[Shot]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """All scenes of one picture."""

    kind: str
    title: str
    exhibits: Sequence[Exhibit]


def page(rooms: Sequence[Room]) -> str:
    """The whole page."""
    links = "\n".join(f'<a href="#{escape(room.kind)}">{escape(room.title)}</a>' for room in rooms)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Whale Tracker pictures</title>
<link rel="icon" href="data:,">
<style>
{_STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
<header>
<h1>Whale Tracker pictures</h1>
<p>{_LEAD}</p>
</header>
<nav><div>
{links}
<label><input type="checkbox" id="full"> full size</label>
</div></nav>
<main>
{"".join(map(_room, rooms))}</main>
<footer>Pictures of a made-up market are no advice, and those of a real one are not either.</footer>
</body>
</html>
"""


def _room(room: Room) -> str:
    exhibits = "".join(_exhibit(each) for each in room.exhibits)
    return (
        f'<section id="{escape(room.kind)}">\n<h2>{escape(room.title)}</h2>\n{exhibits}</section>\n'
    )


def _exhibit(each: Exhibit) -> str:
    shots = "".join(_shot(shot, each.words, first=not at) for at, shot in enumerate(each.shots))
    return (
        "<article>\n"
        f'<h3>{escape(each.name)}<span class="who">{escape(each.language)} · {escape(each.zone)}'
        "</span></h3>\n"
        f"<p>{escape(each.note)}</p>\n"
        f'<div class="shots">\n{shots}</div>\n'
        f'<p class="alt">{escape(each.words)}</p>\n'
        "</article>\n"
    )


def _shot(shot: Shot, words: str, *, first: bool) -> str:
    """A picture; in other themes it says the same, so that a screen reader hears it once."""
    wide, high = shot.size
    alt = escape(words) if first else f"The same in the theme {escape(shot.theme)}"
    return (
        f'<figure><a href="{escape(shot.jpeg)}"><img src="{escape(shot.jpeg)}" alt="{alt}" '
        f'width="{wide}" height="{high}" loading="lazy"></a>'
        f"<figcaption><b>{escape(shot.theme)}</b>{shot.kilobytes} kB "
        f'<a href="{escape(shot.png)}">PNG</a></figcaption></figure>\n'
    )
