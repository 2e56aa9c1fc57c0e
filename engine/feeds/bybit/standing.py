"""How a topic does, in one word and a reason."""

from dataclasses import dataclass

from core.conversation import Condition, Standing
from core.time_units import SECOND_NS
from engine.feeds.bybit.journal import Journal
from engine.feeds.bybit.topics import LIVENESS_DEPTH, family_of, symbol_of

_LIVE_NS = 10 * SECOND_NS
_LATE_NS = 5 * SECOND_NS
# Two of our pings and a bit: a connection that answers has answered one of them.
_ANSWERS_NS = 20 * SECOND_NS
# The venue's documents promise a candle once a minute at least, and level 1 every three seconds;
# both were measured to take up to twice as long. No other topic promises to speak at all.
_CANDLE_DUE_NS = 120 * SECOND_NS
_LEVEL_ONE_DUE_NS = 10 * SECOND_NS


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The connection, as far as its topics depend on it.

    Attributes
    ----------
    connected_ns
        Since when it stands.
    answered_ns
        When the venue last answered a ping.
    refused
        Why it does not serve a topic, by topic.
    """

    connected_ns: int
    answered_ns: int
    refused: dict[str, str]


def standing_of(journal: Journal, line: Line, now_ns: int) -> Standing:
    """How one topic does now."""
    condition, why = _condition(journal, line, now_ns)
    return Standing(
        condition=condition,
        why=why,
        frames=journal.frames,
        at_ns=journal.at_ns,
        seen_ns=journal.seen_ns,
        gaps=journal.gaps,
        proven_ns=journal.proven_ns,
    )


def _condition(journal: Journal, line: Line, now_ns: int) -> tuple[Condition, str]:
    if journal.topic in line.refused:
        return "refused", line.refused[journal.topic]
    if journal.hole is not None:
        return "broken", journal.hole.reason
    if journal.seen_ns < line.connected_ns or not journal.frames:
        return "waiting", "nothing came on this connection yet"
    behind_ns = journal.seen_ns - journal.at_ns
    silent_ns = now_ns - journal.seen_ns
    # Of a topic that has fallen silent, a last frame that came late tells nothing of now.
    if behind_ns > _LATE_NS and silent_ns <= _LIVE_NS:
        return "late", f"its last frame came {_seconds(behind_ns)} after its own time"
    return _pace(journal.topic, silent_ns, now_ns - line.answered_ns)


def _pace(topic: str, silent_ns: int, unanswered_ns: int) -> tuple[Condition, str]:
    due_ns = _due_ns(topic)
    if silent_ns > due_ns:
        return "late", f"nothing for {_seconds(silent_ns)}, something every {_seconds(due_ns)}"
    if silent_ns <= _LIVE_NS:
        return "live", ""
    if unanswered_ns > _ANSWERS_NS:
        return "late", "the connection does not answer"
    return "quiet", f"nothing for {_seconds(silent_ns)}; the connection answers"


def _due_ns(topic: str) -> int:
    if family_of(topic) == "kline":
        return _CANDLE_DUE_NS
    if topic == f"orderbook.{LIVENESS_DEPTH}.{symbol_of(topic)}":
        return _LEVEL_ONE_DUE_NS
    return 1 << 63


def _seconds(ns: int) -> str:
    return f"{ns / SECOND_NS:.0f} s"
