"""Specification of ``whale charts gallery``: its files, and a page that needs no network."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from typing_extensions import override

from bot.charts.theme import THEMES
from core.errors import MisconfiguredError
from tests.unit.bot.charts import records
from whale.charts.command import gallery
from whale.charts.hanging import hang, write_page
from whale.charts.makers import MAKERS
from whale.charts.page import Exhibit, Room, Shot, page
from whale.charts.shown import Shown

RECORDS = next(maker for maker in MAKERS if maker.kind == "track")


class Read(HTMLParser):
    """What a page points at, and the tags that are still open at its end."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.pictures: dict[str, str] = {}
        self.links: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "img":
            self.pictures[named["src"]] = named["alt"]
        self.links += [named[name] for name in ("src", "href") if name in named]
        if tag not in {"meta", "img", "input", "link", "br"}:
            self.open.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def a_room(words: str = "Price 3,500.") -> Room:
    shot = Shot(theme="dark", jpeg="a.jpg", png="a.png", size=(1024, 640), kilobytes=90)
    other = Shot(theme="light", jpeg="b.jpg", png="b.png", size=(1024, 640), kilobytes=80)
    exhibit = Exhibit(
        name="usual", note="A day.", words=words, language="en", zone="UTC", shots=[shot, other]
    )
    return Room(kind="card", title="Alert card", exhibits=[exhibit])


def two_records(seed: int) -> list[Shown]:
    usual = records.track_record(seed, n=40, kinds=2)
    return [
        Shown(name="usual", scene=usual, note="Forty forecasts."),
        Shown(name="none", scene=records.track_record(n=0, kinds=0), note="None.", language="de"),
    ]


def hung(folder: Path, seed: int = 7) -> Path:
    folder.mkdir(exist_ok=True)
    return write_page([hang(RECORDS, two_records(seed), folder)], folder)


def test_a_scene_is_drawn_in_every_theme_as_jpeg_and_png_beside_a_page(
    tmp_path: Path,
) -> None:
    hung(tmp_path)

    pictures = {
        f"track-{theme}-{name}.{kind}"
        for theme in THEMES
        for name in ("usual", "none")
        for kind in ("jpg", "png")
    }
    assert {path.name for path in tmp_path.iterdir()} == pictures | {"index.html"}


def test_the_page_shows_every_jpeg_with_words_and_asks_nobody_else(tmp_path: Path) -> None:
    text = (hung(tmp_path)).read_text(encoding="utf-8")
    read = Read(text)

    assert set(read.pictures) == {path.name for path in tmp_path.glob("*.jpg")}
    assert all(read.pictures.values())
    assert not read.open
    assert all((tmp_path / link).exists() for link in read.links if link[0] not in "#d")
    assert "http" not in text


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(tmp_path: Path) -> None:
    one, again, other = (
        hung(tmp_path / name, seed) for name, seed in (("one", 7), ("again", 7), ("other", 8))
    )

    for path in one.parent.iterdir():
        assert path.read_bytes() == again.with_name(path.name).read_bytes()
    usual = "track-dark-usual.png"
    assert one.with_name(usual).read_bytes() != other.with_name(usual).read_bytes()


@pytest.mark.timeout(120)
def test_the_command_draws_one_picture_alone_into_a_folder_that_it_makes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gallery(tmp_path / "a" / "b", only="track")

    said = capsys.readouterr().out
    assert said.startswith("Track record: touches, young, nothing\n9 pictures. Look at ")
    assert len(list((tmp_path / "a" / "b").glob("track-*"))) == 18


def test_words_are_written_as_words_and_never_as_tags() -> None:
    read = Read(page([a_room('<script src="x"> & "so on"')]))

    assert "script" not in read.open
    assert read.pictures["a.jpg"] == '<script src="x"> & "so on"'


def test_a_screen_reader_hears_the_numbers_once_and_the_theme_of_the_others() -> None:
    read = Read(page([a_room()]))

    assert read.pictures == {"a.jpg": "Price 3,500.", "b.jpg": "The same in the theme light"}


def test_what_cannot_be_drawn_or_written_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(MisconfiguredError, match="take one of heatmap, structure"):
        gallery(tmp_path, only="moon")
    with pytest.raises(MisconfiguredError, match="file: File exists"):
        gallery(tmp_path / "file", only="card")
    with pytest.raises(MisconfiguredError, match="no such folder"):
        gallery(tmp_path, only="track", recorded=tmp_path / "nowhere")
