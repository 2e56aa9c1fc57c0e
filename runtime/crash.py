"""Ending a process at a chosen step, so that tests can prove that nothing is lost there."""

import os
import sys
from collections.abc import Callable

_EXIT_CODE = 137  # what a shell reports for a process that was killed with SIGKILL


def crash_at(name: str, *, after: int = 1) -> Callable[[str], None]:
    """A mark that ends the process the ``after``-th time the step ``name`` is reached.

    The end is as hard as ``kill -9``: no ``finally`` runs, no buffer is flushed, no connection is
    closed in order.
    """
    left = after

    def mark(step: str) -> None:
        nonlocal left
        if step != name:
            return
        left -= 1
        if left == 0:
            sys.stderr.write(f"ended on purpose at {step}\n")
            sys.stderr.flush()
            os._exit(_EXIT_CODE)

    return mark
