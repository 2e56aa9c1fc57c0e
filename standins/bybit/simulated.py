"""The made-up market as a source of frames."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

from standins.bybit.desk import Desk
from standins.bybit.frames import Frame
from standins.bybit.topics import DEPTHS
from standins.bybit.voice import Voice
from standins.market.candles import Candle, CandleBook
from standins.market.chance import chance
from standins.market.derivatives import FUNDING_MS
from standins.market.history import history
from standins.market.instruments import Instrument
from standins.market.intervals import MINUTE
from standins.market.keeping import CandleLog, Keeping
from standins.market.market import Market

STEP_MS = 50
COARSE_STEP_MS = 200
"""While the market catches up with the present it takes larger steps."""

SAVE_EVERY_MS = 5_000


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
        Where prices and candles are kept for the next start; None keeps nothing.
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
    ) -> None:
        self._seed = seed
        self._folder = folder
        self._keeping = Keeping(folder / "market.json") if folder else None
        kept, kept_ms = self._kept()
        fresh = not kept
        self._present = -(-max(now_ms, kept_ms) // COARSE_STEP_MS) * COARSE_STEP_MS
        self._opened = self._present - (round(catch_up_s * 1_000) if fresh else 0)
        self._opened -= self._opened % COARSE_STEP_MS
        self.awaits_listener = self._opened < self._present
        self._now = self._saved_ms = self._opened
        self._genesis: dict[str, tuple[int, int]] = {}
        self._unsaved: dict[str, int] = {}
        self._voices = {
            instrument.symbol: self._open(instrument, kept) for instrument in instruments
        }

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

    def funding(self, symbol: str, until_ms: int, limit: int) -> list[tuple[int, str]]:
        """Past rates; a pure function of seed, symbol and time."""
        newest = min(until_ms, self._now) // FUNDING_MS * FUNDING_MS
        times = [newest - back * FUNDING_MS for back in range(limit)]
        return [(ms, f"{self._past_rate(symbol, ms):.8f}") for ms in times]

    def open_interest(self, symbol: str, times: list[int]) -> list[str]:
        """Past values; a pure function of seed, symbol and time around the typical one."""
        instrument = self._voices[symbol].market.instrument
        typical = instrument.level_lots * 60_000
        return [
            instrument.size(round(typical * chance(self._seed, symbol, "oi", ms).gauss(1, 0.004)))
            for ms in times
        ]

    def _past_rate(self, symbol: str, ms: int) -> float:
        return chance(self._seed, symbol, "funding", ms).gauss(1e-4, 6e-5)

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
        market = Market(instrument, seed=self._seed, open_ms=self._opened, price=last)
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
        if self._keeping is None:
            return
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
