"""What can go wrong, as decisions.

Is a retry worth it, when, and what is the user told?

* ``WhaleError``
* ``RefusedError``: the user asked for something that cannot be; the text says what to do
* ``BrokenInputError``: bytes that are not what their source promised; kept, counted, passed over
* ``UnavailableError``: a service we need does not answer; worth a retry
* ``SlowDownError``: the same, but not before ``after_s`` seconds
* ``FencedError``: somebody else owns this work now; stop at once and touch nothing
* ``MisconfiguredError``: the operator must change something; the text says what
"""


class WhaleError(Exception):
    """Root of everything we raise on purpose."""

    retry = False


class RefusedError(WhaleError):
    """A request of a user that is refused. ``str(error)`` may be shown to them as it is.

    ``key`` names the text in the language files, ``values`` fills it.
    """

    def __init__(self, key: str, **values: str | float) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class BrokenInputError(WhaleError):
    """Input that cannot be read. The message names what was wrong with it."""


class UnavailableError(WhaleError):
    """A service did not answer, or answered that it cannot now."""

    retry = True


class SlowDownError(UnavailableError):
    """A service asks for a pause."""

    def __init__(self, message: str, *, after_s: float) -> None:
        super().__init__(message)
        self.after_s = after_s


class FencedError(WhaleError):
    """Another owner holds a later epoch of what we were writing."""


class MisconfiguredError(WhaleError):
    """Something outside the program must be changed before it can work."""
