"""The manifest of a recording: one JSON file beside the frames that says what they are."""

from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from core.errors import BrokenInputError, MisconfiguredError

FRAMES, JOURNAL, MANIFEST = ".jsonl.gz", ".journal.gz", ".json"
GROWING = ".part"
FORMAT = 1


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where frames came from, and what a feed must be made with to understand them again.

    ``feed`` is the feed's own name (``bybit 1/3``), ``venue`` the source (``bybit``, ``ethereum``),
    ``address`` its scheme and host, without a path and without any key, ``category`` the venue's
    market. ``setup`` holds the settings that the feed was made of, in JSON; addresses are left out.
    ``cursor`` is the block of a chain that had been read when the feed began.
    """

    feed: str
    venue: str
    address: str = ""
    category: str = ""
    setup: dict[str, object] = {}
    cursor: tuple[int, str] | None = None


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """An end of the connection."""

    at_ns: int
    reason: str


class Manifest(msgspec.Struct, kw_only=True):
    """What one stretch of a recording holds.

    ``sha256`` and ``journal_sha256`` are of the unpacked bytes, so that they still hold after a
    file was packed another way; of a stretch that is not ``finished`` they cover the first
    ``octets`` and ``journal_octets``, which is what had reached the disk. ``continues`` names the
    stem of the stretch before. ``frames`` are those on lines; ``odd_frames`` stand in the journal.
    ``dropped_frames`` are missing: the recording could not follow.
    """

    source: Source
    software: str
    continues: str | None = None
    format: int = FORMAT
    finished: bool = False
    first_ns: int = 0
    last_ns: int = 0
    frames: int = 0
    octets: int = 0
    sha256: str = ""
    journal_octets: int = 0
    journal_sha256: str = ""
    odd_frames: int = 0
    dropped_frames: int = 0
    dropped_octets: int = 0
    topics: dict[str, int] = {}
    connections: int = 0
    losses: list[Loss] = []


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Put the manifest on disk, whole or not at all."""
    beside = path.with_name(path.name + GROWING)
    beside.write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
    beside.replace(path)


def read_manifest(path: Path) -> Manifest:
    """The manifest that ``write_manifest`` wrote.

    Raises
    ------
    MisconfiguredError
        If the file cannot be opened.
    BrokenInputError
        If it holds no manifest, or one of a later format.
    """
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except OSError as error:
        raise MisconfiguredError(f"{path}: {error.strerror}") from None
    except msgspec.MsgspecError as error:
        raise BrokenInputError(f"{path}: no manifest of a recording: {error}") from None
    if manifest.format > FORMAT:
        raise BrokenInputError(
            f"{path}: format {manifest.format} is newer than this program, which reads {FORMAT}"
        )
    return manifest


def bare_address(address: str) -> str:
    """Scheme, host and port; a key stands in the path or before an @ and stays out.

    >>> bare_address("wss://user:secret@eth.example:8443/v2/secret")
    'wss://eth.example:8443'
    """
    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname or ''}{port}"
