"""Which account the servers run as."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from stat import S_IXOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account of this machine that is not root."""

    uid: int
    gid: int


def account_for(data_dir: Path) -> Account | None:
    """The account to change to, or None to stay who we are.

    Only root must change. A folder that already belongs to somebody stays theirs, so that one
    ``sudo whale up`` does not lock its owner out.
    """
    if os.geteuid() != 0:
        return None
    owner = data_dir.stat().st_uid if data_dir.exists() else 0
    entry = pwd.getpwuid(owner) if owner and _known(owner) else pwd.getpwnam("nobody")
    return Account(uid=entry.pw_uid, gid=entry.pw_gid)


def _known(uid: int) -> bool:
    # initdb asks for the name of its account: a number without a name is of no use.
    return any(entry.pw_uid == uid for entry in pwd.getpwall())


def passable(path: Path) -> bool:
    """Whether any account may walk down to ``path``. A folder in ``/root`` is not passable."""
    return all(parent.stat().st_mode & S_IXOTH for parent in path.resolve().parents)
