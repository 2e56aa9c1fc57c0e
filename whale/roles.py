"""What a process can be: any set of these roles.

A role is named by its address and loaded when it is run, so that a process holds only what it
needs: a worker no Telegram client, an API no chart engine.
"""

from collections.abc import Awaitable, Callable
from pkgutil import resolve_name
from typing import cast

from core.errors import MisconfiguredError
from runtime.context import Context

Role = Callable[[Context], Awaitable[None]]

ROLES: dict[str, str] = {
    "ingest": "engine.app:ingest",
    "worker": "engine.app:worker",
    "bot": "bot.app.serving:serve",
    "api": "api.app:serve",
    "scheduler": "engine.app:scheduler",
}


def roles_named(names: str) -> dict[str, Role]:
    """The roles of a list such as ``ingest,worker``, loaded; ``all`` names every one.

    Raises
    ------
    MisconfiguredError
        If a name is not among them; the message lists those that are.
    """
    wanted = list(ROLES) if names == "all" else names.replace(",", " ").split()
    unknown = [name for name in wanted if name not in ROLES]
    if unknown or not wanted:
        known = ", ".join(ROLES)
        raise MisconfiguredError(f"no role {', '.join(unknown) or 'given'}; there are: {known}")
    return {name: cast("Role", resolve_name(ROLES[name])) for name in wanted}
