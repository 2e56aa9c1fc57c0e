"""Specification of the files that the stand-ins play: packed or not, whole or cut off."""

import gzip
import logging
import zipfile
import zlib
from pathlib import Path

import pytest

from standins.packing import lines_of

TEXT = b'{"n":1}\n\n{"n":2}\n'
LINES = [(1, b'{"n":1}'), (3, b'{"n":2}')]


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in members.items():
            archive.writestr(name, contents)
    return path


def torn(path: Path) -> Path:
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    path.write_bytes(packer.compress(TEXT + b'{"n"') + packer.flush(zlib.Z_SYNC_FLUSH))
    return path


def test_plain_gzip_and_zip_hold_the_same_lines(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(TEXT)
    (tmp_path / "packed").write_bytes(gzip.compress(TEXT))
    zipped(tmp_path / "archive", frames=TEXT)

    read = [list(lines_of(tmp_path / name)) for name in ("plain", "packed", "archive")]

    assert read == [LINES, LINES, LINES]


def test_an_archive_of_several_files_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "two.zip", a=TEXT, b=TEXT)

    with pytest.raises(ValueError, match=r"two\.zip: holds 2 files; unpack it"):
        list(lines_of(path))


def test_a_file_that_ends_too_early_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        lines = list(lines_of(torn(tmp_path / "frames.gz")))

    assert lines[:2] == LINES
    assert "frames.gz ends too early" in caplog.text


def test_an_unfinished_file_ends_with_its_last_whole_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lines = list(lines_of(torn(tmp_path / "frames.gz.part")))

    assert lines == LINES
    assert caplog.records == []
