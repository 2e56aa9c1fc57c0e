"""Which commands a person sees behind ``/``: by chat, by standing in it, by language.

The order is that of "Determining list of commands" in the Bot API's documents: the narrowest scope
that has a list for the person's language, or for every language, wins.
"""

from collections.abc import Iterator

from standins.telegram.state import Chat, State
from standins.telegram.wire import JsonObject


def scope_key(scope: str, language: str) -> str:
    """How a scope and a language are written as one key.

    >>> scope_key("chat:1001", "en")
    'chat:1001|en'
    """
    return f"{scope}|{language}"


def shown_commands(state: State, chat: Chat, viewer: int) -> list[JsonObject]:
    """The list one person sees in one chat; channels show none."""
    if chat.type == "channel":
        return []
    person = state.users.get(viewer)
    language = (person.language_code or "") if person else ""
    for scope in _scopes(chat, viewer):
        for spoken in (language, ""):
            if found := state.bot.commands.get(scope_key(scope, spoken)):
                return found
    return []


def _scopes(chat: Chat, viewer: int) -> Iterator[str]:
    """The scopes that hold for this person here, the narrowest first."""
    if chat.type == "private":
        yield from (f"chat:{chat.id}", "all_private_chats", "default")
        return
    is_admin = chat.member(viewer).is_admin
    yield f"chat_member:{chat.id}:{viewer}"
    if is_admin:
        yield f"chat_administrators:{chat.id}"
    yield f"chat:{chat.id}"
    if is_admin:
        yield "all_chat_administrators"
    yield from ("all_group_chats", "default")
