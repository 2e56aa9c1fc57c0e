"""What our buttons say when they are tapped: short, versioned, and never to be trusted.

Callback data has 1 to 64 bytes. It begins with a name and a version (``rule1``); whoever changes
the fields of a tap raises its version, and buttons of the old version are answered with a new menu.
A rule's number in a tap is no right to that rule: use cases look for it among the tapper's own.
"""

from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.kinds import Family
from core.market import Timeframe
from usecases.read_flow import FlowWindow

LONGEST_TAP = 64

Place = Literal[
    "home", "help", "new", "whale", "price", "fvg", "alerts", "whales", "status", "events",
    "settings", "zones", "numbers",
]  # fmt: skip
Region = Literal["africa", "americas", "asia", "europe", "pacific"]
Part = Literal["theme", "zone", "numbers"]


class Tap(BaseModel):
    """Fields of a button, joined by colons behind the tap's name."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    name: ClassVar[str]

    def pack(self) -> str:
        """The callback data.

        Raises
        ------
        ValueError
            If it is longer than Telegram takes, or a field has a colon.
        """
        fields = [str(value) for value in self.model_dump().values()]
        data = ":".join([self.name, *fields])
        if len(data.encode()) > LONGEST_TAP or any(":" in field for field in fields):
            raise ValueError(f"callback data {data!r} cannot be sent")
        return data

    @classmethod
    def read(cls, data: str | None) -> Self | None:
        """The tap that callback data stands for, or None when it is not one of this kind."""
        name, *fields = (data or "").split(":")
        if name != cls.name or len(fields) != len(cls.model_fields):
            return None
        try:
            return cls.model_validate(dict(zip(cls.model_fields, fields, strict=True)))
        except ValidationError:
            return None


class Go(Tap):
    """Show a place of the menu."""

    name = "go1"
    place: Place


class Close(Tap):
    """Take the message away."""

    name = "close1"


class NewWhale(Tap):
    """A new rule for transfers of at least ``eth``."""

    name = "whale1"
    eth: float


class PriceOf(Tap):
    """Choose a level for a symbol."""

    name = "price1"
    symbol: str


class NewPrice(Tap):
    """A new rule for a price level."""

    name = "level1"
    symbol: str
    level: float


class GapOf(Tap):
    """Choose timeframe and side of a fair value gap; both are kept while either is changed."""

    name = "fvg1"
    symbol: str
    timeframe: Timeframe
    side: Literal["any", "bullish", "bearish"]


class NewGap(Tap):
    """A new rule for fair value gaps."""

    name = "gap1"
    symbol: str
    timeframe: Timeframe
    side: Literal["any", "bullish", "bearish"]


class TypeIt(Tap):
    """Wait for typed words: an amount of ETH, a level of ``symbol``, or a time zone."""

    name = "type1"
    what: Literal["whale", "price", "zone"]
    symbol: str = ""


class OnRule(Tap):
    """Do something with a rule.

    ``show`` replaces the tapped message by the rule's card, ``open`` sends the card anew (from an
    alert, which stays). ``ask`` wants to hear that removing is meant. ``cool`` takes ``value`` as
    seconds.
    """

    name = "rule1"
    rule: int
    do: Literal["show", "open", "pause", "resume", "ask", "remove", "cool"]
    value: int = 0


class InList(Tap):
    """Pause, resume or ask about a rule in the list, and stay on its page."""

    name = "list1"
    page: int
    do: Literal["show", "pause", "resume", "ask", "remove"]
    rule: int = 0


class Whales(Tap):
    """The newest transfers from ``least`` of a coin on."""

    name = "whales2"
    least: float
    coin: str = Field(max_length=12)
    chain: str = Field(max_length=12)


class Heatmap(Tap):
    """Draw the heatmap of a symbol over so many minutes, in place."""

    name = "heat1"
    symbol: str
    minutes: int


class Structure(Tap):
    """Draw the market structure of a symbol on a timeframe, in place; more of it in ``detail``."""

    name = "smc2"
    symbol: str
    timeframe: Timeframe
    detail: bool = False


class Flow(Tap):
    """Draw what came to exchanges and left them, in place; ``exchange`` is "" for all of them."""

    name = "flow1"
    symbol: str
    exchange: str
    window: FlowWindow


class LiquidationMap(Tap):
    """Draw the liquidation map of a symbol, in place."""

    name = "liq1"
    symbol: str


class ZonesOf(Tap):
    """Choose a time zone of a part of the world."""

    name = "zones1"
    region: Region


class Prefer(Tap):
    """Have pictures otherwise; ``value`` is the name of a theme, a zone or a language.

    Without a value, numbers follow the language of Telegram.
    """

    name = "look1"
    what: Part
    value: str


class EventsOf(Tap):
    """Choose among the events of a family of detections."""

    name = "family1"
    family: Family


class EventOf(Tap):
    """Choose where to watch for an event, and how large it must be; ``event`` is a kind's code."""

    name = "event1"
    event: str = Field(max_length=6)
    symbol: str = ""
    timeframe: Timeframe | Literal["any"] = "any"
    side: Literal["any", "bullish", "bearish"] = "any"
    least: int = 0


class NewEvent(EventOf):
    """A new rule for an event."""

    name = "keep1"
