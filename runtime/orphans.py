"""A process that somebody started must not go on alone.

Pools of processes end with their pool, but a pool that was killed (``kill -9``, or a machine short
of memory) tells its processes nothing: they would wait for work for ever.
"""

import os
import signal
from multiprocessing import parent_process
from threading import Thread


def end_with_parent() -> None:
    """Let this process, started by ``multiprocessing``, end in the moment its parent is gone.

    Give it to a pool as ``initializer``. Ctrl-C, which reaches every process of a terminal, is left
    to the parent.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        # Whatever is in the making has nobody left to go to.
        os._exit(1)
