"""The kinds of file a message can carry, and what Telegram calls each of them.

The words in refusals are TDLib's names of file types. The first letters of a ``file_id`` are those
that real ones begin with, so that a log reads alike; nothing depends on them.
"""

import mimetypes
from dataclasses import dataclass

_TYPES = mimetypes.MimeTypes()
"""Python's own list, not this machine's: the same name gives the same type everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of file.

    Attributes
    ----------
    words
        How a refusal names it.
    prefix
        How its ``file_id`` begins.
    folder
        Where ``file_path`` says it lies.
    mime
        Its type when the file's name doesn't tell one of the same family.
    named
        Whether the Bot API shows the file's name.
    typed
        Whether the Bot API shows its type.
    """

    words: str
    prefix: str
    folder: str
    mime: str
    named: bool = False
    typed: bool = True

    def type_of(self, name: str) -> str:
        """The MIME type of a file of this kind, from its name.

        >>> KINDS["video"].type_of("whale.webm"), KINDS["video"].type_of("whale.txt")
        ('video/webm', 'video/mp4')
        """
        guessed = _TYPES.guess_type(name)[0] or self.mime
        same = guessed.split("/")[0] == self.mime.split("/")[0]
        return guessed if same or self.mime == ANYTHING else self.mime


ANYTHING = "application/octet-stream"

KINDS: dict[str, Kind] = {
    "photo": Kind(words="Photo", prefix="AgACAgI", folder="photos", mime="image/jpeg"),
    "document": Kind(
        words="Document", prefix="BQACAgI", folder="documents", mime=ANYTHING, named=True
    ),
    "video": Kind(words="Video", prefix="BAACAgI", folder="videos", mime="video/mp4", named=True),
    "animation": Kind(
        words="Animation", prefix="CgACAgI", folder="animations", mime="video/mp4", named=True
    ),
    "audio": Kind(words="Audio", prefix="CQACAgI", folder="music", mime="audio/mpeg", named=True),
    "voice": Kind(words="VoiceNote", prefix="AwACAgI", folder="voice", mime="audio/ogg"),
    "video_note": Kind(
        words="VideoNote", prefix="DQACAgI", folder="video_notes", mime="video/mp4", typed=False
    ),
    "sticker": Kind(
        words="Sticker", prefix="CAACAgI", folder="stickers", mime="image/webp", typed=False
    ),
    "live_photo": Kind(words="LivePhoto", prefix="KAACAgI", folder="videos", mime="video/mp4"),
    "thumbnail": Kind(
        words="Thumbnail", prefix="AAMCAgI", folder="thumbnails", mime="image/jpeg", typed=False
    ),
}
"""By the field of ``Message`` that holds it; a thumbnail is never sent by itself."""
