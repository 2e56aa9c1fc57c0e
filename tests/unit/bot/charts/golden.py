"""How pictures looked when somebody last looked: ``python -m tests.unit.bot.charts.golden``.

A picture is remembered as the mean lightness of 16 by 20 fields, in 64 steps. That outlives another
machine's last bit of a logarithm and its way to kern letters; an eye would not notice those either.
"""

import json
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts import PICTURES, Look
from bot.charts.theme import THEMES
from tests.unit.bot.charts import maps, records, scenes

FILE: Final = Path(__file__).with_suffix(".json")
FIELDS: Final = (20, 16)
_STEP: Final = 4

SCENES: Final = {
    "structure": scenes.structure(),
    "heatmap": scenes.heatmap(),
    "card": scenes.card(),
    "flow": scenes.flow(),
    "liquidation map": maps.liquidation_map(),
    "track record": records.track_record(),
}
NAMES: Final = [f"{picture}, {theme}" for picture in SCENES for theme in THEMES]


def fields(name: str) -> npt.NDArray[np.int64]:
    """The lightness of the fields of one picture now, row by row, 0 to 63."""
    picture, _, theme = name.partition(", ")
    scene = SCENES[picture]
    canvas = PICTURES[type(scene)].draw(scene, Look.of(theme=theme))
    grey = canvas.pixels[..., :3].mean(axis=2)
    rows, columns = FIELDS
    cut = grey[: grey.shape[0] // rows * rows, : grey.shape[1] // columns * columns]
    blocks = cut.reshape(rows, cut.shape[0] // rows, columns, cut.shape[1] // columns)
    lightness: npt.NDArray[np.int64] = (blocks.mean(axis=(1, 3)) / _STEP).astype(np.int64)
    return lightness.ravel()


def remembered() -> dict[str, list[int]]:
    """The fields of all pictures as they were."""
    found: dict[str, list[int]] = json.loads(FILE.read_text())
    return found


if __name__ == "__main__":
    lines = [f"{json.dumps(name)}: {json.dumps(fields(name).tolist())}" for name in NAMES]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n")
