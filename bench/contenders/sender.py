"""A venue that only sends: recorded frames, made ready before, as fast as the reader takes them.

Prints its port and how many frames the file has, then serves one connection after the other. Each
gets the file so many times over (every pass begins with a snapshot, as after a restart of the
service) and is then closed. What it says is laid out beforehand, so that one core of it outruns any
reader.
"""

import asyncio
import base64
import hashlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from rounds import frames_of

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
SMALL, MEDIUM = 126, 1 << 16
SLICE = 1 << 18
GOODBYE = b"\x88\x02\x03\xe8"


def framed(payload: bytes) -> bytes:
    """One text message as a server writes it (RFC 6455, section 5.2): not masked."""
    size = len(payload)
    if size < SMALL:
        return bytes((0x81, size)) + payload
    if size < MEDIUM:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload


class Venue:
    """Speaks just enough to be believed."""

    def __init__(self, file: str, passes: int) -> None:
        frames = frames_of(file)
        self.frames = len(frames)
        self._wire = b"".join(map(framed, frames))
        self._passes = passes

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Shake hands, wait for the first request, send everything, say goodbye."""
        request = await reader.readuntil(b"\r\n\r\n")
        writer.write(_accepted(request))
        await reader.read(1)
        ear = asyncio.get_running_loop().create_task(_ignore(reader))
        view = memoryview(self._wire)
        for _ in range(self._passes):
            for start in range(0, len(view), SLICE):
                writer.write(view[start : start + SLICE])
                await writer.drain()
        writer.write(GOODBYE)
        await writer.drain()
        await ear
        writer.close()


def _accepted(request: bytes) -> bytes:
    key = next(
        line.split(b": ", 1)[1]
        for line in request.split(b"\r\n")
        if line.lower().startswith(b"sec-websocket-key")
    )
    token = base64.b64encode(hashlib.sha1(key + MAGIC).digest())  # noqa: S324  the protocol's own
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + token + b"\r\n\r\n"
    )


async def _ignore(reader: asyncio.StreamReader) -> None:
    while await reader.read(65_536):
        pass


async def main() -> None:
    venue = Venue(sys.argv[1], int(sys.argv[2]))
    server = await asyncio.start_server(venue.converse, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], venue.frames, flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
