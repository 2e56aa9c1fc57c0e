"""Files on the server: stored once, named by ``file_id``, found again by it."""

import base64
import hashlib
from pathlib import PurePath

from standins.telegram import photos
from standins.telegram.blobs import Blobs
from standins.telegram.errors import RefusalError
from standins.telegram.state import State, StoredFile
from standins.telegram.wire import JsonObject

UPLOAD_LIMIT = 50 * 1024 * 1024
_DOWNLOAD_LIMIT = 20 * 1024 * 1024
_PREFIX = {"photo": "AgACAgI", "document": "BQACAgI"}
_DIGEST = 12


class Files:
    """The server's files: bytes in a store, what is known of them in the state."""

    def __init__(self, state: State, blobs: Blobs) -> None:
        self._state = state
        self._blobs = blobs

    def add_photo(self, content: bytes) -> list[JsonObject]:
        """Store an uploaded photo; returns its ``PhotoSize`` list, smallest first."""
        width, height, kind = photos.measure(content)
        blob = _digest(content)
        self._blobs.put(blob, content)
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
        if not content:
            raise RefusalError("file must be non-empty")
        blob = _digest(content)
        self._blobs.put(blob, content)
        number = self._next_number()
        safe = PurePath(name).name or "file"
        stored = StoredFile(
            file_id=_identifier("document", number, "d", blob),
            unique_id=f"AgAD{blob[:_DIGEST]}",
            kind="document",
            blob=blob,
            path=f"documents/file_{number}{PurePath(safe).suffix}",
            size=len(content),
            name=safe,
            mime=mime,
        )
        self._state.files[stored.file_id] = stored
        return document(stored)

    def again(self, file_id: str, kind: str) -> list[JsonObject]:
        """What a known ``file_id`` stands for: all sizes of a photo, or one document."""
        stored = self._state.files.get(file_id)
        if stored is None:
            words = "wrong file identifier/HTTP URL specified"
            raise RefusalError("failed to get HTTP URL content" if "://" in file_id else words)
        if stored.kind != kind:
            wanted, found = kind.capitalize(), stored.kind.capitalize()
            raise RefusalError(f"can't use file of type {found} as {wanted}")
        if kind == "document":
            return [document(stored)]
        return [photo_size(self._state.files[one]) for one in stored.family]

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

    def _next_number(self) -> int:
        number = self._state.next_file
        self._state.next_file += 1
        return number


def photo_size(stored: StoredFile) -> JsonObject:
    """A ``PhotoSize``."""
    return {**_identity(stored), "width": stored.width, "height": stored.height}


def document(stored: StoredFile) -> JsonObject:
    """A ``Document``."""
    return {**_identity(stored), "file_name": stored.name, "mime_type": stored.mime}


def _identity(stored: StoredFile) -> JsonObject:
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
    }


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:40]


def _identifier(kind: str, number: int, letter: str, blob: str) -> str:
    token = base64.urlsafe_b64encode(f"{number}:{letter}:{blob[:_DIGEST]}".encode())
    return _PREFIX[kind] + token.decode().rstrip("=")


def _estimate(size: int, offered: tuple[int, int], whole: tuple[int, int]) -> int:
    share = (offered[0] * offered[1]) / (whole[0] * whole[1])
    return max(round(size * share), 1)
