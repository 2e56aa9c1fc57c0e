"""The gallery's scenes: one file a picture, and this list of them.

A picture that is listed in ``bot.charts.PICTURES`` needs a line here; a test compares the two.
"""

from typing import Final

from bot.charts.card import CardScene
from bot.charts.flow import FlowScene
from bot.charts.heatmap import HeatmapScene
from bot.charts.liquidation_map import LiquidationMapScene
from bot.charts.structure import StructureScene
from bot.charts.track_record import TrackRecordScene
from whale.charts.makers import card, flow, heatmap, liquidation_map, structure, track_record
from whale.charts.shown import Maker

MAKERS: Final = (
    Maker(kind="heatmap", title="Liquidity heatmap", scene=HeatmapScene, make=heatmap.make),
    Maker(kind="structure", title="Market structure", scene=StructureScene, make=structure.make),
    Maker(kind="flow", title="Whale flow", scene=FlowScene, make=flow.make),
    Maker(
        kind="liquidation-map",
        title="Liquidation map",
        scene=LiquidationMapScene,
        make=liquidation_map.make,
    ),
    Maker(kind="track", title="Track record", scene=TrackRecordScene, make=track_record.make),
    Maker(kind="card", title="Alert card", scene=CardScene, make=card.make),
)
"""In the order of the page."""
