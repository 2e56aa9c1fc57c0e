"""What messages are made of besides their text: files, polls, drafts.

Records only; what may happen to them is in :mod:`standins.telegram.media.files`,
:mod:`standins.telegram.messages.polls` and :mod:`standins.telegram.methods.drafts`.
"""

import msgspec

from standins.telegram.wire import JsonObject


class StoredFile(msgspec.Struct, kw_only=True):
    """A file on the server; for photos one record a size.

    Attributes
    ----------
    blob
        The name of the stored bytes; sizes of one photo share it and are scaled when downloaded.
    path
        The ``file_path`` under which it is downloaded.
    family
        The ``file_id`` of every size of the same photo, smallest first.
    attributes
        What the Bot API shows of it besides its names and size: ``width``, ``duration``, ``title``
        and so on, as its kind has them.
    thumbnail
        The ``file_id`` of the small picture sent with it.
    """

    file_id: str
    unique_id: str
    kind: str
    blob: str
    path: str
    size: int
    family: list[str] = []
    width: int = 0
    height: int = 0
    name: str | None = None
    mime: str | None = None
    attributes: JsonObject = {}
    thumbnail: str | None = None


class Poll(msgspec.Struct, kw_only=True):
    """A poll; every message that shows it shows the same votes.

    Attributes
    ----------
    terms
        The fields of the Bot API's ``Poll`` that never change: question, type, settings.
    options
        Its answers, as ``PollOption`` without their counts.
    by_bot
        The bot sent it, so the bot hears of its votes and may stop it.
    places
        Chat and number of every message that shows it, the first is the original.
    votes
        Chosen options by voter, in the order of voting.
    """

    id: str
    terms: JsonObject
    options: list[JsonObject]
    by_bot: bool
    places: list[tuple[int, int]] = []
    closed: bool = False
    closes_at: int | None = None
    votes: dict[int, list[int]] = {}


class Draft(msgspec.Struct, kw_only=True):
    """A message the bot is still writing: shown for a short time and never kept.

    Attributes
    ----------
    content
        As in a message; empty shows "Thinking…".
    """

    draft_id: int
    chat_id: int
    content: JsonObject
    until: float
    topic: int | None = None
    can_stop: bool = False
    keep_on_stop: bool = False
