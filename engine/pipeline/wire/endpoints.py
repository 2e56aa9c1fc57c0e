"""Where a source is reached, which of its addresses is tried next, and after how long.

Pure: times come in as parameters, waits go out as seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from core.errors import MisconfiguredError
from core.time_units import SECOND_NS
from engine.pipeline.backoff import Backoff

# A connection that lived this long was a good one, whatever ended it.
_GOOD_LIFE_NS = 30 * SECOND_NS
# After so many short lives in a row an address is believed to be ill, even where it spoke.
_SHORT_LIVES = 3
# A door that refuses us stays shut until somebody changes something: it is knocked at seldom.
_REFUSED_FIRST_S = 20.0
_REFUSED_MOST_S = 300.0

_SCHEMES = ("ws", "wss", "http", "https")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One way to a source.

    ``websocket`` is ``ws(s)://…``, or ``http(s)://…`` for a node that is asked by POST. ``rest`` is
    the base of its REST address, where it has one. ``setting`` names the variable it came from, for
    words to the operator.

    Raises
    ------
    MisconfiguredError
        If ``websocket`` is no such address; the message does not repeat it, for it may hold a key.
    """

    websocket: str
    rest: str | None = None
    setting: str = ""

    def __post_init__(self) -> None:
        parts = urlsplit(self.websocket)
        if parts.scheme not in _SCHEMES or not parts.hostname:
            known = ", ".join(f"{scheme}://" for scheme in _SCHEMES)
            raise MisconfiguredError(
                f"{self.setting or 'an address'} must begin with one of {known} and name a host"
            )

    @property
    def host(self) -> str:
        """The host alone: an address may carry a key in its path, and a key is never shown."""
        return urlsplit(self.websocket).hostname or ""

    @property
    def polled(self) -> bool:
        """Whether each question is a POST of its own."""
        return urlsplit(self.websocket).scheme in {"http", "https"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a connection ended, or why it never began.

    ``refused`` says that the other side does not want us (HTTP 401, 403), ``elsewhere`` that
    another address is wanted; ``after_s`` is the pause that the other side asked for.
    """

    reason: str
    refused: bool = False
    elsewhere: bool = False
    opened: bool = True
    after_s: float = 0.0


class Endpoints:
    """The addresses of one source, one of them the current.

    A failed handshake, a wish to be ``elsewhere`` and three short lives in a row lead to the next
    address. Waits grow until a connection has lived 30 s, or has told a fact while its address is
    not known for short lives; so a venue that lets everybody in and closes at once is not hammered.
    A refusal is answered by trying every other address at once, and then seldom (20 s to 5 min).

    Parameters
    ----------
    addresses
        At least one, the preferred one first.
    backoff
        The waits between two tries.
    """

    def __init__(self, addresses: Sequence[Address], backoff: Backoff) -> None:
        if not addresses:
            raise ValueError("a source needs an address")
        self._addresses = tuple(addresses)
        self._backoff = backoff
        self._reluctance = backoff.slower(first_s=_REFUSED_FIRST_S, most_s=_REFUSED_MOST_S)
        self._place = 0
        self._short_lives = 0
        self._refusals = 0

    @property
    def current(self) -> Address:
        """The address to try now."""
        return self._addresses[self._place]

    def ended(self, ending: Ending, *, lived_ns: int, told: bool) -> float:
        """Learn how a try ended; seconds to wait before the next one.

        Parameters
        ----------
        ending
            What happened.
        lived_ns
            How long the connection stood; 0 when it never did.
        told
            Whether it brought a fact.
        """
        self._learn(ending, lived_ns, told=told)
        asked_s = min(ending.after_s, _REFUSED_MOST_S)
        if ending.refused:
            return max(self._refused(), asked_s)
        if ending.elsewhere or not ending.opened or self._ill:
            self._turn()
        return max(self._backoff.next_s(), asked_s)

    def _learn(self, ending: Ending, lived_ns: int, *, told: bool) -> None:
        if lived_ns >= _GOOD_LIFE_NS:
            self._short_lives = 0
        elif ending.opened:
            self._short_lives += 1
        if lived_ns >= _GOOD_LIFE_NS or (told and self._short_lives < _SHORT_LIVES):
            self._backoff.reset()
            self._reluctance.reset()
            self._refusals = 0

    def _refused(self) -> float:
        self._refusals += 1
        self._turn()
        if self._refusals % len(self._addresses):
            return 0.0
        return self._reluctance.next_s()

    @property
    def _ill(self) -> bool:
        return self._short_lives > 0 and self._short_lives % _SHORT_LIVES == 0

    def _turn(self) -> None:
        self._place = (self._place + 1) % len(self._addresses)
