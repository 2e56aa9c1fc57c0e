"""Starts a recording when there is somebody to tell of it."""

import asyncio
from collections.abc import Callable, Sequence

from aiohttp import ClientSession

from core.ports import Rules

Say = Callable[[str], None]


async def play_after_rules(
    rules: Rules, controls: Sequence[str], *, quiet_s: float, say: Say
) -> None:
    """Start the recordings once there are rules and none was changed for ``quiet_s``.

    A recording happens once: whoever wants to be told of it must have said so before.
    """
    say("The recording waits for your first rule.")
    version = 0
    while True:
        await rules.changed(quiet_s)
        changed = await rules.changed_since(version)
        if changed:
            version = changed[-1].version
            say(f"A rule was saved; the recording starts in {quiet_s:.0f} s unless you add more.")
        elif version and any(rule.active for rule in await rules.changed_since(0)):
            break
    await play(controls)
    say("The recording plays.")


async def play(controls: Sequence[str]) -> None:
    """Start the recordings now."""
    async with ClientSession() as session:
        await asyncio.gather(*(_press(session, control) for control in controls))


async def _press(session: ClientSession, control: str) -> None:
    async with session.post(f"{control}/control/play") as answer:
        answer.raise_for_status()
