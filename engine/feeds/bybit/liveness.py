"""Quiet or dead: told by the one topic that has to speak.

A quiet order book may say nothing for 36 s (measured), so silence alone proves nothing. Level 1 of
the book, though, is sent again every three seconds when nothing changes (5.8 s at most, measured).
A symbol whose level 1 says nothing for ten seconds, on a connection that answers a ping sent in the
meantime, has topics that the venue no longer serves.

Silence is judged when a pong comes, never by the clock alone: the venue's frames reach us in order,
so everything it had sent before the pong has been read by then, however late we are ourselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.time_units import SECOND_NS

_SILENCE_NS = 10 * SECOND_NS
# A contract that is listed but not traded yet never speaks; it is asked less and less often.
_LONGEST_PATIENCE_NS = 320 * SECOND_NS


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a pong says of symbols.

    The topics of those in ``withheld`` and ``unheard`` are to be taken anew: the first spoke on
    this connection before, the others never did. ``hopeless`` is one for which that did not help.
    """

    withheld: list[str] = field(default_factory=list)
    unheard: list[str] = field(default_factory=list)
    hopeless: str | None = None


@dataclass(slots=True, kw_only=True)
class _Pulse:
    heard_ns: int
    patience_ns: int = _SILENCE_NS
    spoke: bool = False  # on this connection
    warned: bool = False  # its topics were taken anew and it has not spoken since


class Liveness:
    """The pulse of every symbol on one connection.

    Parameters
    ----------
    symbols
        Those whose level 1 is followed.
    now_ns
        When they were asked for.
    """

    def __init__(self, symbols: Iterable[str], now_ns: int) -> None:
        self._pulses = {symbol: _Pulse(heard_ns=now_ns) for symbol in symbols}
        self._asked_ns = 0

    def heard(self, symbol: str, now_ns: int) -> None:
        """Level 1 of a symbol spoke."""
        pulse = self._pulses.get(symbol)
        if pulse is None:
            pulse = self._pulses[symbol] = _Pulse(heard_ns=now_ns)
        pulse.heard_ns = now_ns
        pulse.patience_ns = _SILENCE_NS
        pulse.spoke = True
        pulse.warned = False

    def wants_ping(self, now_ns: int) -> bool:
        """Whether a ping must find out about a silence; asks every five seconds at most."""
        if now_ns - self._asked_ns < _SILENCE_NS // 2 or not self._silent(now_ns):
            return False
        self._asked_ns = now_ns
        return True

    def pong(self, now_ns: int) -> Verdict:
        """The venue answered: whoever is silent now, is not served."""
        verdict = Verdict()
        for symbol, pulse in self._silent(now_ns):
            if pulse.warned and pulse.spoke:
                return Verdict(hopeless=symbol)
            if pulse.warned:
                pulse.patience_ns = min(2 * pulse.patience_ns, _LONGEST_PATIENCE_NS)
            pulse.warned = True
            pulse.heard_ns = now_ns
            (verdict.withheld if pulse.spoke else verdict.unheard).append(symbol)
        return verdict

    def _silent(self, now_ns: int) -> list[tuple[str, _Pulse]]:
        return [
            (symbol, pulse)
            for symbol, pulse in self._pulses.items()
            if now_ns - pulse.heard_ns >= pulse.patience_ns
        ]
