"""Specification of files: real sizes, names that can be used again, bytes that can be read."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from standins.telegram.errors import RefusalError
from standins.telegram.media import blobs, photos
from standins.telegram.media.blobs import Blobs
from standins.telegram.media.files import Files
from standins.telegram.state import first_state


def picture(width: int = 1200, height: int = 675) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def files() -> Files:
    return Files(first_state(bot_id=42, username="b", name="B", now=0.0), Blobs(None))


def test_a_wide_photo_is_offered_up_to_its_own_size() -> None:
    assert photos.sizes(640, 360) == [("s", 90, 51), ("m", 320, 180), ("x", 640, 360)]


def test_a_very_large_photo_is_scaled_down() -> None:
    assert photos.sizes(5000, 2500)[-1] == ("w", 2560, 1280)


def test_a_photo_sent_again_is_the_same_photo(files: Files) -> None:
    first = files.add_photo(picture())

    again = files.again(first[0]["file_id"], "photo")

    assert again == first


def test_the_same_picture_uploaded_twice_has_two_names_and_one_identity(files: Files) -> None:
    first, second = files.add_photo(picture())[-1], files.add_photo(picture())[-1]

    assert first["file_id"] != second["file_id"]
    assert first["file_unique_id"] == second["file_unique_id"]


def test_a_smaller_size_is_made_when_it_is_asked_for(files: Files) -> None:
    small = files.add_photo(picture())[0]
    stored = files.by_path(files.describe(small["file_id"])["file_path"])
    assert stored

    content = files.read(stored)

    assert content
    assert Image.open(BytesIO(content)).size == (90, 51)


def test_a_document_is_no_photo(files: Files) -> None:
    document = files.add_document(b"x", "../../etc/passwd.csv", "text/csv")

    assert document["file_name"] == "passwd.csv"
    with pytest.raises(RefusalError, match="can't use file of type Document as Photo"):
        files.again(document["file_id"], "photo")


def test_nothing_is_no_file(files: Files) -> None:
    with pytest.raises(RefusalError, match="file must be non-empty"):
        files.add_document(b"", "x", "text/plain")


def test_an_address_is_not_fetched(files: Files) -> None:
    with pytest.raises(RefusalError, match="failed to get HTTP URL content"):
        files.again("https://example.org/x.png", "photo")


def test_a_folder_keeps_bytes_over_a_restart(tmp_path: Path) -> None:
    Blobs(tmp_path).put("a", b"whale")

    assert Blobs(tmp_path).get("a") == b"whale"
    assert Blobs(tmp_path).get("b") is None


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobs, "MOST_IN_MEMORY", 10)
    store = Blobs(None)

    store.put("a", b"123456")
    store.put("b", b"123456")

    assert (store.get("a"), store.get("b")) == (None, b"123456")
