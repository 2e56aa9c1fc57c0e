"""Small things that are remembered from one run to the next."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from core.conversation import Standing


class ChainCursor(Protocol):
    """The last block of a chain whose facts are all in the stream."""

    async def load(self, chain: str) -> tuple[int, str] | None:
        """Number and hash, or None before the first block."""

    async def save(self, chain: str, number: int, block_hash: str) -> None:
        """Remember a block; a reorganisation may move the cursor back."""


class Pictures(Protocol):
    """Telegram's names (``file_id``) of pictures it already has, so that they are sent but once."""

    async def find(self, key: str) -> str | None:
        """The file's name, if this picture was uploaded before."""

    async def remember(self, key: str, file_id: str) -> None:
        """Keep the name of an uploaded picture."""

    async def forget(self, key: str) -> None:
        """Telegram does not know the name any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicStanding:
    """How a topic of a feed did when its process last said so, at ``saved_ns``."""

    feed: str
    topic: str
    standing: Standing
    saved_ns: int


class Standings(Protocol):
    """How every topic of every feed does, told every few seconds by the process that has them.

    Whoever reads looks at ``saved_ns``: the word of a process that fell silent is old news.
    """

    async def save(self, feed: str, standings: Mapping[str, Standing]) -> None:
        """How a feed's topics do now, by name; topics that it does not name any more are gone."""

    async def keep_only(self, feeds: Collection[str]) -> None:
        """Forget all other feeds: those that a former run had and this one has not."""

    async def read(self) -> list[TopicStanding]:
        """Every topic, by feed and name."""
