"""The frame of every menu: the first screen, the help page, and the way back."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.views.html import Html
from bot.views.screens import Button, Rows, Screen
from bot.views.taps import Close, Go, Heatmap, Structure, Tap
from bot.views.texts import Texts

HEATMAP_MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command as Telegram's menu and ``/help`` show it; ``words`` is the key of its text."""

    name: str
    words: str


def way_back(texts: Texts, back: Tap | None = None) -> tuple[Button, ...]:
    """The last row of a menu: Back at the left, Close at the right, on every screen."""
    close = Button(texts("button-close"), tap=Close().pack())
    return (Button(texts("button-back"), tap=back.pack()), close) if back else (close,)


def choices(texts: Texts, symbol: str | None) -> Rows:
    """What there is to be told of, and to look at.

    ``symbol`` is the market that is drawn; without one there are only chains.
    """
    if symbol is None:
        return ((Button(texts("button-home-whale"), tap=Go(place="whale").pack()),),)
    heatmap = Heatmap(symbol=symbol, minutes=HEATMAP_MINUTES).pack()
    structure = Structure(symbol=symbol, timeframe="15m").pack()
    return (
        (
            Button(texts("button-home-whale"), tap=Go(place="whale").pack()),
            Button(texts("button-home-price"), tap=Go(place="price").pack()),
        ),
        (
            Button(texts("button-home-heatmap"), tap=heatmap),
            Button(texts("button-home-structure"), tap=structure),
        ),
    )


def welcome(texts: Texts, symbol: str | None, name: str) -> Screen:
    """The first screen: what this is, in three lines, and four ways on."""
    greeted = f" {name}" if name else ""
    return Screen(text=texts("welcome", name=greeted), rows=choices(texts, symbol))


def home(texts: Texts, symbol: str | None, name: str) -> Screen:
    """The first screen for somebody who has been here: with what is theirs and a way out."""
    own = (
        Button(texts("button-home-alerts"), tap=Go(place="alerts").pack()),
        Button(texts("button-home-settings"), tap=Go(place="settings").pack()),
    )
    first = welcome(texts, symbol, name)
    return Screen(text=first.text, rows=(*first.rows, own, way_back(texts)))


def help_page(texts: Texts, commands: Sequence[Command]) -> Screen:
    """Every command with its words, and how to write a rule in one line."""
    lines = [
        texts("help-command", command=command.name, words=texts(command.words))
        for command in commands
    ]
    text = "\n\n".join([texts("help-head") + "\n" + "\n".join(lines), texts("help-tail")])
    return Screen(text=Html(text), rows=(way_back(texts, Go(place="home")),))


def old_menu(texts: Texts, symbol: str | None, name: str) -> Screen:
    """For a button of a menu that we no longer speak."""
    first = home(texts, symbol, name)
    return Screen(
        text=Html(f"{texts('old-menu')}\n\n{first.text}"),
        rows=first.rows,
        fresh=True,
    )
