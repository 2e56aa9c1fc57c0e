"""The made-up market as a source of frames."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from pathlib import Path

from standins.bybit.desk import Desk
from standins.bybit.frames import Frame
from standins.bybit.topics import DEPTHS
from standins.bybit.troubles import Troubles
from standins.bybit.voice import Voice
from standins.bybit.wire import Message
from standins.market.exchange import past
from standins.market.exchange.candles import Candle, CandleBook
from standins.market.exchange.derivatives import FUNDING_MS, SAMPLE_MS
from standins.market.exchange.history import history
from standins.market.exchange.instruments import Instrument
from standins.market.exchange.intervals import MINUTE
from standins.market.exchange.market import Market
from standins.market.exchange.truth import Record
from standins.market.keeping import CandleLog, Keeping, RecordLog
from standins.market.scenario import Scenario, lead_ms

STEP_MS = 50
COARSE_STEP_MS = 200
"""While the market catches up with the present it takes larger steps."""

SAVE_EVERY_MS = 5_000

WITNESSED_MS = 30 * 60 * MINUTE
"""So much of the past is read for structure before the market opens: 120 candles of 15 minutes."""


class SimulatedVenue:
    """Several made-up markets that are stepped together.

    Parameters
    ----------
    instruments
        What is traded.
    seed
        Same seed, same opening time, same bytes.
    now_ms
        The present, in ms since the epoch.
    catch_up_s
        How long before the present a fresh market opens. It then stands still until somebody
        listens, and hurries. A market that remembers its last prices opens in the present.
    folder
        Where prices, candles and the ledger are kept for the next start; None keeps nothing.
    scenario
        What is made to happen from the present on; None leaves it to the seed.
    """

    kind = "simulator"

    def __init__(
        self,
        instruments: Sequence[Instrument],
        *,
        seed: int,
        now_ms: int,
        catch_up_s: float = 0.0,
        folder: Path | None = None,
        scenario: Scenario | None = None,
    ) -> None:
        self._seed = seed
        self._scenario = scenario
        self._folder = folder
        self._keeping = Keeping(folder / "market.json") if folder else None
        self._ledger = RecordLog(folder / "ledger.jsonl") if folder else None
        kept, kept_ms = self._kept()
        self._present = -(-max(now_ms, kept_ms) // COARSE_STEP_MS) * COARSE_STEP_MS
        self._opened = self._present
        if not kept:
            self._opened -= round(catch_up_s * 1_000)
        elif scenario is not None:
            # What a scenario needs behind it happens while nobody looked, if there was the time.
            self._opened = max(kept_ms, self._present - round(catch_up_s * 1_000))
        self._opened -= self._opened % COARSE_STEP_MS
        self._start_ms = max(self._present, self._opened + lead_ms(scenario))
        self.awaits_listener = self._opened < self._present
        self._now = self._saved_ms = self._opened
        self._genesis: dict[str, tuple[int, int]] = {}
        self._unsaved: dict[str, int] = {}
        self._voices = {
            instrument.symbol: self._open(instrument, kept) for instrument in instruments
        }
        self._troubles = Troubles(scenario, start_ms=self._start_ms)

    @property
    def desks(self) -> Mapping[str, Desk]:
        """One desk for each symbol."""
        return {symbol: voice.desk for symbol, voice in self._voices.items()}

    @property
    def books(self) -> Collection[str]:
        """Every depth of every symbol."""
        return {f"orderbook.{depth}.{symbol}" for depth in DEPTHS for symbol in self._voices}

    def origin(self, now_ms: int) -> int:
        """The market's time is the clock's, or ahead of it if it once ran faster."""
        return max(now_ms, self._present)

    def due(self) -> int:
        """The next step; it never ends."""
        return self._now + (COARSE_STEP_MS if self._now < self._present else STEP_MS)

    def advance(self, wants: Callable[[str], bool]) -> Iterable[Frame]:
        """Step every market and let it speak."""
        self._now = self.due()
        for voice in self._voices.values():
            yield from voice.step(self._now, wants)
        if self._now - self._saved_ms >= SAVE_EVERY_MS:
            self._save()

    def close(self) -> None:
        """Remember prices and candles for the next start, if anything happened."""
        if self._now > self._opened:
            self._save()

    def whole(self, topic: str, *, asleep: bool) -> Message | None:
        """What brings a memory of a book or a ticker up to date."""
        voice = self._voices.get(topic.rpartition(".")[2])
        return voice.whole(topic, asleep=asleep) if voice else None

    def troubles(self) -> list[Mapping[str, object]]:
        """Faults of the scenario that are due now."""
        return self._troubles.due(self._now)

    def ledger(self) -> list[Record]:
        """What is true of every market, in the order in which it became known."""
        records = [record for voice in self._voices.values() for record in voice.market.ledger()]
        return sorted(records, key=attrgetter("known_ms"))

    def funding(self, symbol: str, until_ms: int, limit: int) -> list[tuple[int, str]]:
        """Past rates: those that were lived, and before them a pure function of the seed."""
        newest = min(until_ms, self._now) // FUNDING_MS * FUNDING_MS
        lived = self._voices[symbol].market.perpetual.settled
        times = [newest - back * FUNDING_MS for back in range(limit)]
        rates = [(ms, lived.get(ms, past.funding_rate(self._seed, symbol, ms))) for ms in times]
        return [(ms, f"{rate:.8f}") for ms, rate in rates]

    def open_interest(self, symbol: str, times: list[int]) -> list[str]:
        """Past values: those that were lived, and before them a pure function of the seed."""
        market = self._voices[symbol].market
        instrument, lived = market.instrument, market.perpetual.samples
        return [
            instrument.size(lived.get(ms, past.open_interest(self._seed, instrument, ms)))
            for ms in times
        ]

    def _kept(self) -> tuple[dict[str, list[int]], int]:
        """What the last start left: per symbol birth, first and last price; and its last time.

        Nothing on a fresh start, or when another seed made what is there.
        """
        kept = self._keeping.load() if self._keeping else None
        if kept is None or kept.get("seed") != self._seed:
            return {}, 0
        symbols, now_ms = kept.get("symbols"), kept.get("now_ms")
        if not isinstance(symbols, dict) or not isinstance(now_ms, int):
            return {}, 0
        return symbols, now_ms

    def _open(self, instrument: Instrument, kept: dict[str, list[int]]) -> Voice:
        start = instrument.start_ticks
        born, first, last = kept.get(instrument.symbol, (self._opened, start, start))
        self._genesis[instrument.symbol] = (born, first)
        candles = self._candles(instrument, birth=(born, first), last=last)
        self._unsaved[instrument.symbol] = self._opened // MINUTE * MINUTE
        market = Market(
            instrument,
            seed=self._seed,
            open_ms=self._opened,
            price=last,
            scenario=self._scenario,
            start_ms=self._start_ms,
            past=candles.closed_since(self._opened - WITNESSED_MS),
            open_interest=past.open_interest(
                self._seed, instrument, self._opened // SAMPLE_MS * SAMPLE_MS
            ),
        )
        return Voice(market, Desk(instrument, candles), seed=self._seed)

    def _candles(self, instrument: Instrument, *, birth: tuple[int, int], last: int) -> CandleBook:
        """History before the market's birth, what was lived since, and flat minutes while away."""
        born, first = birth
        minutes = history(instrument, seed=self._seed, open_ms=born, price=first)
        log = self._log(instrument.symbol)
        if log and born == self._opened:
            log.clear()  # left by another seed, or by a start whose prices were lost
        lived = log.load() if log else []
        if lived:
            newest = Candle.opened(lived[-1].start + MINUTE, lived[-1].close)
            minutes = [*minutes[:-1], *lived, newest]
        candles = CandleBook(minutes)
        candles.trade(max(born, minutes[-1].start), last, 0)
        away = candles.roll(self._opened)
        if log:
            log.add(minute for interval, minute in away if interval == "1")
        return candles

    def _log(self, symbol: str) -> CandleLog | None:
        return CandleLog(self._folder / f"candles.{symbol}.jsonl") if self._folder else None

    def _save(self) -> None:
        self._saved_ms = self._now
        voices = self._voices.values()
        fresh = [record for voice in voices for record in voice.market.truth.unwritten()]
        if self._keeping is None or self._ledger is None:
            return
        self._ledger.add(sorted(fresh, key=attrgetter("known_ms")))
        for symbol, voice in self._voices.items():
            self._save_candles(symbol, voice)
        symbols = {
            symbol: [*self._genesis[symbol], voice.market.last]
            for symbol, voice in self._voices.items()
        }
        self._keeping.save({"seed": self._seed, "now_ms": self._now, "symbols": symbols})

    def _save_candles(self, symbol: str, voice: Voice) -> None:
        log = self._log(symbol)
        closed = voice.desk.candles.closed_since(self._unsaved[symbol])
        if log and closed:
            log.add(closed)
            self._unsaved[symbol] = closed[-1].start + MINUTE
