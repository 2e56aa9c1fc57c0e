"""Small things that are remembered from one run to the next."""

from typing import Protocol


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
