"""Draws scenes into a folder and hangs them on the page."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.charts import PICTURES, Look
from bot.charts.kit.canvas import Canvas
from bot.charts.theme import THEMES
from whale.charts.page import Exhibit, Room, Shot, page
from whale.charts.shown import Maker, Shown

INDEX: Final = "index.html"


def hang(maker: Maker, scenes: Sequence[Shown], folder: Path) -> Room:
    """Draw scenes of one picture in every theme."""
    exhibits = [_exhibit(maker, shown, folder) for shown in scenes]
    return Room(kind=maker.kind, title=maker.title, exhibits=exhibits)


def write_page(rooms: Sequence[Room], folder: Path) -> Path:
    """Write the page beside the pictures; where it is."""
    path = folder / INDEX
    path.write_text(page(rooms), encoding="utf-8")
    return path


def _exhibit(maker: Maker, shown: Shown, folder: Path) -> Exhibit:
    picture = PICTURES[maker.scene]
    looks = [Look.of(theme=name, language=shown.language, zone=shown.zone) for name in THEMES]
    return Exhibit(
        name=shown.name,
        note=shown.note,
        words=picture.describe(shown.scene, looks[0]),
        language=shown.language,
        zone=shown.zone,
        shots=[
            _shot(
                picture.draw(shown.scene, look), f"{maker.kind}-{theme}-{shown.name}", theme, folder
            )
            for theme, look in zip(THEMES, looks, strict=True)
        ],
    )


def _shot(canvas: Canvas, name: str, theme: str, folder: Path) -> Shot:
    jpeg = canvas.encode("jpeg")
    (folder / f"{name}.jpg").write_bytes(jpeg)
    (folder / f"{name}.png").write_bytes(canvas.encode("png"))
    return Shot(
        theme=theme,
        jpeg=f"{name}.jpg",
        png=f"{name}.png",
        size=(canvas.width, canvas.height),
        kilobytes=round(len(jpeg) / 1_000),
    )
