"""Spikes: minutes in which far more was traded than usual, or far more on one side."""

from dataclasses import dataclass

from core.detection import Detection, DetectionId, Direction, Move, detection_id
from core.gaps import Gap
from core.market import BookSample, Candle, Trade
from core.online.robust import RobustScale
from core.tape_minutes import TapeMinute, TapeMinutes
from core.time_units import MINUTE_NS

_DAY_MINUTES = 1_440


@dataclass(frozen=True, slots=True, kw_only=True)
class SpikeOptions:
    """How unusual a minute must be. Wrong choices are refused when they are made.

    Parameters
    ----------
    volume_z
        Robust standard deviations of the last day's minutes above their median, for the volume.
        Volumes are far from normal: at 20, three weeks of ETHUSDT had five spikes a day.
    delta_z
        The same for what takers bought less what they sold, on either side. The smallest of 10, 12,
        15, 20 and 30 with fewer than ten alarms on an ordinary day: at 15 the simulator had 8.4 on
        an ordinary and 3.6 on a calm day, at 12 it had 12 and 9.6 (``docs/detectors.md``).
    least_minutes
        Whole minutes of the last 24 hours that must be known; four hours show what is usual, and
        not only what the last half hour was like.
    least_usd
        Least volume, or delta, in quote currency.
    """

    volume_z: float = 20.0
    delta_z: float = 15.0
    least_minutes: int = 240
    least_usd: float = 100_000.0

    def __post_init__(self) -> None:
        """Refuse what would call every minute a spike, or can never be reached."""
        for name in ("volume_z", "delta_z"):
            if not 0 < getattr(self, name) < float("inf"):
                raise ValueError(f"{name} {getattr(self, name)}: take more than 0")
        if not 2 <= self.least_minutes <= _DAY_MINUTES:  # noqa: PLR2004 - one has no deviation
            raise ValueError(f"least_minutes {self.least_minutes}: take 2 to {_DAY_MINUTES}")
        if not 0 <= self.least_usd < float("inf"):
            raise ValueError(f"least_usd {self.least_usd}: take 0 or more")


_DEFAULTS = SpikeOptions()


class Spikes:
    """``volume_spike`` and ``delta_spike``: a minute far from the minutes of the last 24 hours.

    How far is the modified z-score, ``(x - median) / (1.4826 * MAD)``, of minutes that were seen
    whole (``core.tape_minutes``); a minute counts in it only after it was judged. Equality is a
    spike. A spike is told once an excursion: the next one only after a minute with less than half
    of the score, or one on the other side. Where more than half of all minutes are equal, nothing
    is unusual. Trades that were learned late count nowhere.

    ``numbers`` hold ``usd`` (delta: signed), ``z``, ``median_usd``, ``buy_usd``, ``sell_usd``,
    ``trades``; a delta's ``side`` is bullish where takers bought.

    Cost: O(1) a trade, some microseconds a minute. Memory: 1,440 minutes.
    """

    def __init__(self, options: SpikeOptions = _DEFAULTS) -> None:
        self._options = options
        self._minutes = TapeMinutes()
        self._volume = _Excursions(options.volume_z, options)
        self._delta = _Excursions(options.delta_z, options)

    def update(self, fact: Trade | BookSample | Candle | Gap) -> list[Detection | Move]:
        """The spikes of the minute that this fact ends."""
        minute = self._minutes.over(fact)
        if minute is None:
            return []
        found: list[Detection | Move] = []
        volume = self._volume.judge(minute, minute.usd)
        if volume is not None and volume > 0:
            numbers = {"usd": minute.usd, "z": volume, "median_usd": self._volume.median}
            found.append(_told("volume_spike", fact.subject, minute, numbers, None))
        delta = self._delta.judge(minute, minute.delta_usd)
        if delta is not None:
            numbers = {"usd": minute.delta_usd, "z": delta, "median_usd": self._delta.median}
            side: Direction = "bullish" if delta > 0 else "bearish"
            found.append(_told("delta_spike", fact.subject, minute, numbers, side))
        self._volume.learn(minute, minute.usd)
        self._delta.learn(minute, minute.delta_usd)
        return found


class _Excursions:
    """One figure of the minutes: how unusual it is, and whether that is still the same news."""

    def __init__(self, bound: float, options: SpikeOptions) -> None:
        self._bound = bound
        self._options = options
        self._usual = RobustScale(span_ns=_DAY_MINUTES * MINUTE_NS, most=_DAY_MINUTES)
        self._away = 0

    @property
    def median(self) -> float:
        return self._usual.median or 0.0

    def judge(self, minute: TapeMinute, usd: float) -> float | None:
        """The z-score of a minute that begins an excursion."""
        self._usual.forward(minute.at_ns)
        z = self._usual.z(usd) if len(self._usual) >= self._options.least_minutes else None
        if z is None:
            return None
        side = 1 if z > 0 else -1
        if side != self._away and abs(z) >= self._bound and abs(usd) >= self._options.least_usd:
            self._away = side
            return z
        if abs(z) < self._bound / 2 or side != self._away:
            self._away = 0
        return None

    def learn(self, minute: TapeMinute, usd: float) -> None:
        self._usual.take(minute.at_ns, usd)


def _told(
    kind: str,
    subject: str,
    minute: TapeMinute,
    numbers: dict[str, float],
    side: Direction | None,
) -> Detection:
    name: DetectionId = detection_id(kind, subject, minute.at_ns)
    return Detection(
        id=name,
        kind=kind,
        subject=subject,
        formed_ns=minute.at_ns,
        known_ns=minute.known_ns,
        seen_ns=minute.seen_ns,
        side=side,
        numbers=numbers
        | {
            "buy_usd": minute.buy_usd,
            "sell_usd": minute.sell_usd,
            "trades": float(minute.trades),
        },
    )
