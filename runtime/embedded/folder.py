"""The folder everything lies in: usable, ours while we use it, with a place for sockets."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from core.errors import MisconfiguredError
from runtime.embedded.account import Account

# Both servers together take some 60 MB when new; the rest is room for a day.
_NEEDED_BYTES = 300_000_000
# sun_path of a unix socket holds 104 (macOS) to 108 bytes with its closing zero.
_LONGEST_SOCKET = 103
_SOCKET_NAME = ".s.PGSQL.5432.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """An opened data folder.

    ``run`` is where the sockets are; ``account`` owns what the servers write.
    """

    path: Path
    run: Path
    account: Account | None

    @property
    def logs(self) -> Path:
        """Where the servers write what they have to say."""
        return self.path / "logs"

    def make(self, name: str) -> Path:
        """A folder in it that only the servers' account may enter."""
        place = self.path / name
        place.mkdir(mode=0o700, exist_ok=True)
        give(place, self.account)
        return place


def give(place: Path, account: Account | None) -> None:
    """Make a file or folder the account's own, where there is one to change to."""
    if account is not None and place.stat().st_uid != account.uid:
        os.chown(place, account.uid, account.gid)


@contextmanager
def locked(data_dir: Path) -> Iterator[None]:
    """The folder is ours, or an error that names who has it.

    The lock is the kernel's: it ends with the process, however that ends.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = (data_dir / "lock").open("a+")
    except OSError as error:
        raise unusable(data_dir, error) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise MisconfiguredError(
                f"{data_dir} is in use by process {lock.read().strip() or 'unknown'}. "
                "Stop that one, or give this one a data folder of its own."
            ) from error
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


@contextmanager
def open_folder(data_dir: Path, account: Account | None) -> Iterator[Folder]:
    """The folder with its places made. Needs the lock, because old sockets are thrown away."""
    path = data_dir.resolve()
    free = shutil.disk_usage(path).free
    if free < _NEEDED_BYTES:
        raise MisconfiguredError(
            f"{path} has {free / 1e6:.0f} MB left and needs {_NEEDED_BYTES / 1e6:.0f} MB. "
            "Make room, or choose a data folder on another disk."
        )
    (path / "logs").mkdir(exist_ok=True)
    with _sockets(path, account) as run:
        yield Folder(path=path, run=run, account=account)


@contextmanager
def _sockets(path: Path, account: Account | None) -> Iterator[Path]:
    run = path / "run"
    if len(os.fsencode(run / _SOCKET_NAME)) <= _LONGEST_SOCKET:
        shutil.rmtree(run, ignore_errors=True)
        run.mkdir(mode=0o700)
        give(run, account)
        yield run
        return
    with TemporaryDirectory(prefix="whale-", ignore_cleanup_errors=True) as short:
        run = Path(short)
        if len(os.fsencode(run / _SOCKET_NAME)) > _LONGEST_SOCKET:
            raise MisconfiguredError(
                f"Neither {path} nor {run.parent} is short enough for a unix socket. "
                "Choose a data folder with a shorter path, or set TMPDIR to one."
            )
        give(run, account)
        yield run


def unusable(path: Path, error: OSError) -> MisconfiguredError:
    """What to tell an operator whose folder the system refuses."""
    return MisconfiguredError(
        f"The data folder {path} cannot be used: {error.strerror} ({error.filename}). "
        "Choose another one, or give it to the account that runs this program."
    )
