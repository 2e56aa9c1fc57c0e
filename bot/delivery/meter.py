"""What delivery counts. The composition root says where the counts go."""

from typing import Protocol

from typing_extensions import override


class Meter(Protocol):
    """Counts what became of alerts. Called from the loop, so it must not wait."""

    def delivered(self, kind: str, *, delay_s: float, attempt: int) -> None:
        """An alert arrived, ``delay_s`` seconds after its fact reached this machine."""

    def failed(self, remedy: str) -> None:
        """A send failed; ``remedy`` names what is done about it."""

    def picture_missing(self, why: str) -> None:
        """An alert goes without its picture."""

    def page(self, reason: str) -> None:
        """Nothing can be sent until a person has looked."""


class NoMeter(Meter):
    """Counts nothing."""

    @override
    def delivered(self, kind: str, *, delay_s: float, attempt: int) -> None: ...

    @override
    def failed(self, remedy: str) -> None: ...

    @override
    def picture_missing(self, why: str) -> None: ...

    @override
    def page(self, reason: str) -> None: ...
