"""What is asked of the venue, and what its answers mean for the accounts of the topics."""

from collections.abc import Iterable, Mapping, Sequence

from core.conversation import Send, Step
from engine.feeds.bybit.events import EventDesk
from engine.feeds.bybit.frames import Envelope
from engine.feeds.bybit.journal import Journal
from engine.feeds.bybit.past import Instruments
from engine.feeds.bybit.subscriptions import Answer, Subscriptions
from engine.feeds.bybit.topics import symbol_of


class Roster:
    """The topics of one feed: asked for, refused, asked for again, and served.

    A refusal is a row of the ledger. The topic is asked for again whenever the venue's list of
    instruments was read again and has its symbol; when it is served, the row is closed.

    Parameters
    ----------
    topics
        All that is wanted.
    journals
        The account of each.
    events
        Told what the venue agreed to.
    instruments
        The venue's list.
    """

    def __init__(
        self,
        topics: Iterable[str],
        *,
        journals: Mapping[str, Journal],
        events: EventDesk,
        instruments: Instruments,
    ) -> None:
        self._topics = list(topics)
        self._journals = journals
        self._events = events
        self._instruments = instruments
        self._subscriptions = Subscriptions(self._topics)
        self._tried_version = 0
        self._reasons: dict[str, str] = {}
        self._connected_ns = 0

    @property
    def refused(self) -> dict[str, str]:
        """Why the venue does not serve a topic, by topic."""
        return {
            topic: self._why_not(symbol_of(topic)) or why
            for topic, why in self._subscriptions.refused.items()
        }

    @property
    def served(self) -> list[str]:
        """Topics that the venue agreed to on this connection, or that simply came."""
        return [
            topic
            for topic in self._topics
            if topic in self._subscriptions.served or self._spoke(topic, self._connected_ns)
        ]

    def served_of(self, symbol: str) -> list[str]:
        """Those that are about one symbol."""
        return [topic for topic in self.served if symbol_of(topic) == symbol]

    def unheard_of(self, symbol: str) -> list[str]:
        """Those that are about one symbol and did not speak on this connection."""
        return [
            topic for topic in self.served_of(symbol) if not self._spoke(topic, self._connected_ns)
        ]

    def connected(self, now_ns: int) -> list[Send]:
        """A fresh connection: everything is asked for again."""
        self._connected_ns = now_ns
        return self._subscriptions.connected(now_ns)

    def renew(self, topics: Sequence[str], now_ns: int) -> list[Send]:
        """Leave topics and take them again."""
        return self._subscriptions.renew(topics, now_ns)

    def tick(self, now_ns: int) -> list[Step]:
        """Ask again for what nobody answered, and for what was refused and may be served now."""
        steps = self._agreed(self._subscriptions.unanswered(now_ns, self._spoke), now_ns)
        version = self._instruments.version
        if version == self._tried_version:
            return steps
        self._tried_version = version
        self._reasons.clear()
        refused = self._subscriptions.refused
        listed = [topic for topic in refused if not self._why_not(symbol_of(topic))]
        return [*steps, *self._subscriptions.retry(listed, now_ns)]

    def answered(self, envelope: Envelope, now_ns: int) -> list[Step]:
        """The venue answered a request."""
        answer = self._subscriptions.answered(
            envelope.req_id, success=envelope.success, text=envelope.ret_msg, now_ns=now_ns
        )
        return self._agreed(answer, now_ns)

    def _agreed(self, answer: Answer, now_ns: int) -> list[Step]:
        steps: list[Step] = [*answer.sends]
        for refused in answer.refused:
            steps += self._refusal(refused.topic, refused.why, now_ns)
        for topic in answer.accepted:
            steps += self._events.accepted(topic, now_ns)
        for topic in answer.returned:
            steps += self._journals[topic].close(
                "healed: the venue serves it now", until_ns=now_ns, seen_ns=now_ns
            )
        return steps

    def _refusal(self, topic: str, why: str, now_ns: int) -> list[Step]:
        rows = self._journals[topic].open(
            f"the venue refused it: {why}",
            "asked for again when the list of instruments is read again",
            since_ns=now_ns,
            seen_ns=now_ns,
        )
        if rows:
            # Only for a new refusal: a topic that stays refused would have it read every minute.
            self._instruments.recheck()
        return [*rows]

    def _why_not(self, symbol: str) -> str:
        # Looking for the name that was meant takes milliseconds, and standings are asked for often.
        if symbol not in self._reasons:
            self._reasons[symbol] = self._instruments.why_not(symbol)
        return self._reasons[symbol]

    def _spoke(self, topic: str, since_ns: int) -> bool:
        return self._journals[topic].seen_ns >= max(since_ns, 1)
