"""A person comes in by the Telegram door."""

from dataclasses import dataclass

from core.alerts import Target, User
from core.ports import Users

_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is here now, with the private chat that their alerts go to."""

    user: User
    home: Target


class RegisterUser:
    """Knows a Telegram account from its first message on; calling again changes nothing else.

    Name and language follow the account. The private chat lives again: who writes to us can be
    written to.
    """

    def __init__(self, users: Users) -> None:
        self._users = users

    async def __call__(self, *, telegram_id: int, name: str, language: str | None) -> Person:
        """The person behind an account."""
        user, home = await self._users.register(
            telegram_id=telegram_id,
            name=" ".join(name.split())[:_LONGEST_NAME],
            language=language or "en",
        )
        return Person(user=user, home=home)
