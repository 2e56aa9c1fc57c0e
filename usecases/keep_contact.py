"""Telegram says that a person blocked the bot, or let it in again."""

from core.ports import Users
from usecases.register_user import Person


class KeepContact:
    """Stops alerts to a chat that cannot be reached, and lets them flow when it comes back."""

    def __init__(self, users: Users) -> None:
        self._users = users

    async def __call__(self, person: Person, *, reachable: bool) -> None:
        """Note whether the person's private chat can be written to."""
        if reachable:
            await self._users.revive(person.home.chat_id)
        else:
            await self._users.mark_dead(person.home.id, "blocked by the user")
