"""Specification of the gallery's scenes: every picture has some, and all of them can be drawn."""

import re
from pathlib import Path

import pytest

from bot.charts import PICTURES, Look
from whale.charts.made_up import MS, made_up_candles
from whale.charts.makers import MAKERS, structure, track_record
from whale.charts.shown import Maker, Material

SEED = Material(seed=7)


def test_every_picture_has_scenes_in_the_gallery() -> None:
    assert {maker.scene for maker in MAKERS} == set(PICTURES)
    assert len({maker.kind for maker in MAKERS}) == len(MAKERS)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.kind)
async def test_scenes_of_a_picture_have_names_and_notes_and_can_be_drawn(maker: Maker) -> None:
    scenes = await maker.make(SEED)

    names = [shown.name for shown in scenes]
    assert len(set(names)) == len(names) >= 3
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)
    for shown in scenes:
        look = Look.of(language=shown.language, zone=shown.zone)
        canvas = PICTURES[maker.scene].draw(shown.scene, look)
        words = PICTURES[maker.scene].describe(shown.scene, look)
        assert all(canvas.frame.holds(word.box) for word in canvas.words)
        assert words
        assert shown.note.endswith(".")


async def test_recorded_candles_get_scenes_of_their_own(tmp_path: Path) -> None:
    hours = made_up_candles("ETHUSDT", "1h", seed=7)[-600:]
    rows = [f"{c.open_ns // MS},{c.open},{c.high},{c.low},{c.close},{c.volume}" for c in hours]
    lines = "\n".join(["ts_ms,open,high,low,close,volume", *rows])
    (tmp_path / "bybit_linear_ETHUSDT_1h.csv").write_text(lines)
    material = Material(seed=7, recorded=tmp_path)

    charts, records = await structure.make(material), await track_record.make(material)

    assert charts[-1].name == "recorded-ethusdt-1h"
    assert [shown.name for shown in records[-2:]] == [
        "recorded-ethusdt-1h-touches",
        "recorded-ethusdt-1h-signals",
    ]
    assert charts[-1].note == "Recorded: bybit_linear_ETHUSDT_1h.csv."
