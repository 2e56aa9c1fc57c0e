"""A TCP proxy before a unix socket that can lose what comes back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path


class Proxy:
    """Passes bytes both ways, unless it was told to lose an answer."""

    def __init__(self, server: Path) -> None:
        self._server = server
        self._lose_answer_to: bytes | None = None
        self._lose_next = False
        self.lost = 0
        self.port = 0

    def lose_the_next_answer(self, *, to: bytes = b"") -> None:
        """The server does what it is asked; whoever asked sees the connection break.

        ``to`` is part of the request whose answer is meant.
        """
        self._lose_answer_to = to

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, from one end to the other."""
        server_reader, server_writer = await asyncio.open_unix_connection(self._server)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._ask(reader, server_writer))
                group.create_task(self._answer(server_reader, writer))
        finally:
            server_writer.close()
            writer.close()

    async def _ask(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while asked := await reader.read(65_536):
            if self._lose_answer_to is not None and self._lose_answer_to in asked:
                self._lose_answer_to, self._lose_next = None, True
            writer.write(asked)
            await writer.drain()
        writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while answer := await reader.read(65_536):
            if self._lose_next:
                self._lose_next = False
                self.lost += 1
                break
            writer.write(answer)
            await writer.drain()
        writer.close()


@asynccontextmanager
async def proxied(server: Path) -> AsyncIterator[Proxy]:
    """A proxy on a free port of this machine, before the server behind this socket."""
    proxy = Proxy(server)
    listener = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    proxy.port = listener.sockets[0].getsockname()[1]
    async with listener:
        yield proxy
