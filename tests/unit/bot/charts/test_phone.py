"""Specification of every picture on a phone: after a second compression its words are legible.

A stroke of small text has at best three quarters of its ink left once it is scaled down, so a
contrast of 4.5 on the sheet (WCAG, text) becomes about 3 on the phone, which is what WCAG asks of
large text and of shapes: less would not be seen as letters.
"""

from dataclasses import replace

import pytest

from bot.charts import PICTURES, card
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.look import Look
from bot.charts.kit.text import SMALLEST, Font
from bot.charts.theme import THEMES, contrast, rgb
from tests.support.phone import words_on_a_phone
from tests.unit.bot.charts import books, cards, maps, records, scenes

BEFORE = 4.5
AFTER = 3.0
SCENES: dict[str, object] = {
    "structure": scenes.structure(3),
    "crowded structure": scenes.structure(4),
    "structure in detail": scenes.structure(6, marks=60, detail=True),
    "short and late structure": scenes.structure(5, count=10, stale_s=90.0),
    "heat map": scenes.heatmap(3),
    "long and late heat map": scenes.heatmap(2, columns=300, stale_s=180.0),
    "crowded heat map": books.crowded(3),
    "card of a fall": scenes.card(3),
    "card of a rise": scenes.card(4, side="up"),
    "card of no side": scenes.card(5, side="neutral"),
    "card of a level": scenes.level_card(3),
    "card on candles": cards.candle_card(3),
    "card of a new zone": cards.fresh_zone_card(4),
    "card of a level far off": cards.far_card(5),
    "card of a zone": scenes.band_card(3),
    "card without prices": scenes.card(3, count=0),
    "flow": scenes.flow(3),
    "liquidation map": maps.liquidation_map(3),
    "track record": records.track_record(3),
    "young track record": records.track_record(4, n=2, kinds=1),
}

every_theme = pytest.mark.parametrize("theme", THEMES)
every_scene = pytest.mark.parametrize("scene", SCENES.values(), ids=list(SCENES))


def drawn(scene: object, theme: str) -> Canvas:
    return PICTURES[type(scene)].draw(scene, Look.of(theme=theme))


@every_theme
@every_scene
def test_all_words_stay_legible_on_a_phone(scene: object, theme: str) -> None:
    canvas = drawn(scene, theme)

    seen = words_on_a_phone(canvas)

    assert min(word.font.size for word in canvas.words) >= SMALLEST
    assert min(contrast(word.colour, word.ground) for word in canvas.words) >= BEFORE
    assert not [(one.word.text, one.contrast) for one in seen if one.contrast < AFTER]


def test_no_picture_escapes_this_test() -> None:
    tried = {type(scene) for scene in SCENES.values()}

    assert tried == set(PICTURES), "add a scene of each picture to SCENES"


def test_a_grey_too_near_to_the_page_is_found_out() -> None:
    weak = replace(THEMES["light"], faint=rgb("#80868F"))

    canvas = card.render(scenes.card(), Look(theme=weak))

    left = {seen.word.text: seen.contrast for seen in words_on_a_phone(canvas)}
    assert left["Whale Tracker"] < AFTER


def test_pure_red_passes_on_the_sheet_and_is_lost_on_the_phone() -> None:
    sheet = Canvas((1024, 640), rgb("#000000"))
    red = rgb("#FF0000")

    sheet.write("pure red in small print", (40, 300), Font(SMALLEST), red)

    (seen,) = words_on_a_phone(sheet)
    assert contrast(red, sheet.ground) > BEFORE
    assert seen.contrast < AFTER
