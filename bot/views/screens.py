"""What a handler answers with: a screen, a picture, a word, or nothing more to see.

Handlers return these; a middleware in ``bot.app`` sends them or edits the tapped message in place.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from bot.views.html import Html, plain

ButtonStyle = Literal["primary", "success", "danger"]


@dataclass(frozen=True, slots=True)
class Button:
    """One button with exactly one effect: a tap (callback data), a web address, or text to copy."""

    text: str
    tap: str | None = None
    url: str | None = None
    copy: str | None = None
    style: ButtonStyle | None = None

    def fields(self) -> dict[str, object]:
        """The button as the Bot API writes it (``InlineKeyboardButton``)."""
        given = {"callback_data": self.tap, "url": self.url, "style": self.style}
        written: dict[str, object] = {name: value for name, value in given.items() if value}
        if self.copy is not None:
            written["copy_text"] = {"text": self.copy}
        # A label is no HTML: what was escaped for a message is read back.
        label = plain(self.text) if isinstance(self.text, Html) else self.text
        return {"text": label, **written}


Rows = tuple[tuple[Button, ...], ...]


def keyboard(rows: Rows) -> dict[str, object] | None:
    """An inline keyboard as the Bot API writes it, or None where there is none."""
    if not rows:
        return None
    return {"inline_keyboard": [[button.fields() for button in row] for row in rows]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A message of text. Answering a tap it replaces the tapped message, unless ``fresh``.

    ``toast`` is shown for a moment over the chat when the screen answers a tap. ``closes`` is an
    older message whose buttons go away, because this one continues it.
    """

    text: Html
    rows: Rows = ()
    fresh: bool = False
    toast: str | None = None
    closes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture with its caption. Answering a tap on a picture it replaces that picture."""

    image: bytes = field(repr=False)
    name: str
    caption: Html
    rows: Rows = ()
    file_id: str | None = None
    """Telegram's name for the picture, when it was uploaded before."""
    uploaded: Callable[[str], None] | None = None
    """Is told that name after an upload."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toast:
    """A word over the chat; the message stays as it is. With ``alert`` it waits to be closed."""

    text: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Closed:
    """The tapped message goes away."""


Reply = Screen | Photo | Toast | Closed
