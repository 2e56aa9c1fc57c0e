"""People and their chats, in Postgres."""

from core.alerts import Target, TargetId, User, UserId
from core.preferences import Preferences
from db import rows
from db.database import Database
from db.text import storable

_REGISTER = """
insert into users (telegram_id, name, language) values ($1, $2, $3)
on conflict (telegram_id) do update set name = excluded.name, language = excluded.language
returning *
"""

_PREFER = "update users set theme = $2, zone = $3, numbers = $4 where id = $1"

# A private chat has the number of the account it is with.
_PRIVATE_CHAT = """
insert into targets (owner_id, chat_id) values ($1, $2)
on conflict (owner_id, chat_id) where chat_id > 0 and thread_id is null
do update set dead_reason = null
returning id as target_id, owner_id as target_owner, chat_id, thread_id, dead_reason
"""

_UNPARK = """
with freed as (
  update outbox o set state = 'pending'
  from targets t
  where t.id = o.target_id and t.chat_id = $1 and t.dead_reason is null and o.state = 'parked'
  returning 1
)
select pg_notify('outbox', '') from freed limit 1
"""


class PostgresUsers:
    """``Users`` over the tables ``users`` and ``targets``.

    Rows of the outbox follow their target: they are parked while it is dead. The ledger reads a
    target with a share lock before it owes something to it, so that of a death and a new notice at
    the same moment one always sees the other. That is why each change of targets comes before the
    change of rows, in a statement of its own.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def register(self, *, telegram_id: int, name: str, language: str) -> tuple[User, Target]:
        async with self._database.transaction() as session:
            [known] = await session.fetch(
                _REGISTER, telegram_id, storable(name), storable(language)
            )
            [chat] = await session.fetch(_PRIVATE_CHAT, known["id"], telegram_id)
            await session.execute(_UNPARK, telegram_id)
        return rows.user(known), rows.target(chat)

    async def by_telegram(self, telegram_id: int) -> User | None:
        row = await self._database.row("select * from users where telegram_id = $1", telegram_id)
        return rows.user(row) if row else None

    async def prefer(self, user: UserId, preferences: Preferences) -> None:
        names = preferences.theme, preferences.zone, preferences.numbers
        await self._database.execute(_PREFER, user, *names)

    async def mark_dead(self, target: TargetId, reason: str) -> None:
        async with self._database.transaction() as session:
            await session.execute(
                "update targets set dead_reason = $2 where id = $1", target, storable(reason)
            )
            await session.execute(
                "update outbox set state = 'parked' where target_id = $1 and state = 'pending'",
                target,
            )

    async def revive(self, chat_id: int) -> None:
        async with self._database.transaction() as session:
            await session.execute(
                "update targets set dead_reason = null where chat_id = $1", chat_id
            )
            await session.execute(_UNPARK, chat_id)

    async def migrate(self, old_chat: int, new_chat: int) -> None:
        async with self._database.transaction() as session:
            await session.execute(
                "update targets set chat_id = $2 where chat_id = $1", old_chat, new_chat
            )
            # A leased row takes the new number when it comes back (see db/outbox.py).
            await session.execute(
                "update outbox set chat_id = $2 "
                "where chat_id = $1 and state in ('pending', 'parked')",
                old_chat,
                new_chat,
            )
