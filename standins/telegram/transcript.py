"""A chat as people see it: as JSON for the page, as plain text for golden files."""

from standins.telegram.chats import service
from standins.telegram.messages import attachments, origins
from standins.telegram.records.contents import Draft
from standins.telegram.records.places import GENERAL
from standins.telegram.rich import html as rich_html
from standins.telegram.rich import lines as rich_lines
from standins.telegram.state import Chat, Message, State
from standins.telegram.text.render import to_html
from standins.telegram.wire import JsonObject


def entries(
    state: State,
    chat: Chat,
    *,
    since: int = 0,
    viewer: int | None = None,
    topic: int | None = None,
    now: float | None = None,
) -> list[JsonObject]:
    """Every message after the one numbered ``since``, oldest first.

    Parameters
    ----------
    viewer
        Who looks: ephemeral messages for others are left out. Without one, all are shown.
    topic
        Only messages of this topic; 1 is General.
    now
        With a time, the draft that the bot is writing at that moment stands at the end.
    """
    shown = [entry(state, one, viewer=viewer) for one in visible(chat, since, viewer, topic)]
    draft = state.drafts.get(chat.id)
    if now is not None and draft is not None and draft.until > now:
        shown.append(draft_entry(state, draft))
    return shown


def visible(chat: Chat, since: int, viewer: int | None, topic: int | None) -> list[Message]:
    """The messages of a chat that somebody sees."""
    found = [one for one in chat.messages.values() if one.message_id > since]
    if viewer is not None:
        found = [one for one in found if _sees(viewer, one)]
    if topic is not None:
        found = [one for one in found if (one.topic or GENERAL) == topic]
    return found


def _sees(viewer: int, message: Message) -> bool:
    return message.receiver is None or viewer in {message.receiver, message.sender_id}


def entry(state: State, message: Message, *, viewer: int | None = None) -> JsonObject:
    """One message.

    ``html`` renders text or caption; ``buttons`` are the rows of its inline keyboard;
    ``reply_keyboard`` is what the message put under (or took from under) the input.
    """
    content = message.content
    chat = state.chats[message.chat_id]
    shown: JsonObject = {
        "message_id": message.message_id,
        "from": _sender(state, message),
        "from_id": message.sender_id,
        "date": message.date,
        **_words(content),
        "buttons": _buttons(message.reply_markup),
        "edited": message.edit_date is not None,
        "deleted": message.deleted,
        "silent": message.silent,
        "pinned": message.message_id in chat.pinned,
        "topic": message.topic,
        "service": service.sentence(state, message),
        "via_bot": f"@{state.bot.username}" if message.via_bot else None,
        "ephemeral_to": message.receiver,
        "replaces": message.replaces,
        "author": message.signature,
        "views": _views(state, chat),
        "effect": content.get("effect_id"),
        "protected": content.get("has_protected_content", False),
        "preview": content.get("link_preview_options"),
        "draft": False,
    }
    return shown | attachments.of(state, message, viewer) | _relations(state, chat, message)


def draft_entry(state: State, draft: Draft) -> JsonObject:
    """What the bot is writing, in the shape of a message; its number is 0."""
    writing = Message(
        message_id=0,
        chat_id=draft.chat_id,
        sender_id=state.bot.id,
        date=int(draft.until),
        content=draft.content or {"text": "Thinking…"},
        topic=draft.topic,
    )
    shown = entry(state, writing)
    return shown | {"draft": True, "draft_id": draft.draft_id, "can_stop": draft.can_stop}


def as_text(
    state: State,
    chat: Chat,
    *,
    since: int = 0,
    viewer: int | None = None,
    topic: int | None = None,
) -> str:
    """The chat without numbers and times, so that the same story gives the same text.

    Deleted messages are left out; an edited message is shown as it stands now.
    """
    kept = [one for one in visible(chat, since, viewer, topic) if not one.deleted]
    return "".join(f"{_block(state, one)}\n" for one in kept)


