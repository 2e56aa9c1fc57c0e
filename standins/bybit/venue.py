"""The running venue: a source, the hall its frames go to, the clients that stand in it."""

import math
from collections.abc import Mapping

import msgspec

from standins.bybit.client import Client
from standins.bybit.desk import Desk
from standins.bybit.door import Door
from standins.bybit.faults import Fault, Idle, Listing, SocketFault
from standins.bybit.faults.books import Burst
from standins.bybit.faults.events import Happening
from standins.bybit.frames import Frame
from standins.bybit.hub import Hub
from standins.bybit.kept import KeptBook
from standins.bybit.orders import Orders
from standins.bybit.rest import Room
from standins.bybit.source import FrameSource
from standins.bybit.topics import DEPTHS, exists
from standins.bybit.wire import TickerFrame
from standins.stage import Clock, Stage

IDLE_S = 600.0
"""A connection on which nothing was sent for ten minutes is cut off, as documented."""


class Venue:
    """Everything the doors of the stand-in (socket, REST, control) have in common.

    Parameters
    ----------
    source
        Where frames come from.
    stage
        When they come.
    clock
        Nanoseconds since the epoch.
    speed
        How many times faster than the clock the venue lives; without end it lives as the clock.
    """

    def __init__(self, source: FrameSource, stage: Stage, *, clock: Clock, speed: float) -> None:
        self.source = source
        self.stage = stage
        self.pace = speed if math.isfinite(speed) else 1.0
        self._clock = clock
        self._born_ns = clock()
        self.orders = Orders(self.now_s)
        self.hub = Hub(self._exists, self.orders, source.whole)
        self.room = Room(source, self.hub, stage.now_ms)
        self.door = Door(self.orders, self.now_s, stage.now_ms)
        self.clients: dict[str, Client] = {}
        self.connections = 0

    @property
    def desks(self) -> Mapping[str, Desk]:
        """One desk for each symbol."""
        return self.source.desks

    def now_s(self) -> float:
        """Seconds of the venue's time since it began."""
        return (self._clock() - self._born_ns) / 1e9 * self.pace

    async def play(self) -> None:
        """Play the source into the hall until it is over."""
        await self.stage.play(self._act, self._relief)

    def order(self, fault: Fault) -> None:
        """Let a fault happen, or stand until it has.

        Raises
        ------
        ValueError
            It cannot happen now; the message says why.
        """
        match fault:
            case SocketFault():
                fault.strike(list(self.clients.values()))
            case Burst() | Happening():
                fault.happen(self)
            case _:
                self.hub.settle()
                self.orders.add(fault)
        if isinstance(fault, Idle):
            self._watch()

    def take_back(self, name: str | None) -> None:
        """End the faults that stand, or those of one name."""
        self.orders.take_back(name)
        self._watch()

    def patience_s(self) -> float:
        """How long a connection may be idle."""
        idle = self.orders.standing(Idle)
        return idle.after_s if idle else IDLE_S

    def rests(self) -> bool:
        """Whether it is held, and its silence counts for nothing unless that was ordered."""
        return self.stage.held and self.orders.standing(Idle) is None

    def cut(self) -> None:
        """Cut every socket."""
        for client in list(self.clients.values()):
            client.cut()

    def heard(self) -> None:
        """A client has spoken: if it listens to anything, a source that waits may begin."""
        if self.hub.listened():
            self.stage.listened()

    def publish(self, frame: Frame) -> None:
        """Let a frame out that no source gave."""
        self.hub.publish(frame)

    def kept_book(self, topic: str) -> KeptBook | None:
        """The book behind a topic, once it has one."""
        return self.hub.kept_book(topic)

    def ticker(self, topic: str) -> TickerFrame | None:
        """The whole ticker behind a topic, once it has one."""
        return self.hub.ticker(topic)

    def stats(self) -> dict[str, object]:
        """What ``GET /control/stats`` says."""
        return {
            "connections": self.connections,
            "open": len(self.clients),
            "subscriptions": self.hub.subscriptions(),
            "published": dict(self.hub.published),
            "delivered": dict(self.hub.delivered),
            "pending_faults": len(self.orders.pending),
        }

    def _act(self) -> None:
        for frame in self.source.advance(self.hub.wants):
            self.stage.published[frame.topic] += 1
            self.hub.publish(frame)
        for fault in self.source.troubles():
            self.order(msgspec.convert(fault, Fault))

    async def _relief(self) -> None:
        for client in list(self.clients.values()):
            await client.calm()

    def _watch(self) -> None:
        for client in list(self.clients.values()):
            client.watch()

    def _exists(self, category: str, topic: str) -> bool:
        if exists(category, topic, symbols=self.source.desks, books=self.source.books):
            return True
        listing = self.orders.standing(Listing)
        if listing is None:
            return False
        books = {f"orderbook.{depth}.{topic.rpartition('.')[2]}" for depth in DEPTHS}
        return exists(category, topic, symbols=listing.symbols, books=books)
