"""A chat as people see it: as JSON for the page, as plain text for golden files."""

from standins.telegram.render import to_html
from standins.telegram.state import Chat, Message, State
from standins.telegram.wire import JsonObject


def entries(state: State, chat: Chat, *, since: int = 0) -> list[JsonObject]:
    """Every message after the one numbered ``since``, oldest first."""
    return [entry(state, one) for one in chat.messages.values() if one.message_id > since]


def entry(state: State, message: Message) -> JsonObject:
    """One message.

    ``html`` renders text or caption; ``buttons`` are the rows of its inline keyboard;
    ``reply_keyboard`` is what the message put under (or took from under) the input.
    """
    content = message.content
    chat = state.chats[message.chat_id]
    name = "text" if "text" in content else "caption"
    entities = content.get("entities" if name == "text" else "caption_entities", [])
    shown: JsonObject = {
        "message_id": message.message_id,
        "from": _sender(state, message),
        "from_id": message.sender_id,
        "date": message.date,
        name: content.get(name, ""),
        "html": to_html(content.get(name, ""), list(entities)),
        "buttons": _buttons(message.reply_markup),
        "edited": message.edit_date is not None,
        "deleted": message.deleted,
        "silent": message.silent,
        "pinned": chat.pinned == message.message_id,
    }
    return shown | _media(content) | _relations(chat, message)


def as_text(state: State, chat: Chat, *, since: int = 0) -> str:
    """The chat without numbers and times, so that the same story gives the same text.

    Deleted messages are left out; an edited message is shown as it stands now.
    """
    kept = [one for one in chat.messages.values() if not one.deleted and one.message_id > since]
    return "".join(f"{_block(state, one)}\n" for one in kept)


def _block(state: State, message: Message) -> str:
    content = message.content
    text = content.get("text", content.get("caption", ""))
    lines = f"{_attachment(content)}{text}".strip().split("\n")
    sender = "Bot" if message.sender_id == state.bot.id else _sender(state, message)
    block = [f"{sender}: {lines[0]}", *(f"  {line}".rstrip() for line in lines[1:])]
    rows = [[_bracketed(button) for button in row] for row in _buttons(message.reply_markup)]
    keyboard = (message.reply_markup or {}).get("keyboard", [])
    rows += [[f"({button['text']})" for button in row] for row in keyboard]
    block += ["  " + " ".join(row) for row in rows]
    return "\n".join(block)


def _attachment(content: JsonObject) -> str:
    if "photo" in content:
        largest = content["photo"][-1]
        return f"<photo {largest['width']}x{largest['height']}> "
    if "document" in content:
        return f"<file {content['document']['file_name']}> "
    return ""


def _bracketed(button: JsonObject) -> str:
    sign = " ↗" if button["url"] else " ⧉" if button["copy_text"] else ""
    return f"[{button['text']}{sign}]"


def _sender(state: State, message: Message) -> str:
    if message.sender_id == state.bot.id:
        return "bot"
    return state.users[message.sender_id].first_name


def _buttons(markup: JsonObject | None) -> list[list[JsonObject]]:
    rows = (markup or {}).get("inline_keyboard", [])
    return [[_button(button) for button in row] for row in rows]


def _button(button: JsonObject) -> JsonObject:
    return {
        "text": button["text"],
        "data": button.get("callback_data"),
        "url": button.get("url"),
        "copy_text": button.get("copy_text", {}).get("text"),
        "style": button.get("style"),
        "disabled": "disabled" in button,
    }


def _media(content: JsonObject) -> JsonObject:
    shown: JsonObject = {"photo": None, "document": None}
    if "photo" in content:
        largest = content["photo"][-1]
        shown["photo"] = {
            "file_id": largest["file_id"],
            "width": largest["width"],
            "height": largest["height"],
            "url": f"/sim/file/{largest['file_id']}",
            "spoiler": content.get("has_media_spoiler", False),
            "below": content.get("show_caption_above_media", False),
        }
    if "document" in content:
        document = content["document"]
        shown["document"] = {
            "file_id": document["file_id"],
            "name": document["file_name"],
            "size": document["file_size"],
            "url": f"/sim/file/{document['file_id']}",
        }
    return shown


def _relations(chat: Chat, message: Message) -> JsonObject:
    origin = message.content.get("forward_origin")
    markup = message.reply_markup
    keyboard = markup if markup and "inline_keyboard" not in markup else None
    replied = chat.messages.get(message.reply_to) if message.reply_to is not None else None
    return {
        "reply_to": message.reply_to,
        "quoted": _line(replied) if replied is not None else None,
        "forwarded_from": origin["sender_user"]["first_name"] if origin else None,
        "reply_keyboard": keyboard,
    }


def _line(message: Message) -> str:
    if message.deleted:
        return "deleted message"
    text = message.content.get("text") or message.content.get("caption") or "photo"
    return " ".join(str(text).split())[:80]
