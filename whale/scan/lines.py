"""Lines of a recorded file, plain or gzip: progress on a terminal, faults with their place."""

import gzip
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, TypeVar, cast

from rich.console import Console
from rich.progress import Progress
from typing_extensions import override

from core.errors import BrokenInputError, MisconfiguredError

_GZIP = b"\x1f\x8b"
_MOST_FAULTS_SHOWN = 20

T = TypeVar("T")


class Lines(AbstractContextManager["Lines"]):
    """The lines of one file.

    A line that cannot be used is reported with ``fault`` and counted; the rest is still read. The
    exit status of a command is 1 when there was any.

    Raises
    ------
    MisconfiguredError
        If the file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = 0
        self.faults = 0
        self._errors = Console(stderr=True, highlight=False)
        self._progress = Progress(
            console=self._errors, transient=True, disable=not sys.stderr.isatty()
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
            for line in self._unpacked():
                self.number += 1
                self._progress.update(task, completed=self._file.tell())
                if line.strip():
                    yield line.strip()
        except (OSError, EOFError, zlib.error) as error:
            self.number += 1
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

    def _unpacked(self) -> Iterator[bytes]:
        packed = self._file.read(2) == _GZIP
        self._file.seek(0)
        return iter(cast("BinaryIO", gzip.open(self._file)) if packed else self._file)
