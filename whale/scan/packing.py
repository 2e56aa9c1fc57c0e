"""How a recorded file is packed: not at all, as gzip, or as the one member of a zip archive."""

import gzip
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, cast

from core.errors import MisconfiguredError

GROWING = ".part"
"""What stands behind the name of a file that is still being written, or never was finished."""

TORN = (OSError, EOFError, zlib.error, zipfile.BadZipFile)
"""What reading a packed file raises where it ends too early or is broken."""

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"


def unpacked(file: BinaryIO, path: Path) -> BinaryIO:
    """The contents of an open file, by what it begins with and not by its name.

    Raises
    ------
    MisconfiguredError
        If it is a zip archive that is not whole, is locked, or holds more than one file.
    """
    magic = file.read(len(_ZIP))
    file.seek(0)
    if magic.startswith(_GZIP):
        return cast("BinaryIO", gzip.open(file))
    return _only_member(file, path) if magic == _ZIP else file


def _only_member(file: BinaryIO, path: Path) -> BinaryIO:
    try:
        archive = zipfile.ZipFile(file)
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) != 1:
            raise MisconfiguredError(
                f"{path}: holds {len(members)} files; unpack it and name the one you mean"
            )
        return cast("BinaryIO", archive.open(members[0]))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise MisconfiguredError(f"{path}: this zip archive cannot be read: {error}") from None
