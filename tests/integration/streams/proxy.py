"""A TCP proxy before a unix socket that can lose what comes back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import unquote, urlsplit


class Proxy:
    """Passes bytes both ways, unless it was told to lose the next answer."""

    def __init__(self, server_url: str) -> None:
        self._path = unquote(urlsplit(server_url).path)
        self._lose_next = False
        self.lost = 0
        self.url = ""

    def lose_the_next_answer(self) -> None:
        """The server does what it is asked; whoever asked sees the connection break."""
        self._lose_next = True

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, from one end to the other."""
        server_reader, server_writer = await asyncio.open_unix_connection(self._path)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._forward(reader, server_writer))
                group.create_task(self._back(server_reader, writer))
        finally:
            server_writer.close()
            writer.close()

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while asked := await reader.read(65_536):
            writer.write(asked)
            await writer.drain()
        writer.close()

    async def _back(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while answer := await reader.read(65_536):
            if self._lose_next:
                self._lose_next = False
                self.lost += 1
                break
            writer.write(answer)
            await writer.drain()
        writer.close()


@asynccontextmanager
async def proxied(server_url: str) -> AsyncIterator[Proxy]:
    """A proxy on a free port of this machine."""
    proxy = Proxy(server_url)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    proxy.url = f"redis://127.0.0.1:{port}"
    async with server:
        yield proxy
