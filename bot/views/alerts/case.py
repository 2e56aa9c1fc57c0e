"""What is said of a detection, once for the message and for the card that goes with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.views.alerts.lateness import lateness
from bot.views.figures import ENGLISH, Figures
from bot.views.html import Html, MomentStyle, escape, moment
from bot.views.texts import Texts
from core.detection import Detection
from core.kinds import INTERNAL, on_chain

Side = Literal["up", "down", "neutral"]

_SIDES: dict[str | None, Side] = {"bullish": "up", "bearish": "down"}
_STYLES: dict[str, MomentStyle] = {"1d": "D"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A detection that is to be told: to whom, and what the market knew of it.

    ``price`` is the last price of the detection's market when it could be known; for a detection
    of a chain that of one of its coins. None where that is not known.
    """

    texts: Texts
    found: Detection
    figures: Figures = ENGLISH
    price: float | None = None

    @property
    def symbol(self) -> str:
        """The instrument: ``ETHUSDT``; nothing for a chain."""
        return self.found.subject.partition(":")[2]

    @property
    def low(self) -> float:
        """The lower bound of its zone; its level where it has one alone."""
        return self.found.low if self.found.low is not None else self.level

    @property
    def high(self) -> float:
        """The upper bound of its zone."""
        return self.found.high if self.found.high is not None else self.level

    @property
    def level(self) -> float:
        """The one price it is about."""
        return self.found.level or 0.0

    @property
    def bullish(self) -> bool:
        """Whether it is of the bid's side."""
        return self.found.side != "bearish"

    @property
    def internal(self) -> bool:
        """Whether the inner track of a chart found it."""
        return self.found.kind.startswith(INTERNAL) and not on_chain(self.found.subject)

    def number(self, name: str) -> float:
        """One of its numbers; 0 where an older detector did not tell it."""
        return self.found.numbers.get(name, 0.0)

    def text(self, name: str) -> str:
        """One of its texts; empty where there is none."""
        return self.found.texts.get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where on the price axis it is: a zone, or a level where ``low`` is ``high``.

    ``words`` are for the picture. The zone is known from ``since_ns`` on, or always was.
    """

    low: float
    high: float
    words: str
    since_ns: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A detection in words.

    ``amount`` is the number that matters, ``title`` says of what (as in the middle of a sentence),
    ``line`` who, where and what else. ``worth`` is the amount in dollars, where it is in coins.
    ``named`` puts a colon behind the amount in a message, where it does not go on as a sentence.
    """

    mark: str
    amount: str
    title: Html
    line: Html
    worth: str = ""
    named: bool = False
    side: Side = "neutral"
    spot: Spot | None = None
    price: float | None = None
    """The market's price at that moment, where the detection itself knows it."""


Tell = Callable[[Case], Told]


def side_of(case: Case) -> Side:
    """What it means for the price, as its detector sees it."""
    return _SIDES.get(case.found.side, "neutral")


def sided(case: Case, what: Html) -> Html:
    """``bullish order block``: the side before the thing."""
    return case.texts("told-sided", side=case.found.side or "none", what=what)


def joined(*parts: str) -> Html:
    """The parts of a line with dots between them; empty ones are left out, words are escaped."""
    return Html(" · ".join(escape(part) for part in parts if part))


def where(case: Case) -> Html:
    """``ETHUSDT 15m``, and ``internal`` where the chart's inner track found it."""
    name = escape(f"{case.symbol} {case.found.timeframe or ''}".strip())
    return joined(name, case.texts("told-internal") if case.internal else "")


def message(case: Case, told: Told) -> Html:
    """The lines of a message: the number first, then what it is of, then where and when."""
    plainly = "alert-named" if told.named else "alert-found"
    return case.texts(
        "alert-worth" if told.worth else plainly,
        mark=told.mark,
        amount=told.amount,
        worth=told.worth,
        title=told.title,
        line=joined(told.line, when(case)),
        late=lateness(case.texts, case.found),
    )


def when(case: Case) -> Html:
    """The moment it happened, in the reader's own zone: of a candle without seconds."""
    timeframe = case.found.timeframe
    style = _STYLES.get(timeframe, "t") if timeframe else "T"
    return moment(case.found.formed_ns, style)
