"""Specification of how recorded files may be packed, and of those that a crash cut off."""

import gzip
import json
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.support.recordings import a_book_frame, an_archive
from whale.cli import app

FRAMES = [a_book_frame(update_id) for update_id in range(1, 200)]
TEXT = b"".join(frame + b"\n" for frame in FRAMES)


def scan(path: Path) -> Result:
    return CliRunner().invoke(app, ["scan", "book", str(path), "--json"])


def book(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def a_torn_gzip(path: Path) -> Path:
    """What is on the disk when a writer is killed: everything up to its last flush."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    path.write_bytes(packer.compress(TEXT) + packer.flush(zlib.Z_SYNC_FLUSH))
    return path


@pytest.mark.parametrize("name", ["book.jsonl", "book.jsonl.gz", "book.zip", "book_without_ending"])
def test_a_file_is_read_by_what_it_is_and_not_by_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(TEXT) if name.endswith("gz") else TEXT)
    if name.endswith("zip"):
        an_archive(path, FRAMES)

    result = scan(path)

    assert (result.exit_code, book(result)["frames"]) == (0, 199)
    assert (book(result)["in_sync"], book(result)["last_u"]) == (True, 1_199)


def test_an_archive_of_several_files_must_be_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", TEXT)
        archive.writestr("b", TEXT)

    result = scan(path)

    assert str(result.exception) == (f"{path}: holds 2 files; unpack it and name the one you mean")


def test_half_an_archive_is_refused(tmp_path: Path) -> None:
    path = an_archive(tmp_path / "book.zip", FRAMES)
    path.write_bytes(path.read_bytes()[:-40])

    result = scan(path)

    assert f"{path}: this zip archive cannot be read" in str(result.exception)


def test_a_torn_file_is_read_to_its_end_and_the_end_is_a_fault(tmp_path: Path) -> None:
    result = scan(a_torn_gzip(tmp_path / "book.jsonl.gz"))

    assert (result.exit_code, book(result)["frames"]) == (1, 199)
    assert "the file ends here: Compressed file ended before" in result.stderr


def test_a_file_that_was_never_finished_ends_without_a_fault(tmp_path: Path) -> None:
    result = scan(a_torn_gzip(tmp_path / "book.jsonl.gz.part"))

    assert (result.exit_code, result.stderr, book(result)["frames"]) == (0, "", 199)


def test_half_a_line_at_the_end_of_an_unfinished_file_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "book.jsonl.part"
    path.write_bytes(TEXT[:-50])

    result = scan(path)

    assert (result.exit_code, book(result)["frames"]) == (0, 198)
