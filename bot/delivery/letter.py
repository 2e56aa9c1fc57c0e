"""An alert that is ready to be sent, and what can be changed about it when Telegram says no."""

from dataclasses import dataclass, field, replace

from aiogram.exceptions import TelegramMigrateToChat

from bot.charts import USUAL, Look
from bot.delivery.errors import Remedy
from bot.views.html import Html, escape, plain, visible_length
from bot.views.screens import Rows

LONGEST_CAPTION = 1024
LONGEST_TEXT = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture that Telegram has (``file_id``), or one to upload.

    ``key`` is our name for it, ``scene`` what it shows, should it have to be drawn again.
    """

    key: str
    scene: object = field(repr=False)
    look: Look = field(default=USUAL, repr=False)
    file_id: str | None = None
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message to one chat. ``formatted`` says that ``text`` is sent as HTML."""

    chat_id: int
    thread_id: int | None
    text: Html
    rows: Rows
    image: Image | None = None
    formatted: bool = True

    def __post_init__(self) -> None:
        """A text that is no caption goes without a picture: the text must arrive whole."""
        if self.image is not None and visible_length(self.text) > LONGEST_CAPTION:
            object.__setattr__(self, "image", None)

    @property
    def words(self) -> str:
        """What is sent: the HTML, or the bare words."""
        return self.text if self.formatted else plain(self.text)


def cured(letter: Letter, remedy: Remedy, error: Exception) -> Letter | None:
    """The letter changed so that it may pass, or None when a changed letter is no answer."""
    match remedy:
        case Remedy.MIGRATE if isinstance(error, TelegramMigrateToChat):
            return replace(letter, chat_id=error.migrate_to_chat_id)
        case Remedy.PLAIN if letter.formatted:
            return replace(letter, formatted=False)
        case Remedy.SHORTEN:
            return replace(letter, text=_shortened(letter.text), formatted=False)
        case Remedy.WITHOUT_PICTURE if letter.image is not None:
            return replace(letter, image=None)
        case Remedy.GENERAL_TOPIC if letter.thread_id is not None:
            return replace(letter, thread_id=None)
        case _:
            return None


def _shortened(text: Html) -> Html:
    # Half of the units leave room for pairs; the cut text is sent bare, so no tag is cut through.
    return escape(plain(text)[: LONGEST_TEXT // 2 - 1] + "…")
