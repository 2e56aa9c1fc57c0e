"""Recorded files, however they are packed: plain, gzip, or the one member of a zip archive."""

import gzip
import logging
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

_log = logging.getLogger(__name__)

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_GROWING = ".part"
"""What a recorder that was killed leaves behind a file's name."""


def lines_of(path: Path) -> Iterator[tuple[int, bytes]]:
    """Every line that is not empty, with its number.

    A file that ends in the middle is read up to there, with a warning unless its name says that it
    was never finished.

    Raises
    ------
    ValueError
        It is a zip archive of several files, or of none.
    """
    growing = path.suffix == _GROWING
    try:
        with path.open("rb") as file:
            for number, line in enumerate(_unpacked(file, path), start=1):
                text = line.strip()
                if text and (line.endswith(b"\n") or not growing):
                    yield number, text
    except (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile) as error:
        if not growing:
            _log.warning("%s ends too early: %s", path, error)


def _unpacked(file: IO[bytes], path: Path) -> IO[bytes]:
    magic = file.read(len(_ZIP))
    file.seek(0)
    if magic.startswith(_GZIP):
        return cast("IO[bytes]", gzip.open(file))
    if magic != _ZIP:
        return file
    archive = zipfile.ZipFile(file)
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) != 1:
        message = f"{path}: holds {len(members)} files; unpack it and name the one you mean"
        raise ValueError(message)
    return archive.open(members[0])
