"""Who is connected, and what can happen to their lines."""

import asyncio
from collections import Counter

from standins.session import Session


class Clients:
    """Open sockets of all nodes of a port."""

    def __init__(self) -> None:
        self.sessions: set[Session] = set()
        self.connections = 0
        self._waiting: Counter[Session] = Counter()

    def enter(self, session: Session, *, buffered: int) -> None:
        """Somebody connects, who may leave so many notifications unread."""
        session.most_waiting = buffered
        self.sessions.add(session)
        self.connections += 1

    def leave(self, session: Session) -> None:
        """Somebody is gone, and what they still waited for with them."""
        self.sessions.discard(session)
        del self._waiting[session]

    def may_ask(self, session: Session, most: int | None) -> bool:
        """Whether a client waits for fewer answers than it may."""
        return most is None or self._waiting[session] < most

    def answer(self, session: Session, body: bytes, *, late_s: float) -> None:
        """Give an answer, now or some seconds late."""
        if late_s > 0:
            self._waiting[session] += 1
            asyncio.get_running_loop().call_later(late_s, self._answer_late, session, body)
        else:
            session.push(body)

    def say(self, frame: bytes) -> int:
        """Send a frame to everybody; how many there are."""
        for session in self.sessions:
            session.push(frame)
        return len(self.sessions)

    def close(self, code: int | None) -> int:
        """End every connection, without a close frame when there is no code; how many."""
        for session in self.sessions:
            if code is None:
                session.cut()
            else:
                session.close(code, "")
        return len(self.sessions)

    def silence(self, seconds: float | None) -> int:
        """Let every line go dead, and wake it after some seconds if that is wanted; how many."""
        for session in self.sessions:
            session.deafen()
        if seconds is not None:
            asyncio.get_running_loop().call_later(seconds, self.wake)
        return len(self.sessions)

    def wake(self) -> None:
        """Let dead lines speak and hear again."""
        for session in self.sessions:
            session.deaf = False

    def buffer(self, most: int) -> None:
        """Everybody may leave so many notifications unread from now on."""
        for session in self.sessions:
            session.most_waiting = most

    def _answer_late(self, session: Session, body: bytes) -> None:
        if session in self.sessions:
            self._waiting[session] -= 1
            session.push(body)
