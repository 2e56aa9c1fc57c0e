"""What a tap on a ``t.me`` link does: start the bot, add it to a chat, join, look at a chat.

``t.me/<bot>?start=`` writes ``/start`` with what follows; ``?startgroup=`` adds the bot to a group
the person chooses and writes ``/start@bot`` there; ``?startchannel`` adds it to a channel. Both may
carry ``&admin=`` with the rights to be given, by their names without ``can_``.
"""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from standins.telegram.chats import invitations, membership
from standins.telegram.errors import RefusalError
from standins.telegram.messages import conversation
from standins.telegram.standing.rights import usual
from standins.telegram.state import Chat
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

_HOSTS = {"t.me", "telegram.me", "telegram.dog"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link into Telegram: whom it names and what it asks for."""

    name: str
    wishes: dict[str, str]


def read(address: str) -> Link:
    """Take a link apart.

    >>> read("https://t.me/whale_bot?start=r_7").wishes
    {'start': 'r_7'}
    >>> read("tg://resolve?domain=whale_bot&startchannel&admin=post_messages").name
    'whale_bot'
    """
    parts = urlsplit(address if "://" in address else f"https://{address}")
    wishes = {
        name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()
    }
    if parts.scheme == "tg" and parts.netloc == "resolve":
        return Link(wishes.pop("domain", ""), wishes)
    if parts.netloc not in _HOSTS:
        raise RefusalError(f"{address} is no link into Telegram; one begins with https://t.me/")
    return Link(parts.path.strip("/"), wishes)


def follow(
    world: World, address: str, user: int, *, now: float, into: Chat | None = None
) -> JsonObject:
    """Do what the link does; returns what was opened.

    Parameters
    ----------
    into
        The chat the person chooses for ``startgroup`` and ``startchannel``; without one the
        answer lists those to choose from (``"opened": "chooser"``) and nothing happens.
    """
    link = read(address)
    if link.name.startswith("+"):
        return {"opened": "chat", **invitations.follow(world, address, user, now=now)}
    if link.name.lower() == world.state.bot.username.lower():
        return _bot(world, link, user, now=now, into=into)
    name, _, number = link.name.partition("/")
    chat = world.chat(f"@{name}")
    return {"opened": "chat", "chat": chat.id, "message_id": int(number) if number else None}


def _bot(world: World, link: Link, user: int, *, now: float, into: Chat | None) -> JsonObject:
    for wish, channel in (("startgroup", False), ("startchannel", True)):
        if wish in link.wishes:
            if into is None:
                return _chooser(world, link, user, channel=channel)
            return _added(world, link, user, into, channel=channel, now=now)
    chat = world.state.chats[user]
    if "start" in link.wishes:
        membership.blocks(world, chat, blocked=False, now=now)
        text = f"/start {link.wishes['start']}".strip()
        conversation.says(world, chat, user, text, now=now)
    return {"opened": "chat", "chat": chat.id, "message_id": None}


def wanted_rights(link: Link) -> dict[str, bool]:
    """The rights behind ``admin=``, by the Bot API's names.

    >>> wanted_rights(read("t.me/b?startchannel&admin=post_messages+anonymous"))
    {'can_post_messages': True, 'is_anonymous': True}
    """
    names = link.wishes.get("admin", "").replace("+", " ").split()
    return {"is_anonymous" if one == "anonymous" else f"can_{one}": True for one in names}


def _chooser(world: World, link: Link, user: int, *, channel: bool) -> JsonObject:
    fitting = [one.id for one in world.state.chats.values() if _fits(one, user, channel=channel)]
    rights = list(wanted_rights(link))
    return {"opened": "chooser", "channel": channel, "chats": fitting, "rights": rights}


def _fits(chat: Chat, user: int, *, channel: bool) -> bool:
    kinds = {"channel"} if channel else {"group", "supergroup"}
    return chat.type in kinds and chat.member(user).is_admin and chat.migrated_to is None


def _added(
    world: World, link: Link, user: int, chat: Chat, *, channel: bool, now: float
) -> JsonObject:
    if not _fits(chat, user, channel=channel):
        kind = "channel" if channel else "group"
        raise RefusalError(f"choose a {kind} that user {user} administers, not chat {chat.id}")
    bot, rights = world.state.bot.id, wanted_rights(link)
    if channel or rights:
        membership.promoted(world, chat, bot, rights or _usual(world, chat), by=user, now=now)
    else:
        membership.joins(world, chat, bot, by=user, now=now)
    if not channel:
        start = f"/start@{world.state.bot.username} {link.wishes['startgroup']}".strip()
        conversation.says(world, chat, user, start, now=now)
    return {"opened": "chat", "chat": chat.id, "message_id": None}


def _usual(world: World, chat: Chat) -> dict[str, bool]:
    """Without ``admin=``: a channel takes a bot as an administrator only, with what it wished."""
    wished = world.state.bot.default_rights.get("channel", {})
    return wished if any(wished.values()) else usual(chat.type)