def _block(state: State, message: Message) -> str:
    told = service.sentence(state, message)
    if told is not None:
        return f"* {told}"
    content = message.content
    text = content.get("text", content.get("caption", ""))
    if "rich_message" in content:
        text = rich_lines.as_text(content["rich_message"])
    lines = f"{attachments.summary(content)} {text}".strip().split("\n")
    head = f"{_speaker(state, message)}{_only_for(state, message)}"
    block = [f"{head}: {lines[0]}", *(f"  {line}".rstrip() for line in lines[1:])]
    rows = [[_bracketed(button) for button in row] for row in _buttons(message.reply_markup)]
    keyboard = (message.reply_markup or {}).get("keyboard", [])
    rows += [[f"({button['text']})" for button in row] for row in keyboard]
    block += ["  " + " ".join(row) for row in rows]
    return "\n".join(block)


def _speaker(state: State, message: Message) -> str:
    sender = _sender(state, message)
    name = "Bot" if sender == "bot" else sender
    return f"{name} via bot" if message.via_bot else name


def _only_for(state: State, message: Message) -> str:
    if message.receiver is None:
        return ""
    if message.receiver == state.bot.id:
        return " (only the bot sees this)"
    return f" (only {state.users[message.receiver].first_name} sees this)"


def _bracketed(button: JsonObject) -> str:
    sign = " ↗" if button["url"] else " ⧉" if button["copy_text"] else ""
    return f"[{button['text']}{sign}]"


def _words(content: JsonObject) -> JsonObject:
    """Text or caption, plain and as HTML; a rich message has only HTML."""
    name = "text" if "text" in content else "caption"
    entities = content.get("entities" if name == "text" else "caption_entities", [])
    rich = content.get("rich_message")
    return {
        name: content.get(name, ""),
        "html": to_html(content.get(name, ""), list(entities)),
        "rich_html": None if rich is None else rich_html.to_html(rich),
    }


def _sender(state: State, message: Message) -> str:
    """The person; the title of the chat for a channel's post or an anonymous administrator."""
    if message.sender_chat is not None:
        return state.chats[message.sender_chat].title or ""
    if message.sender_id == state.bot.id:
        chat = state.chats[message.chat_id]
        return chat.title or "" if chat.type == "channel" else "bot"
    return state.users[message.sender_id].first_name


def _views(state: State, chat: Chat) -> int | None:
    """Everybody who reads a channel has seen its posts."""
    if chat.type != "channel":
        return None
    return sum(one.is_in for who, one in chat.members.items() if who != state.bot.id)


def _buttons(markup: JsonObject | None) -> list[list[JsonObject]]:
    rows = (markup or {}).get("inline_keyboard", [])
    return [[_button(button) for button in row] for row in rows]


def _button(button: JsonObject) -> JsonObject:
    chosen = button.get("switch_inline_query_chosen_chat", {}).get("query", "")
    return {
        "text": button["text"],
        "data": button.get("callback_data"),
        "url": button.get("url"),
        "copy_text": button.get("copy_text", {}).get("text"),
        "style": button.get("style"),
        "disabled": "disabled" in button,
        "inline_here": button.get("switch_inline_query_current_chat"),
        "inline_elsewhere": button.get("switch_inline_query", chosen or None),
        "web_app": button.get("web_app", {}).get("url"),
    }


def _relations(state: State, chat: Chat, message: Message) -> JsonObject:
    content, markup = message.content, message.reply_markup
    replied = chat.messages.get(message.reply_to) if message.reply_to is not None else None
    quote = content.get("quote", {}).get("text")
    return {
        "reply_to": message.reply_to,
        "quoted": quote or (_line(state, replied) if replied is not None else None),
        "forwarded_from": origins.name(content),
        "reply_keyboard": markup if markup and "inline_keyboard" not in markup else None,
    }


def _line(state: State, message: Message) -> str:
    if message.deleted:
        return "deleted message"
    content = message.content
    text = content.get("text") or content.get("caption") or service.sentence(state, message)
    return " ".join(str(text or attachments.word(content)).split())[:80]
