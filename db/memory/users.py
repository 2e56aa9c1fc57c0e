"""People and their chats, in memory."""

from dataclasses import replace

from core.alerts import Target, TargetId, User, UserId
from core.preferences import NOTHING_CHOSEN, Preferences
from db.memory.tables import Tables
from db.text import storable


class MemoryUsers:
    """``Users`` over dictionaries."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def register(self, *, telegram_id: int, name: str, language: str) -> tuple[User, Target]:
        known = await self.by_telegram(telegram_id)
        user = User(
            id=known.id if known else UserId(len(self._tables.users) + 1),
            telegram_id=telegram_id,
            name=storable(name),
            language=storable(language),
            preferences=known.preferences if known else NOTHING_CHOSEN,
        )
        self._tables.users[user.id] = user
        return user, self._private_chat(user)

    async def by_telegram(self, telegram_id: int) -> User | None:
        users = self._tables.users.values()
        return next((user for user in users if user.telegram_id == telegram_id), None)

    async def prefer(self, user: UserId, preferences: Preferences) -> None:
        known = self._tables.users.get(user)
        if known is not None:
            self._tables.users[user] = replace(known, preferences=preferences)

    async def mark_dead(self, target: TargetId, reason: str) -> None:
        known = self._tables.targets.get(target)
        if known is not None:
            self._tables.targets[target] = replace(known, dead_reason=storable(reason))

    async def revive(self, chat_id: int) -> None:
        for target in self._of_chat(chat_id):
            self._tables.targets[target.id] = replace(target, dead_reason=None)
        self._tables.outbox_bell.ring()

    async def migrate(self, old_chat: int, new_chat: int) -> None:
        for target in self._of_chat(old_chat):
            self._tables.targets[target.id] = replace(target, chat_id=new_chat)

    def _of_chat(self, chat_id: int) -> list[Target]:
        return [target for target in self._tables.targets.values() if target.chat_id == chat_id]

    def _private_chat(self, user: User) -> Target:
        # A private chat has the number of the account it is with.
        chats = self._of_chat(user.telegram_id)
        known = next((chat for chat in chats if chat.owner == user.id), None)
        target = Target(
            id=known.id if known else TargetId(len(self._tables.targets) + 1),
            owner=user.id,
            chat_id=user.telegram_id,
        )
        self._tables.targets[target.id] = target
        self._tables.outbox_bell.ring()
        return target
