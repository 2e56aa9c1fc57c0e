"""What a message answers: a message of the same chat, of another chat, or a part of one.

Sentences and rules follow ``check_reply_parameters`` of Telegram's server and TDLib's
``MessageQuote``.
"""

from dataclasses import dataclass, field

from standins.telegram import polls_shown, present
from standins.telegram.errors import RefusalError
from standins.telegram.messages import attachments, origins
from standins.telegram.state import Chat, Message
from standins.telegram.text.formatted import Formatted, in_order
from standins.telegram.text.formatting import plain_text, slice_units
from standins.telegram.wire import JsonObject, utf16_length
from standins.telegram.world import World

_LONGEST_QUOTE = 1024
_QUOTABLE = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time"}
)
"""Entities that are part of a quote; the others are neither kept nor compared."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a new message answers.

    Attributes
    ----------
    to
        The message of the same chat.
    shown
        The fields ``quote`` and ``external_reply``, as far as there are any.
    """

    to: int | None = None
    shown: JsonObject = field(default_factory=dict)


def answered(world: World, chat: Chat, args: JsonObject, *, ephemeral: bool = False) -> Answered:
    """What ``reply_parameters`` ask for.

    Raises
    ------
    RefusalError
        ``message to be replied not found``, unless it may be missing; ``QUOTE_TEXT_INVALID``
        when the quote is no part of the message.
    """
    wanted = args.get("reply_parameters", {})
    if "ephemeral_message_id" in wanted and ephemeral:
        return Answered(_existing(chat, wanted["ephemeral_message_id"]).message_id)
    if "message_id" not in wanted:
        return Answered()
    source = world.chat(wanted["chat_id"]) if "chat_id" in wanted else chat
    replied = source.messages.get(wanted["message_id"])
    if replied is None or replied.deleted or (replied.receiver is not None and not ephemeral):
        if wanted.get("allow_sending_without_reply"):
            return Answered()
        raise RefusalError("message to be replied not found")
    quoted = _quote(replied, wanted)
    if source is chat:
        return Answered(replied.message_id, quoted)
    return Answered(None, _from_elsewhere(world, source, replied) | quoted)


def _existing(chat: Chat, number: int) -> Message:
    found = chat.messages.get(number)
    if found is None or found.deleted or found.receiver is None:
        raise RefusalError("message to be replied not found")
    return found


def _from_elsewhere(world: World, source: Chat, replied: Message) -> JsonObject:
    """``external_reply``, and all of the text as an automatic quote.

    Protected content can't be shown in another chat: such a reply is sent without it.
    """
    content = replied.content
    if content.get("has_protected_content") or source.protected:
        return {}
    shown: JsonObject = {"origin": origins.origin(world.state, replied)}
    if source.type in {"supergroup", "channel"}:
        shown |= {"chat": present.chat(world.state, source), "message_id": replied.message_id}
    shown |= {name: content[name] for name in attachments.FIELDS if name in content}
    if "poll" in shown:
        shown["poll"] = polls_shown.poll(world.state.polls[shown["poll"]["id"]])
    whole = _words(replied)
    if not whole.text:
        return {"external_reply": shown}
    text = slice_units(whole.text, 0, _LONGEST_QUOTE)
    quote = _shown_quote(text, 0, _within(whole.entities, 0, utf16_length(text)))
    return {"external_reply": shown, "quote": quote}


def _words(message: Message) -> Formatted:
    name = "text" if "text" in message.content else "caption"
    entities = message.content.get("entities" if name == "text" else "caption_entities", [])
    return Formatted(message.content.get(name, ""), list(entities))


def _quote(replied: Message, wanted: JsonObject) -> JsonObject:
    given = plain_text(
        wanted.get("quote", ""), wanted.get("quote_parse_mode"), wanted.get("quote_entities")
    )
    if not given.text:
        return {}
    length = utf16_length(given.text)
    meant = _within(given.entities, 0, length)
    whole = _words(replied)
    places = [at for at in _places(whole.text, given.text) if _same(whole, at, length, meant)]
    if not places or length > _LONGEST_QUOTE:
        raise RefusalError("QUOTE_TEXT_INVALID")
    near = wanted.get("quote_position", 0)
    position = min(places, key=lambda at: abs(at - near))
    return {"quote": {**_shown_quote(given.text, position, meant), "is_manual": True}}


def _places(text: str, part: str) -> list[int]:
    """Where a text contains another, in UTF-16 units."""
    found: list[int] = []
    at = text.find(part)
    while at >= 0:
        found.append(utf16_length(text[:at]))
        at = text.find(part, at + 1)
    return found


def _same(whole: Formatted, at: int, length: int, meant: list[JsonObject]) -> bool:
    return _within(whole.entities, at, length) == meant


def _within(entities: list[JsonObject], at: int, length: int) -> list[JsonObject]:
    """The quotable entities of a part of a text, with offsets from the part's beginning."""
    kept: list[JsonObject] = []
    for one in entities:
        begin = max(one["offset"], at)
        end = min(one["offset"] + one["length"], at + length)
        if one["type"] in _QUOTABLE and begin < end:
            kept.append({**one, "offset": begin - at, "length": end - begin})
    return in_order(kept)


def _shown_quote(text: str, position: int, entities: list[JsonObject]) -> JsonObject:
    shown: JsonObject = {"text": text, "position": position}
    return {**shown, "entities": entities} if entities else shown
