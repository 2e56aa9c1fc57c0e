"""Inline mode: somebody types ``@bot query`` in any chat, the bot offers, somebody chooses."""

import base64

from standins.telegram import present
from standins.telegram.errors import RefusalError
from standins.telegram.messages import conversation, results
from standins.telegram.records.pending import InlineQuery
from standins.telegram.state import Chat, Message
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

QUERY_LIFETIME = 30.0
"""Seconds an inline query waits: as long as Telegram keeps its update (``Client.cpp``)."""

_KEPT = 200
_CACHE = 300


def ask(world: World, chat: Chat, user: int, query: str, offset: str, *, now: float) -> InlineQuery:
    """Somebody typed this far; the bot hears of it unless Telegram still has the answer.

    The answer to the same query is used again for ``cache_time`` seconds (300 if the bot does not
    say), by everybody, or by the same person when ``is_personal``.
    """
    if not world.state.bot.inline:
        raise RefusalError("the bot has no inline mode; switch it on with /sim/bot")
    if kept := _cached(world, user, query, offset, now):
        return kept
    state = world.state
    one = InlineQuery(
        id=str(4_310_000_000_000_000_000 + state.next_query),
        user_id=user,
        chat_id=chat.id,
        query=query,
        offset=offset,
        at=now,
    )
    state.next_query += 1
    state.inline_queries[one.id] = one
    while len(state.inline_queries) > _KEPT:
        del state.inline_queries[next(iter(state.inline_queries))]
    body: JsonObject = {
        "id": one.id,
        "from": present.user(state, user),
        "chat_type": "sender" if chat.type == "private" else chat.type,
        "query": query,
        "offset": offset,
    }
    world.push("inline_query", body)
    return one


def _cached(world: World, user: int, query: str, offset: str, now: float) -> InlineQuery | None:
    for one in reversed(world.state.inline_queries.values()):
        if one.answer is None or (one.query, one.offset) != (query, offset):
            continue
        fresh = now < one.at + one.answer.get("cache_time", _CACHE)
        if fresh and (one.user_id == user or not one.answer.get("is_personal")):
            return one
    return None


def answer(world: World, query_id: str, given: JsonObject, *, now: float) -> None:
    """The bot offers results: once, and soon."""
    one = world.state.inline_queries.get(query_id)
    if one is None or one.answer is not None or now - one.at > QUERY_LIFETIME:
        raise RefusalError("query is too old and response timeout expired or query ID is invalid")
    results.check(world.files, given, world.state.users)
    one.answer = given
    world.inline_answered(query_id)


def choose(
    world: World,
    chat: Chat,
    user: int,
    query_id: str,
    result_id: str,
    *,
    now: float,
    topic: int | None = None,
) -> Message:
    """Somebody sends one of the results.

    Only a message with an inline keyboard gets an ``inline_message_id``: without one the bot could
    not change it later, and Telegram does not tell it.
    """
    one = world.state.inline_queries.get(query_id)
    offered = (one.answer or {}).get("results", []) if one is not None else []
    result = next((each for each in offered if each["id"] == result_id), None)
    if one is None or result is None:
        raise RefusalError(f"no result {result_id!r} was offered for inline query {query_id}")
    content = results.content(world.files, result, world.state.users)
    if content is None:
        raise RefusalError("this result's file is on the web, which the stand-in does not fetch")
    message = conversation.written(chat, user, content, now=now, topic=topic)
    message.via_bot = True
    message.reply_markup = result.get("reply_markup")
    message.message_id = world.next_message_id(chat)
    known = _index(world, message)
    world.arrives(message)
    _tell_choice(world, one, user, result_id, known)
    return message


def _index(world: World, message: Message) -> str | None:
    """Give a message with buttons the name by which the bot can change it."""
    if not (message.reply_markup or {}).get("inline_keyboard"):
        return None
    place = f"{world.state.bot.id}:{message.chat_id}:{message.message_id}"
    name = base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")
    world.state.inline_messages[name] = (message.chat_id, message.message_id)
    return name


def _tell_choice(
    world: World, query: InlineQuery, user: int, result_id: str, known: str | None
) -> None:
    if not world.state.bot.inline_feedback:
        return
    body: JsonObject = {
        "result_id": result_id,
        "from": present.user(world.state, user),
        "query": query.query,
    }
    world.push("chosen_inline_result", body | ({"inline_message_id": known} if known else {}))
