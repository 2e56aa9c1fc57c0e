"""The files that come with a request, and how a request points at them."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Upload:
    """One uploaded part of a multipart request."""

    content: bytes
    name: str
    mime: str


class Parts(Protocol):
    """Whatever carries uploads: a call."""

    def upload(self, reference: str) -> Upload | None:
        """The part behind ``attach://name``; None when the value is a file_id or an address."""
        ...


class Nothing:
    """A request without uploads."""

    def upload(self, _reference: str) -> Upload | None:
        """There is no part behind any name."""
        return None
