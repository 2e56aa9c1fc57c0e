"""State over a restart: one snapshot file, written whole, at most once a second and at the end."""

import asyncio
import os
import threading
import time
from pathlib import Path

import msgspec

from standins.telegram.state import State

_PAUSE = 1.0
_SHARE = 20
"""A snapshot that took long is not repeated before twenty times as long has passed."""


class Store:
    """The snapshot in a data folder; without a folder nothing is kept.

    Attributes
    ----------
    written
        Set once a first snapshot lies on the disk.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = None if folder is None else folder / "world.json"
        self._dirty = asyncio.Event()
        self.written = asyncio.Event()
        self._turn = threading.Lock()
        self._taken = 0
        self._on_disk = 0
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def load(self, bot_id: int) -> State | None:
        """The last snapshot, or None at a first start.

        Raises
        ------
        ValueError
            It can't be read, or belongs to another bot.
        """
        if self._file is None or not self._file.exists():
            return None
        try:
            state = msgspec.json.decode(self._file.read_bytes(), type=State)
        except msgspec.MsgspecError as error:
            message = f"{self._file} can't be read ({error}): move it away to begin anew"
            raise ValueError(message) from error
        if state.bot.id != bot_id:
            message = (
                f"{self._file} belongs to bot {state.bot.id}, not {bot_id}: use another folder"
            )
            raise ValueError(message)
        return state

    def touch(self) -> None:
        """Something changed and is to be written soon."""
        self._dirty.set()

    async def run(self, state: State) -> None:
        """Write whenever something changed, with a pause between."""
        while self._file is not None:
            await self._dirty.wait()
            self._dirty.clear()
            began = time.monotonic()
            await asyncio.to_thread(self._write, self._file, *self._snapshot(state))
            self.written.set()
            took = time.monotonic() - began
            await asyncio.sleep(max(_PAUSE, _SHARE * took))

    def save(self, state: State) -> None:
        """Write now: the server stops."""
        if self._file is not None:
            self._write(self._file, *self._snapshot(state))

    def _snapshot(self, state: State) -> tuple[int, bytes]:
        self._taken += 1
        return self._taken, msgspec.json.encode(state)

    def _write(self, file: Path, number: int, content: bytes) -> None:
        """All or nothing, and never an older snapshot over a newer one.

        A write in a thread outlives the task that waited for it, so at the end two may meet here.
        """
        with self._turn:
            if number <= self._on_disk:
                return
            partial = file.with_suffix(".part")
            with partial.open("wb") as sink:
                sink.write(content)
                sink.flush()
                os.fsync(sink.fileno())
            partial.replace(file)
            self._on_disk = number
