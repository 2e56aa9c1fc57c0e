"""Where a feed's questions to the REST side wait, go out, and are asked again."""

import heapq
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2s

from core.conversation import Fetch, Reply, Standing
from core.time_units import SECOND_NS
from engine.feeds.bybit.rest.pace import Pace
from engine.feeds.bybit.rest.verdicts import Again, Halt, Refused, Result, judge

_FIRST_WAIT_NS = SECOND_NS
_LONGEST_WAIT_NS = 60 * SECOND_NS
# The shell gives up a request after ten seconds and may have others before it.
_PATIENCE_NS = 30 * SECOND_NS
_MOST_UNDER_WAY = 16

# The first word of a purpose says how urgent it is. Missed trades first: the venue remembers its
# last 1,000, which a busy market replaces in seconds. Instruments are a page or two on which every
# refused topic waits. Live candles stand still for their history. A proof or an audit is as good
# a second later; open interest and funding are remembered for years.
_URGENCY = ("trades", "instruments", "candles", "proof", "audit", "interest", "funding")


@dataclass(slots=True)
class _Errand:
    purpose: str
    path: str
    number: int
    attempts: int = 0
    sent_ns: int = 0
    trouble: str = ""

    @property
    def turn(self) -> tuple[int, int, str]:
        """Urgent ones first, and the longest waiting of them."""
        word = self.purpose.partition(".")[0]
        urgency = _URGENCY.index(word) if word in _URGENCY else len(_URGENCY)
        return urgency, self.number, self.purpose


class RestDesk:
    """Questions of one feed, each known by its purpose; one question a purpose at a time.

    A question that fails is asked again for ever: after 1, 2, 4 … at most 60 s, each wait shortened
    by up to a half. What would elsewhere be chance comes from the purpose itself, so that the same
    history gives the same requests while different questions still spread out.

    Parameters
    ----------
    pace
        The budget of this machine's address, shared with the desks of the other feeds.
    """

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self._errands: dict[str, _Errand] = {}
        # Heaps: who may go, by turn; who failed and rests, by the moment at which it may go again.
        self._queue: list[tuple[int, int, str]] = []
        self._resting: list[tuple[int, int, str]] = []
        self._under_way: set[str] = set()
        self._numbers = 0
        self._answers = 0
        self._answered_ns = 0
        self._venue_ns = 0

    def ask(self, purpose: str, path: str) -> None:
        """Put a question; the same one once more is no second question, another path replaces it.

        ``purpose`` is ``word.rest``; the word decides the urgency.
        """
        standing = self._errands.get(purpose)
        if standing is not None and standing.path == path:
            return
        self._numbers += 1
        errand = _Errand(purpose=purpose, path=path, number=self._numbers)
        self._errands[purpose] = errand
        self._under_way.discard(purpose)
        heapq.heappush(self._queue, errand.turn)

    def drop(self, purpose: str) -> None:
        """Forget a question; an answer that still comes is passed over."""
        self._errands.pop(purpose, None)
        self._under_way.discard(purpose)

    def lost(self) -> None:
        """The connection ended, and with it the requests that were under way: they go out again."""
        for purpose in self._under_way:
            heapq.heappush(self._queue, self._errands[purpose].turn)
        self._under_way.clear()

    def due(self, now_ns: int) -> list[Fetch]:
        """What may go out now, most urgent first, as far as the pace allows."""
        self._wake(now_ns)
        fetches: list[Fetch] = []
        while self._queue and len(self._under_way) < _MOST_UNDER_WAY:
            _, number, purpose = self._queue[0]
            errand = self._errands.get(purpose)
            if errand is not None and errand.number == number:
                if not self.pace.take(now_ns):
                    break
                errand.sent_ns = now_ns
                self._under_way.add(purpose)
                fetches.append(Fetch(purpose=purpose, path=errand.path))
            heapq.heappop(self._queue)
        return fetches

    def answered(self, fetch: Fetch, reply: Reply | None, now_ns: int) -> Result | Refused | None:
        """The end of a question: what was asked for, or a lasting no.

        None where the question stands and will be asked again by itself, and for an answer that
        nobody waits for any more.
        """
        errand = self._errands.get(fetch.purpose)
        if errand is None or errand.path != fetch.path:
            return None
        verdict = judge(reply)
        if isinstance(verdict, Halt):
            self.pace.pause(verdict.reason, now_ns=now_ns, for_ns=verdict.for_ns)
            self._failed(errand, verdict.reason, 0, now_ns)
            return None
        if isinstance(verdict, Again):
            self._failed(errand, verdict.reason, verdict.after_ns, now_ns)
            return None
        self.drop(fetch.purpose)
        self.pace.served()
        self._answers += 1
        self._answered_ns = now_ns
        if isinstance(verdict, Result):
            self._venue_ns = verdict.time_ms * 1_000_000
        return verdict

    def trouble(self, purpose: str, now_ns: int) -> str:
        """Why a question has no answer yet, in words; "" when it is not waited for."""
        errand = self._errands.get(purpose)
        if errand is None:
            return ""
        return self._pause(now_ns) or errand.trouble or "no answer yet"

    def standing(self, now_ns: int) -> Standing:
        """How the REST side does: ``late`` during a pause or while questions fail."""
        why = self._pause(now_ns) or self._failing()
        return Standing(
            condition="late" if why else "live" if self._answers else "waiting",
            why=why,
            frames=self._answers,
            at_ns=self._venue_ns,
            seen_ns=self._answered_ns,
        )

    def _pause(self, now_ns: int) -> str:
        pause = self.pace.paused(now_ns)
        return f"{pause.reason}; nothing is asked until {_clock(pause.until_ns)}" if pause else ""

    def _failing(self) -> str:
        failing = [errand for errand in self._errands.values() if errand.trouble]
        if not failing:
            return ""
        worst = max(failing, key=lambda errand: errand.attempts)
        count = f"{len(failing)} questions fail" if len(failing) > 1 else "a question fails"
        return f"{count}: {worst.purpose}, {worst.trouble} (attempt {worst.attempts})"

    def _wake(self, now_ns: int) -> None:
        for purpose in sorted(self._under_way):
            errand = self._errands[purpose]
            if now_ns - errand.sent_ns >= _PATIENCE_NS:
                self._failed(errand, "no answer", 0, now_ns)
        while self._resting and self._resting[0][0] <= now_ns:
            _, number, purpose = heapq.heappop(self._resting)
            rested = self._errands.get(purpose)
            if rested is not None and rested.number == number:
                heapq.heappush(self._queue, rested.turn)

    def _failed(self, errand: _Errand, reason: str, wait_ns: int, now_ns: int) -> None:
        if errand.purpose not in self._under_way:
            return  # it was given up already, and waits for its next turn
        self._under_way.remove(errand.purpose)
        errand.attempts += 1
        errand.trouble = reason
        wakes_ns = now_ns + max(_wait_ns(errand.purpose, errand.attempts), wait_ns)
        heapq.heappush(self._resting, (wakes_ns, errand.number, errand.purpose))


def _wait_ns(purpose: str, attempts: int) -> int:
    full = min(_FIRST_WAIT_NS << min(attempts - 1, 10), _LONGEST_WAIT_NS)
    digest = blake2s(f"{purpose} {attempts}".encode(), digest_size=2).digest()
    spread = int.from_bytes(digest) / 2**16
    return int(full * (1 - spread / 2))


def _clock(ns: int) -> str:
    return f"{datetime.fromtimestamp(ns / 1e9, UTC):%H:%M:%S} UTC"
