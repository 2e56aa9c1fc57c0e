"""Start a server that ends with its parent. A program of its own, run between fork and exec.

Called as ``python -I -S launch.py PARENT SIGNAL UID GID REACH PROGRAM ARGUMENT...``. When process
PARENT is gone, even by ``kill -9``, the server gets SIGNAL (on Linux; elsewhere the next start
clears up). UID and GID are changed to unless UID is 0. REACH 1 keeps the right to pass folders that
are closed to that account: an installation in ``/root`` is used without opening it for everyone.

This is not done in the parent's ``preexec_fn``, because that runs Python code in a fork of a
process that may have threads.
"""

import ctypes
import os
import sys
from signal import SIGKILL

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_PR_SET_KEEPCAPS = 8
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2
_CAP_DAC_OVERRIDE = 1  # linux/capability.h; what a container's root has
_CAP_DAC_READ_SEARCH = 2  # less, but a container's root lacks it
_CAPABILITY_VERSION_3 = 0x20080522


def main(arguments: list[str]) -> None:
    """Become the server."""
    parent, farewell, uid, gid, reach = map(int, arguments[:5])
    command = arguments[5:]
    libc = ctypes.CDLL(None, use_errno=True)
    if uid:
        _become(libc, uid, gid, reach=bool(reach))
    if sys.platform == "linux":
        # After the change of account, which clears it.
        libc.prctl(_PR_SET_PDEATHSIG, farewell, 0, 0, 0)
        if os.getppid() != parent:
            os.kill(os.getpid(), SIGKILL)  # it died before we asked to be told
    os.execv(command[0], command)  # noqa: S606  # the command comes from our own wheels


def _become(libc: ctypes.CDLL, uid: int, gid: int, *, reach: bool) -> None:
    linux = sys.platform == "linux"
    if reach and linux:
        libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    if reach and linux:
        _keep_one(libc, _CAP_DAC_READ_SEARCH) or _keep_one(libc, _CAP_DAC_OVERRIDE)


def _keep_one(libc: ctypes.CDLL, capability: int) -> bool:
    """Keep this one right over the coming exec; every other one ends there."""
    bit = 1 << capability
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)  # effective, permitted, inheritable
    if libc.capset(header, sets) != 0:
        return False
    return bool(libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, capability, 0, 0) == 0)


if __name__ == "__main__":
    main(sys.argv[1:])
