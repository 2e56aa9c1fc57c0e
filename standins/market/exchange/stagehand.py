"""Lets a scenario's events happen in one symbol's market, each at its moment."""

from collections import deque
from typing import Protocol

from standins.market.exchange.derivatives import Perpetual
from standins.market.exchange.instruments import Instrument
from standins.market.exchange.positions import Position
from standins.market.exchange.resting import RestingBook
from standins.market.exchange.truth import Record, Truth
from standins.market.exchange.wall import ASK, BID, Wall, WallKind
from standins.market.scenario import (
    Crowd,
    Premium,
    Pressure,
    Scenario,
    StandWall,
    Trouble,
    VenueEvent,
    Walk,
)

PREMIUM_INERTIA_S = 20.0


class Floor(Protocol):
    """What a stagehand works on: a market."""

    book: RestingBook
    perpetual: Perpetual

    @property
    def touch(self) -> tuple[int, int]:
        """Best bid and best ask in ticks."""

    def crowd(self, position: Position, near_bps: float, far_bps: float, lots: float) -> None:
        """Let positions be open whose liquidation prices lie between two distances from here."""


class Stagehand:
    """Holds the script of one symbol.

    Walls stand in the scenario's own symbol only; what moves a whole market (roads, crowds of
    positions, pressure, premium) happens in all of them.

    Parameters
    ----------
    scenario
        What is to happen.
    instrument, truth
        Where, and where it is written.
    start_ms
        From when the scenario's seconds count.
    """

    def __init__(
        self, scenario: Scenario, instrument: Instrument, truth: Truth, *, start_ms: int
    ) -> None:
        self._instrument = instrument
        self._truth = truth
        self._start_ms = start_ms
        mine = [event for event in scenario.venue if self._concerns(event, scenario.symbol)]
        self._due = deque(sorted(mine, key=lambda event: event.at_s))
        self._pressure: list[tuple[int, int, Pressure]] = []

    @property
    def walks(self) -> list[tuple[int, Walk]]:
        """The roads, with the moment at which each begins."""
        return [(self._at(event), event) for event in self._due if isinstance(event, Walk)]

    def pressure(self, now_ms: int) -> tuple[float, float]:
        """Buyers for each seller, and takers for each usual one, now."""
        for begins, ends, pressure in self._pressure:
            if begins <= now_ms < ends:
                return pressure.lean, pressure.pace
        return 1.0, 1.0

    def act(self, now_ms: int, market: Floor) -> None:
        """Let happen what is due."""
        while self._due and self._at(self._due[0]) <= now_ms:
            event = self._due.popleft()
            match event:
                case StandWall():
                    self._stand(event, now_ms, market)
                case Crowd():
                    lots = event.times * self._instrument.level_lots
                    beta = self._instrument.beta
                    market.crowd(event.position, event.near_bps * beta, event.far_bps * beta, lots)
                case Pressure():
                    ends = now_ms + round(event.seconds * 1_000)
                    self._pressure = [(now_ms, ends, event)]
                case Premium():
                    ends = now_ms + round(event.seconds * 1_000)
                    market.perpetual.draw_to(ends, event.bps * 1e-4, PREMIUM_INERTIA_S)
                case Walk() | Trouble():
                    pass  # led by the director, and ordered by the venue
            self._note(event, now_ms)

    def _at(self, event: VenueEvent) -> int:
        return self._start_ms + round(event.at_s * 1_000)

    def _concerns(self, event: VenueEvent, symbol: str) -> bool:
        match event:
            case Walk() | Crowd() | Pressure() | Premium():
                return True
            case StandWall():
                return symbol == self._instrument.symbol
            case _:
                return False

    def _stand(self, event: StandWall, now_ms: int, market: Floor) -> None:
        bid, ask = market.touch
        side, best = (BID, bid) if event.side == "bid" else (ASK, ask)
        typical = self._instrument.level_lots
        whole = round(event.times * typical)
        shown = round(event.shown_times * typical) or whole
        market.book.walls.stand(
            Wall(
                id=market.book.walls.named(),
                side=side,
                price=round(best * (1 - side * event.away_bps * self._instrument.beta * 1e-4)),
                lots=shown,
                kind=WallKind(event.kind),
                born_ms=now_ms,
                until_ms=now_ms + round(event.seconds * 1_000),
                shy_ticks=round(best * event.shy_bps * 1e-4),
                hidden=whole - shown,
                planted=True,
            )
        )

    def _note(self, event: VenueEvent, now_ms: int) -> None:
        """Write the plan down; what became of it is written by those who see it happen."""
        kind = type(event).__name__.lower()
        numbers: dict[str, float] = {}
        texts = {"event": kind}
        match event:
            case Walk(name=name, legs=legs):
                texts["name"] = name
                numbers = {"seconds": sum(leg.seconds for leg in legs), "bps": legs[-1].bps}
            case Crowd(position=position, near_bps=near, far_bps=far, times=times):
                texts["side"] = position
                numbers = {"near_bps": near, "far_bps": far, "levels": times}
            case Pressure(lean=lean, pace=pace, seconds=seconds):
                numbers = {"lean": lean, "pace": pace, "seconds": seconds}
            case Premium(bps=bps, seconds=seconds):
                numbers = {"bps": bps, "seconds": seconds}
            case _:
                return
        symbol = self._instrument.symbol
        self._truth.tell(
            Record(
                kind="plan",
                id=self._truth.name("plan", symbol),
                symbol=symbol,
                at_ms=now_ms,
                known_ms=now_ms,
                planted=True,
                report=False,
                reason="a plan, not a fact: what came of it has records of its own",
                numbers=numbers,
                texts=texts,
            )
        )
