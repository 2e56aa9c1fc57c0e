"""Files on the server: stored once, named by ``file_id``, found again by it.

What a file *is* (its kind, width, duration, title) is decided when it is uploaded and goes with its
``file_id`` from then on: sent again, it is the same, whatever the request says. Telegram lets some
kinds stand for others when they are sent again (a video as a document); the stand-in does not, so
that a bot which mixes them up hears of it.
"""

import base64
import hashlib
from pathlib import PurePath

from standins.telegram.errors import RefusalError
from standins.telegram.media import photos
from standins.telegram.media.blobs import Blobs
from standins.telegram.media.kinds import KINDS
from standins.telegram.records.contents import StoredFile
from standins.telegram.state import State
from standins.telegram.wire import JsonObject

UPLOAD_LIMIT = 50 * 1024 * 1024
_DOWNLOAD_LIMIT = 20 * 1024 * 1024
_THUMBNAIL_LIMIT = 200 * 1024
_DIGEST = 12


class Files:
    """The server's files: bytes in a store, what is known of them in the state."""

    def __init__(self, state: State, blobs: Blobs) -> None:
        self._state = state
        self._blobs = blobs

    def add_photo(self, content: bytes) -> list[JsonObject]:
        """Store an uploaded photo; returns its ``PhotoSize`` list, smallest first."""
        width, height, kind = photos.measure(content)
        blob = self._keep(content)
        number = self._next_number()
        records = [
            StoredFile(
                file_id=_identifier("photo", number, letter, blob),
                unique_id=f"AQAD{blob[:_DIGEST]}{letter}",
                kind="photo",
                blob=blob,
                path=f"photos/file_{number}{letter}.{'jpg' if kind == 'jpeg' else kind}",
                size=_estimate(len(content), (wide, high), (width, height)),
                width=wide,
                height=high,
            )
            for letter, wide, high in photos.sizes(width, height)
        ]
        family = [one.file_id for one in records]
        for one in records:
            one.family = family
            self._state.files[one.file_id] = one
        return [photo_size(one) for one in records]

    def add_document(self, content: bytes, name: str, mime: str) -> JsonObject:
        """Store an uploaded document; returns its ``Document``."""
        return self.add("document", content, name, {}, mime=mime)

    def add(
        self,
        kind: str,
        content: bytes,
        name: str,
        attributes: JsonObject,
        *,
        mime: str = "",
        thumbnail: str | None = None,
    ) -> JsonObject:
        """Store an uploaded file of any kind but a photo; returns what the Bot API shows of it.

        Parameters
        ----------
        kind
            A name of :data:`~standins.telegram.media.kinds.KINDS`.
        attributes
            What goes with it for ever: ``duration``, ``width``, ``title`` and so on.
        mime
            Its type; by default what its name tells.
        thumbnail
            The ``file_id`` of its small picture.
        """
        blob = self._keep(content)
        number = self._next_number()
        safe = PurePath(name).name or "file"
        known = KINDS[kind]
        stored = StoredFile(
            file_id=_identifier(kind, number, "d", blob),
            unique_id=f"AgAD{blob[:_DIGEST]}",
            kind=kind,
            blob=blob,
            path=f"{known.folder}/file_{number}{PurePath(safe).suffix}",
            size=len(content),
            name=safe if known.named else None,
            mime=(mime or known.type_of(safe)) if known.typed else None,
            attributes=attributes,
            thumbnail=thumbnail,
        )
        self._state.files[stored.file_id] = stored
        return self.shown(stored)

    def add_thumbnail(self, content: bytes) -> str | None:
        """Store the small picture of another file; what is no small picture is left out.

        Telegram drops a thumbnail it can't use and sends the file all the same.
        """
        if not 0 < len(content) < _THUMBNAIL_LIMIT:
            return None
        try:
            width, height, _ = photos.measure(content)
        except RefusalError:
            return None
        stored = self.add("thumbnail", content, "t.jpg", {"width": width, "height": height})
        return str(stored["file_id"])

    def again(self, file_id: str, kind: str) -> list[JsonObject]:
        """What a known ``file_id`` stands for: all sizes of a photo, or the one file."""
        stored = self._state.files.get(file_id)
        if stored is None:
            words = "wrong file identifier/HTTP URL specified"
            raise RefusalError("failed to get HTTP URL content" if "://" in file_id else words)
        if stored.kind != kind:
            wanted, found = KINDS[kind].words, KINDS[stored.kind].words
            raise RefusalError(f"can't use file of type {found} as {wanted}")
        if kind == "photo":
            return [photo_size(self._state.files[one]) for one in stored.family]
        return [self.shown(stored)]

    def shown(self, stored: StoredFile) -> JsonObject:
        """A file as the Bot API shows it: ``Document``, ``Video``, ``Audio`` and so on."""
        fields = _identity(stored) | stored.attributes
        if stored.name is not None:
            fields["file_name"] = stored.name
        if stored.mime is not None:
            fields["mime_type"] = stored.mime
        small = self._state.files.get(stored.thumbnail or "")
        return fields if small is None else {**fields, "thumbnail": self.shown(small)}

    def describe(self, file_id: str) -> JsonObject:
        """What getFile returns."""
        stored = self._state.files.get(file_id)
        if stored is None:
            raise RefusalError("wrong file_id or the file is temporarily unavailable")
        if stored.size > _DOWNLOAD_LIMIT:
            raise RefusalError("file is too big")
        return {**_identity(stored), "file_path": stored.path}

    def read(self, stored: StoredFile) -> bytes | None:
        """The bytes of a file; a smaller size of a photo is made now."""
        content = self._blobs.get(stored.blob)
        if content is None or stored.kind != "photo":
            return content
        return photos.scaled(content, stored.width, stored.height)

    def by_path(self, path: str) -> StoredFile | None:
        """The file behind a ``file_path``."""
        return next((one for one in self._state.files.values() if one.path == path), None)

    def _keep(self, content: bytes) -> str:
        """Put bytes into the store; returns the name they have there."""
        if not content:
            raise RefusalError("file must be non-empty")
        blob = hashlib.blake2b(content, digest_size=20).hexdigest()
        self._blobs.put(blob, content)
        return blob

    def _next_number(self) -> int:
        number = self._state.next_file
        self._state.next_file += 1
        return number


def photo_size(stored: StoredFile) -> JsonObject:
    """A ``PhotoSize``."""
    return {**_identity(stored), "width": stored.width, "height": stored.height}


def _identity(stored: StoredFile) -> JsonObject:
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
    }


def _identifier(kind: str, number: int, letter: str, blob: str) -> str:
    token = base64.urlsafe_b64encode(f"{number}:{letter}:{blob[:_DIGEST]}".encode())
    return KINDS[kind].prefix + token.decode().rstrip("=")


def _estimate(size: int, offered: tuple[int, int], whole: tuple[int, int]) -> int:
    share = (offered[0] * offered[1]) / (whole[0] * whole[1])
    return max(round(size * share), 1)
