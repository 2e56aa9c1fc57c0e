"""Faults of the line: connections that are refused, cut, dead, or say what nobody can read."""

from typing_extensions import override

from standins.ethereum.errors import INVALID_REQUEST, UNAUTHENTICATED_TEXT
from standins.ethereum.faults.kinds import Blow, Scene, Standing
from standins.ethereum.limits import Limits, free_tier

UNAUTHORIZED = 401


class Refuse(Standing):
    """Refuse connections, and requests over HTTP, with a status and an error's text.

    The default is what a wrong key gets. Other texts of the documents, with 403: ``Monthly capacity
    limit exceeded``, ``App is inactive``, ``Unspecified origin not on whitelist``.
    """

    status: int = UNAUTHORIZED
    code: int = INVALID_REQUEST
    text: str = UNAUTHENTICATED_TEXT


class Close(Blow):
    """End every connection: with a close frame when there is a ``code``, otherwise without (1006).

    Codes a node's balancer has been seen to use: 1000, 1001 (going away), 1011, 1012 (restart).
    """

    code: int | None = None

    @override
    def strike(self, scene: Scene) -> object:
        """End them."""
        return scene.close(self.code)


class Silence(Blow):
    """Let the open connections go dead: nothing is sent, read or ponged, and nothing is closed.

    ``seconds`` later they wake again; without it they never do.
    """

    seconds: float | None = None

    @override
    def strike(self, scene: Scene) -> object:
        """Go silent."""
        return scene.silence(self.seconds)


class Garbage(Blow):
    """Send a frame that is no JSON-RPC."""

    frame: str = "<html>502 Bad Gateway</html>"

    @override
    def strike(self, scene: Scene) -> object:
        """Send it."""
        return scene.say(self.frame.encode())


class FreeTier(Blow):
    """Give clients from now on what a free account gets: 10 blocks of logs, 10 calls at once."""

    @override
    def strike(self, scene: Scene) -> object:
        """Limit them."""
        scene.limit(free_tier())
        return None


class Limit(Blow):
    """Give clients from now on what ``limits`` says; what it leaves out is as usual."""

    limits: Limits

    @override
    def strike(self, scene: Scene) -> object:
        """Limit them."""
        scene.limit(self.limits)
        return None
