"""When the head is asked for, and what it means that nobody had announced it.

A node that announces heads is asked all the same, every ten seconds: the answer is the sign of
life, and it shows a subscription that has died on an open socket. A node that cannot announce is
asked for each block.
"""

from core.time_units import SECOND_NS

_PING_NS = 10 * SECOND_NS
_UNANNOUNCED = 2
"""So many questions in a row that found a new head, none announced since the one before: the first
alone may be a head whose announcement is on its way."""


class HeadPoll:
    """The clock of our questions for the head.

    Parameters
    ----------
    poll_s
        Seconds between questions where nothing is announced.
    """

    def __init__(self, *, poll_s: float) -> None:
        self._poll_ns = int(poll_s * SECOND_NS)
        self._asked_ns = 0
        self._heard = False
        self._unannounced = 0
        self.alone = False

    @property
    def silence_ns(self) -> int:
        """How long a connection may say nothing at all before it is given up."""
        return 3 * max(_PING_NS, self._poll_ns if self.alone else 0)

    def connected(self, now_ns: int, *, alone: bool) -> None:
        """A fresh connection, which has just been asked; ``alone`` where nothing is announced."""
        self._asked_ns = now_ns
        self._heard, self._unannounced = False, 0
        self.alone = alone

    def due(self, now_ns: int) -> bool:
        """Whether it is time to ask; saying so counts as asking."""
        if now_ns - self._asked_ns < (self._poll_ns if self.alone else _PING_NS):
            return False
        self._asked_ns = now_ns
        return True

    def announced(self) -> None:
        """A head was announced."""
        self._heard = True
        self._unannounced = 0

    def answered(self, *, news: bool) -> bool:
        """Whether our own question shows once more that heads come unannounced."""
        silent = news and not self._heard and not self.alone
        self._heard = False
        self._unannounced = self._unannounced + 1 if silent else self._unannounced
        if self._unannounced < _UNANNOUNCED:
            return False
        self._unannounced = 0
        return True
