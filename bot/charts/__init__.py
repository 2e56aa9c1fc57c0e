"""Pictures: a scene goes in, the bytes of an image come out.

Nothing here reads a clock, a file of the user's, or the network; the same scene gives the same
bytes. Scenes are plain frozen data and can be pickled, so drawing may run in a pool of processes.

A new picture is one file or folder (a scene, `render`, `describe`), put together from the `kit`,
and one line in `PICTURES`; a new theme is one file in `theme/` and one line in `THEMES`.
"""

from collections.abc import Mapping
from typing import Final

from bot.charts import card, flow, heatmap, liquidation_map, structure, track_record
from bot.charts.kit.canvas import Encoding
from bot.charts.kit.look import USUAL, Look
from bot.charts.kit.picture import Drawable, Picture

__all__ = ["PICTURES", "USUAL", "Encoding", "Look", "describe", "draw"]

PICTURES: Final[Mapping[type, Drawable]] = {
    heatmap.HeatmapScene: Picture(heatmap.HeatmapScene, heatmap.render, heatmap.describe),
    structure.StructureScene: Picture(
        structure.StructureScene, structure.render, structure.describe
    ),
    card.CardScene: Picture(card.CardScene, card.render, card.describe),
    flow.FlowScene: Picture(flow.FlowScene, flow.render, flow.describe),
    liquidation_map.LiquidationMapScene: Picture(
        liquidation_map.LiquidationMapScene, liquidation_map.render, liquidation_map.describe
    ),
    track_record.TrackRecordScene: Picture(
        track_record.TrackRecordScene, track_record.render, track_record.describe
    ),
}
"""Every picture the bot can draw, by its kind of scene."""


def draw(scene: object, *, look: Look = USUAL, encoding: Encoding = "jpeg") -> bytes:
    """The scene as an image: JPEG for a chat, PNG for full quality.

    Raises
    ------
    ValueError
        The scene holds nothing that can be drawn, or prices that cannot be; the text says which.
    TypeError
        It is not a scene of any picture.
    """
    return _picture(scene).draw(scene, look).encode(encoding)


def describe(scene: object, *, look: Look = USUAL) -> str:
    """The scene in a sentence or two: its main numbers, for captions and screen readers.

    Raises
    ------
    ValueError, TypeError
        As `draw`.
    """
    return _picture(scene).describe(scene, look)


def _picture(scene: object) -> Drawable:
    picture = PICTURES.get(type(scene))
    if picture is None:
        known = ", ".join(kind.__name__ for kind in PICTURES)
        message = f"no picture for {type(scene).__name__}; there are pictures for {known}"
        raise TypeError(message)
    return picture
