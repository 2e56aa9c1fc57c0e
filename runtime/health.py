"""Whether a process can do its work."""

from collections.abc import Awaitable, Callable

Check = Callable[[], Awaitable[str | None]]


class Health:
    """Named checks of what a process depends on.

    A process is *live* while it answers at all, and *ready* while no check has a problem. A check
    that is not ``vital`` only makes remarks: one topic of forty that is broken is worth a line and
    no reason to take the process out of service.
    """

    def __init__(self) -> None:
        self._vital: dict[str, Check] = {}
        self._minor: dict[str, Check] = {}

    def watch(self, name: str, check: Check, *, vital: bool = True) -> None:
        """Add a check; it answers None or says in words what is wrong."""
        (self._vital if vital else self._minor)[name] = check

    async def problems(self) -> dict[str, str]:
        """What is wrong now, by check; a check that raises has that as its problem."""
        return await _found(self._vital)

    async def remarks(self) -> dict[str, str]:
        """What is not as it should be, though the process can do its work."""
        return await _found(self._minor)


async def _found(checks: dict[str, Check]) -> dict[str, str]:
    found = {name: await _ask(check) for name, check in list(checks.items())}
    return {name: problem for name, problem in found.items() if problem is not None}


async def _ask(check: Check) -> str | None:
    try:
        return await check()
    except Exception as error:  # noqa: BLE001  whatever a check raises is what it found
        return f"{type(error).__name__}: {error}"
