"""The folder a run of the demo lives in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from runtime.settings import read_settings


@contextmanager
def house(data: Path | None, scenario: str) -> Iterator[Path]:
    """The folder of this run.

    A scenario begins afresh each time, unless a folder was named: what an earlier run has told and
    mined would contradict it.
    """
    if data is not None or not scenario:
        yield data or read_settings().data.dir / "demo"
        return
    with TemporaryDirectory(prefix="whale-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
