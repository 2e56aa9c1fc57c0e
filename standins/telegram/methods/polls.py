"""sendPoll and stopPoll.

The checks and sentences follow TDLib's ``create_input_message_content`` and ``stop_poll``; those
for times and explanations, which only Telegram's servers check, are ours.
"""

from standins.telegram import polls_shown
from standins.telegram.errors import RefusalError
from standins.telegram.keyboards import check_markup
from standins.telegram.media import offered as media
from standins.telegram.messages import polls
from standins.telegram.messages.cards import location
from standins.telegram.methods.common import Call, Handler, send
from standins.telegram.state import Message
from standins.telegram.text.formatted import Formatted
from standins.telegram.text.formatting import named, plain_text
from standins.telegram.wire import JsonObject, utf16_length
from standins.telegram.world import World

_MOST_OPTIONS = 12
_LONGEST = {"question": 300, "option": 100, "explanation": 200, "description": 1024}
_LINE_FEEDS = 2
_OPEN = range(5, 2_628_001)


def send_poll(world: World, call: Call) -> object:
    """A poll or a quiz."""
    chat = world.open_chat(call.args["chat_id"])
    if chat.type != "channel" and {"members_only", "country_codes"} & set(call.args):
        raise RefusalError("voters can be chosen in channels only")
    options = [_option(world, call, one) for one in call.args["options"]]
    if not options:
        raise RefusalError("poll must have at least one answer option")
    if len(options) > _MOST_OPTIONS:
        raise RefusalError(f"poll can't have more than {_MOST_OPTIONS} options")
    terms = _question(call) | _settings(call.args) | _times(call) | _described(world, call)
    if terms["type"] == "quiz":
        terms |= _solution(world, call, len(options))
    shown = polls.create(world, terms, options, by_bot=True, now=call.now)
    if call.args.get("is_closed"):
        world.state.polls[shown["id"]].closed = True
    return send(world, call, {"poll": shown})


def stop_poll(world: World, call: Call) -> object:
    """No more votes; the answer is the poll as it stands."""
    chat = world.open_chat(call.args["chat_id"])
    message = _with_poll(world, call)
    poll = world.state.polls[message.content["poll"]["id"]]
    if not poll.by_bot or "forward_origin" in message.content:
        raise RefusalError("poll can't be stopped")
    polls.close_due(world, now=call.now)
    if poll.closed:
        raise RefusalError("poll has already been closed")
    message.reply_markup = check_markup(call.args.get("reply_markup"), chat_type=chat.type)
    polls.close(world, poll)
    return polls_shown.poll(poll)


def _with_poll(world: World, call: Call) -> Message:
    chat = world.chat(call.args["chat_id"])
    message = chat.messages.get(call.args["message_id"])
    if message is None or message.deleted:
        raise RefusalError("message with poll to stop not found")
    if "poll" not in message.content:
        raise RefusalError("message is not a poll")
    return message


def _question(call: Call) -> JsonObject:
    text = _text(call.args, "question", _LONGEST["question"])
    if utf16_length(text.text) > _LONGEST["question"]:
        raise RefusalError("poll question length must not exceed 300")
    return named(_only_emoji(text), "question", "question_entities")


def _option(world: World, call: Call, wish: JsonObject) -> JsonObject:
    text = _text(wish, "text", _LONGEST["option"])
    if utf16_length(text.text) > _LONGEST["option"]:
        raise RefusalError("poll options length must not exceed 100")
    shown = named(_only_emoji(text), "text", "text_entities")
    return shown | _medium(world, call, wish, "media")


def _text(wish: JsonObject, name: str, longest: int) -> Formatted:
    text = plain_text(wish[name], wish.get(f"{name}_parse_mode"), wish.get(f"{name}_entities"))
    if longest and not text.text:
        raise RefusalError("text must be non-empty")
    return text


def _only_emoji(text: Formatted) -> Formatted:
    """A question and its options keep no other entity."""
    kept = [one for one in text.entities if one["type"] == "custom_emoji"]
    return Formatted(text.text, kept)


def _settings(args: JsonObject) -> JsonObject:
    kind = args.get("type") or "regular"
    optional = {"country_codes": args["country_codes"]} if args.get("country_codes") else {}
    return {
        "is_anonymous": args.get("is_anonymous", True),
        "type": kind,
        "allows_multiple_answers": args.get("allows_multiple_answers", False),
        "allows_revoting": args.get("allows_revoting", kind == "regular"),
        "members_only": args.get("members_only", False),
        **optional,
    }


def _times(call: Call) -> JsonObject:
    if {"open_period", "close_date"} <= set(call.args):
        raise RefusalError("open_period and close_date can't be used together")
    if "open_period" in call.args and call.args["open_period"] not in _OPEN:
        raise RefusalError("open_period must be from 5 to 2628000 seconds")
    if "close_date" in call.args and int(call.args["close_date"] - call.now) not in _OPEN:
        raise RefusalError("close_date must be from 5 to 2628000 seconds in the future")
    return {name: call.args[name] for name in ("open_period", "close_date") if name in call.args}


def _described(world: World, call: Call) -> JsonObject:
    shown = _medium(world, call, call.args, "media")
    if not call.args.get("description"):
        return shown
    text = _text(call.args, "description", 0)
    if utf16_length(text.text) > _LONGEST["description"]:
        raise RefusalError("poll description length must not exceed 1024")
    return shown | named(text, "description", "description_entities")


def _solution(world: World, call: Call, options: int) -> JsonObject:
    right = call.args.get("correct_option_ids", [])
    if not right:
        raise RefusalError("correct quiz option list must be non-empty")
    if right != sorted(set(right)):
        raise RefusalError("correct quiz option list must be increasing")
    if not all(0 <= one < options for one in right):
        raise RefusalError("wrong quiz correct_option_id")
    told = {"correct_option_ids": right} | _medium(world, call, call.args, "explanation_media")
    if not call.args.get("explanation"):
        return told
    text = _text(call.args, "explanation", 0)
    if utf16_length(text.text) > _LONGEST["explanation"]:
        raise RefusalError("quiz explanation must have at most 200 characters")
    if text.text.count("\n") > _LINE_FEEDS:
        raise RefusalError("quiz explanation must have at most 2 line feeds")
    return told | named(text, "explanation", "explanation_entities")


def _medium(world: World, call: Call, wish: JsonObject, name: str) -> JsonObject:
    """A ``PollMedia`` for what the bot wants to show beside a text of the poll."""
    if name not in wish:
        return {}
    wanted = wish[name]
    match wanted["type"]:
        case "link":
            return {name: {"link": {"url": wanted["url"]}}}
        case "location":
            return {name: {"location": location(wanted)}}
        case "venue":
            place = {"location": location(wanted), "title": wanted["title"]}
            return {name: {"venue": place | {"address": wanted["address"]}}}
        case kind:
            shown = media.content(world.files, call, kind, wanted, wanted["media"])
            return {name: {kind: shown[kind]}}


METHODS: dict[str, Handler] = {"sendPoll": send_poll, "stopPoll": stop_poll}
