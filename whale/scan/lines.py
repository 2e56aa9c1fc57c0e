"""Lines of a recorded file, packed or not: progress on a terminal, faults with their place."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, TypeVar

from rich.console import Console
from rich.progress import Progress
from typing_extensions import override

from core.errors import BrokenInputError, MisconfiguredError
from whale.scan.packing import GROWING, TORN, unpacked

_MOST_FAULTS_SHOWN = 20
_SHOWN_EVERY = 256

T = TypeVar("T")


class Lines(AbstractContextManager["Lines"]):
    """The lines of one file: plain, gzip, or the one member of a zip archive.

    A line that cannot be used is reported with ``fault`` and counted; the rest is still read. The
    exit status of a command is 1 when there was any. A file that is named ``.part`` was never
    finished: it ends where it ends, and that is no fault. ``quiet`` shows no progress.

    Raises
    ------
    MisconfiguredError
        If the file cannot be opened.
    """

    def __init__(self, path: Path, *, quiet: bool = False) -> None:
        self.path = path
        self._growing = path.suffix == GROWING
        self.number = 0
        self.faults = 0
        self._errors = Console(stderr=True, highlight=False)
        self._progress = Progress(
            console=self._errors, transient=True, disable=quiet or not sys.stderr.isatty()
        )
        try:
            self._file: BinaryIO = path.open("rb")
            self._size = path.stat().st_size
        except OSError as error:
            raise MisconfiguredError(f"{path}: {error.strerror}") from None

    @override
    def __enter__(self) -> Self:
        self._progress.start()
        return self

    @override
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()
        self._file.close()
        if self.faults > _MOST_FAULTS_SHOWN:
            hidden = self.faults - _MOST_FAULTS_SHOWN
            self._errors.print(f"{self.path}: {hidden} more lines could not be read")

    def __iter__(self) -> Iterator[bytes]:
        """Every line that is not empty, without its end."""
        task = self._progress.add_task(self.path.name, total=self._size)
        try:
            for line in self._whole_lines():
                self.number += 1
                if self.number % _SHOWN_EVERY == 0:
                    self._progress.update(task, completed=self._file.tell())
                text = line.strip()
                if text:
                    yield text
        except TORN as error:
            self.number += 1
            if not self._growing:
                self.fault(f"the file ends here: {error}")

    def each(self, read: Callable[[bytes], Iterable[T]]) -> Iterator[T]:
        """What ``read`` finds in every line; a line that is broken is a fault and gives nothing."""
        for line in self:
            try:
                found = list(read(line))
            except BrokenInputError as error:
                self.fault(str(error))
                continue
            yield from found

    def fault(self, reason: str) -> None:
        """Say that the current line was not used, and why."""
        self.faults += 1
        if self.faults <= _MOST_FAULTS_SHOWN:
            self._errors.print(f"{self.path}:{self.number}: {reason}", markup=False, soft_wrap=True)

    def _whole_lines(self) -> Iterator[bytes]:
        for line in unpacked(self._file, self.path):
            if line.endswith(b"\n") or not self._growing:
                yield line
