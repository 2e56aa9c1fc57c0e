"""Being blocked by a person, and being let in again."""

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberUpdated

from usecases.keep_contact import KeepContact
from usecases.register_user import Person

COMMAND = None


def router() -> Router:
    """Changes of our own membership in a private chat."""
    routes = Router(name="membership")
    routes.my_chat_member.register(changed, F.chat.type == "private")
    return routes


async def changed(event: ChatMemberUpdated, person: Person, keep_contact: KeepContact) -> None:
    """Stop writing to who blocked us; write again to who let us in."""
    reachable = event.new_chat_member.status == ChatMemberStatus.MEMBER
    await keep_contact(person, reachable=reachable)
