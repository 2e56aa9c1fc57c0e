"""Whether a process can do its work."""

from collections.abc import Awaitable, Callable

Check = Callable[[], Awaitable[str | None]]


class Health:
    """Named checks of what a process depends on.

    A process is *live* while it answers at all, and *ready* while no check has a problem.
    """

    def __init__(self) -> None:
        self._checks: dict[str, Check] = {}

    def watch(self, name: str, check: Check) -> None:
        """Add a check; it answers None or says in words what is wrong."""
        self._checks[name] = check

    async def problems(self) -> dict[str, str]:
        """What is wrong now, by check; a check that raises has that as its problem."""
        found = {name: await _ask(check) for name, check in list(self._checks.items())}
        return {name: problem for name, problem in found.items() if problem is not None}


async def _ask(check: Check) -> str | None:
    try:
        return await check()
    except Exception as error:  # noqa: BLE001  whatever a check raises is what it found
        return f"{type(error).__name__}: {error}"
