"""The walls of one book: they stand up, step, are refilled, are pulled and are eaten."""

from collections.abc import Iterator

from standins.market.chance import Luck
from standins.market.exchange.instruments import Instrument
from standins.market.exchange.side import FAR
from standins.market.exchange.truth import Record, Truth
from standins.market.exchange.wall import ASK, BID, Wall, WallEnd, WallKind

LOOK_MS = 250
"""Walls that step, and those that come into the book's reach, are looked after so often."""

MEAN_BIRTH_SECONDS = 15.0
"""A new wall stands up somewhere in the book about so often."""

SHY_AT = 0.0006
"""A spoof is pulled when the price comes so near (share of the price)."""

STEP_MS, STEP_AWAY, STEP_SLACK = 4_000, 0.0015, 0.0006
"""A stepping wall moves at most so often, and keeps so far from the price, give or take."""

KINDS = (WallKind.REST, WallKind.ICEBERG, WallKind.STEP, WallKind.SPOOF)
KIND_ODDS = (0.3, 0.06, 0.12, 0.52)
SMALLEST, LARGEST = 12, 70
"""A wall is so many median levels."""

BELOW_SIZE = 7
"""A look-alike is so many median levels at most: large beside its neighbours, but no wall."""


class Walls:
    """The walls of one book, and what becomes of them in the ledger.

    Parameters
    ----------
    instrument
        Whose book.
    luck
        Where chance comes from.
    truth
        Where each wall's life is written when it is over.
    wild
        Whether walls stand up unasked.
    """

    def __init__(
        self, instrument: Instrument, luck: Luck, truth: Truth, *, wild: bool = True
    ) -> None:
        self._instrument = instrument
        self._typical = instrument.level_lots
        self._luck = luck
        self._truth = truth
        self._wild = wild
        self._standing: list[Wall] = []
        self._look_ms = 0
        self._shy = (0, FAR)
        """A best bid below the first or a best ask above the second frightens a spoof."""
        self.nearest = (0, FAR)
        """Prices of the highest bid and of the lowest ask that are walls, when last looked at."""
        self.disturbed = False
        """Whether something was traded against a wall, or one was stood up, since then."""
        self.by_rank: dict[int, Wall] = {}
        """By rank (`standins.market.exchange.side`): the price of an ask, that of a bid below 0."""

    def __iter__(self) -> Iterator[Wall]:
        return iter(self._standing)

    def at(self, side: int, price: int) -> Wall | None:
        """The wall of a side at a price, if one stands there."""
        return self.by_rank.get(-side * price)

    def stand(self, wall: Wall) -> None:
        """Stand a wall up; one that is there already makes room."""
        there = self.at(wall.side, wall.price)
        if there is not None:
            self._remove(there, wall.born_ms, WallEnd.CANCELLED)
        self._add(wall)

    def named(self) -> str:
        """A name for the next wall."""
        return self._truth.name("wall", self._instrument.symbol)

    def live(self, now_ms: int, seconds: float, bid: int, ask: int) -> list[tuple[int, int]]:
        """Let time pass; sides and prices at which a wall stands no more.

        Parameters
        ----------
        now_ms, seconds
            Market time, and how much of it has passed.
        bid, ask
            The best prices in ticks.
        """
        left: list[tuple[int, int]] = []
        for wall in self._standing[:]:
            place, near = (wall.side, wall.price), bid if wall.side == BID else ask
            end = _end(wall, now_ms, near)
            if end is not None:
                self._remove(wall, now_ms, end)
                left.append(place)
            elif wall.kind is WallKind.STEP and self._steps(wall, now_ms, near):
                left.append(place)
            else:
                wall.refill()
        if self._wild and self._luck.odds(seconds / MEAN_BIRTH_SECONDS):
            self._be_born(now_ms, bid, ask)
        self._rest(now_ms)
        return left

    def at_rest(self, now_ms: int, seconds: float, bid: int, ask: int) -> bool:
        """Whether nothing becomes of any wall now, so that it need not `live` through this.

        Asking counts as living: another wall may stand up, and is shown with the next step.
        """
        if self.disturbed or now_ms >= self._look_ms:
            return False
        shy_bid, shy_ask = self._shy
        if bid < shy_bid or ask > shy_ask:
            return False
        if self._wild and self._luck.random() * MEAN_BIRTH_SECONDS < seconds:
            self._be_born(now_ms, bid, ask)
        return True

    def _rest(self, now_ms: int) -> None:
        """Find out where the walls are nearest, and until when nothing will become of them."""
        self.disturbed = False
        nearest_bid, nearest_ask, shy_bid, shy_ask = 0, FAR, 0, FAR
        look_ms = now_ms + LOOK_MS
        for wall in self._standing:
            look_ms = min(look_ms, wall.until_ms)
            shy = wall.shy_ticks if wall.kind is WallKind.SPOOF else -FAR
            if wall.side == BID:
                nearest_bid = max(nearest_bid, wall.price if wall.lots else 0)
                shy_bid = max(shy_bid, wall.price + shy)
            else:
                nearest_ask = min(nearest_ask, wall.price if wall.lots else FAR)
                shy_ask = min(shy_ask, wall.price - shy)
        self._look_ms = look_ms
        self.nearest = nearest_bid, nearest_ask
        self._shy = shy_bid, shy_ask

    def between(self, bid: int, ask: int, fair: int) -> Wall | None:
        """The first wall that a move of the best bid to a fair price would have to pass."""
        if bid <= fair < ask or not self._standing:
            return None
        if fair >= ask:
            asks = [wall for wall in self._standing if wall.side == ASK and wall.price <= fair]
            return min(asks, key=lambda wall: wall.price, default=None)
        bids = [wall for wall in self._standing if wall.side == BID and wall.price > fair]
        return max(bids, key=lambda wall: wall.price, default=None)

    def records(self, now_ms: int) -> list[Record]:
        """The walls that stand, as the ledger would have them now."""
        return [self._record(wall, now_ms, WallEnd.STANDING) for wall in self._standing]

    def _be_born(self, now_ms: int, bid: int, ask: int) -> None:
        side = BID if self._luck.odds(0.5) else ASK
        best = bid if side == BID else ask
        price = round(best * (1 - side * self._luck.uniform(0.0008, 0.0062)))
        kind = self._luck.choices(KINDS, weights=KIND_ODDS)[0]
        size = SMALLEST + (LARGEST - SMALLEST) * self._luck.random() ** 2.2
        lots = round(self._typical * size)
        shown = round(lots * self._luck.uniform(0.2, 0.35)) if kind is WallKind.ICEBERG else lots
        lasts = round(self._luck.uniform(60_000, 420_000))
        if self._luck.odds(0.15):
            shown = lots = round(self._typical * self._luck.uniform(4, BELOW_SIZE))
            kind = WallKind.REST
        if self.at(side, price) is None:
            self._add(
                Wall(
                    id=self.named(),
                    side=side,
                    price=price,
                    lots=shown,
                    kind=kind,
                    born_ms=now_ms,
                    until_ms=now_ms + lasts,
                    shy_ticks=round(best * SHY_AT),
                    hidden=lots - shown,
                )
            )

    def _steps(self, wall: Wall, now_ms: int, best: int) -> bool:
        """Follow the price when it has gone away or come near: whether it did."""
        away = (best - wall.price) * wall.side
        if now_ms - wall.moved_ms < STEP_MS or abs(away - best * STEP_AWAY) < best * STEP_SLACK:
            return False
        price = best - wall.side * round(best * self._luck.uniform(0.001, 0.002))
        if self.at(wall.side, price) is not None:
            return False
        del self.by_rank[-wall.side * wall.price]
        self.by_rank[-wall.side * price] = wall
        wall.price, wall.moved_ms = price, now_ms
        wall.steps += 1
        return True

    def _add(self, wall: Wall) -> None:
        self.disturbed = True
        self._standing.append(wall)
        self.by_rank[-wall.side * wall.price] = wall

    def _remove(self, wall: Wall, now_ms: int, end: WallEnd) -> None:
        self._standing.remove(wall)
        del self.by_rank[-wall.side * wall.price]
        self._truth.tell(self._record(wall, now_ms, end))

    def _record(self, wall: Wall, now_ms: int, end: WallEnd) -> Record:
        instrument = self._instrument
        small = wall.first_lots < self._typical * SMALLEST
        return Record(
            kind="wall",
            id=wall.id,
            symbol=instrument.symbol,
            at_ms=wall.born_ms,
            known_ms=now_ms,
            planted=wall.planted,
            report=not small,
            reason="below the size of a wall" if small else "",
            numbers={
                "price": float(instrument.price(wall.first_price)),
                "last_price": float(instrument.price(wall.price)),
                "size": float(instrument.size(wall.first_lots)),
                "shown": float(instrument.size(wall.shown_lots)),
                "eaten": float(instrument.size(wall.eaten)),
                "levels": round(wall.first_lots / self._typical, 2),
                "born_ms": wall.born_ms,
                "ended_ms": 0 if end is WallEnd.STANDING else now_ms,
                "refills": wall.refills,
                "steps": wall.steps,
            },
            texts={
                "side": "bid" if wall.side == BID else "ask",
                "wall": wall.kind.value,
                "end": end.value,
            },
        )


def _end(wall: Wall, now_ms: int, best: int) -> WallEnd | None:
    """How a wall ends now, if it does."""
    if wall.lots == 0 and not wall.hidden:
        return WallEnd.EATEN
    if wall.until_ms <= now_ms:
        return WallEnd.CANCELLED
    if wall.kind is WallKind.SPOOF and (best - wall.price) * wall.side < wall.shy_ticks:
        return WallEnd.PULLED
    return None
