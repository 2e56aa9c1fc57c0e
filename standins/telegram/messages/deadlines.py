"""What happens by itself when its time comes: polls close, drafts go."""

from standins.telegram.clock import MovableClock
from standins.telegram.messages import polls
from standins.telegram.world import World

_PAUSE = 0.5
"""Seconds between two looks at the clock. A call of the bot looks too, so it never sees less than
the truth; the pause bounds how late the page and a waiting poller hear of it. When the clock is
moved, they hear of it at once."""


def pass_due(world: World, *, now: float) -> None:
    """Let happen what should have happened by now."""
    polls.close_due(world, now=now)
    over = [chat_id for chat_id, draft in world.state.drafts.items() if draft.until <= now]
    for chat_id in over:
        del world.state.drafts[chat_id]
        world.drafted(chat_id)


async def watch(world: World, clock: MovableClock) -> None:
    """Look again and again, for as long as the server runs."""
    while True:
        pass_due(world, now=clock.now())
        await clock.sleep(_PAUSE)
