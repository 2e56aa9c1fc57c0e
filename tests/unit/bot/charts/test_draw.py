"""Specification of `bot.charts.draw`: which bytes come out, and which scenes are refused."""

import hashlib
import pickle
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import bot.charts
from bot.charts import PICTURES, describe, draw
from bot.charts.kit.prints import Prints
from bot.charts.structure import StructureScene
from bot.charts.structure.ruler import Range
from bot.charts.structure.zones import Zone
from tests.unit.bot.charts import maps, records, scenes

ALL = [
    scenes.structure(),
    scenes.heatmap(),
    scenes.card(),
    scenes.flow(),
    maps.liquidation_map(),
    records.track_record(),
]
ROOT = Path(bot.charts.__file__).parents[2]
ELSEWHERE = """
import hashlib, pickle, sys
from bot.charts import draw
print(*(hashlib.sha256(draw(scene)).hexdigest() for scene in pickle.load(sys.stdin.buffer)))
"""


def sha(image: bytes) -> str:
    return hashlib.sha256(image).hexdigest()


def opened(image: bytes) -> Image.Image:
    return Image.open(BytesIO(image))


@pytest.mark.parametrize("scene", ALL, ids=lambda scene: type(scene).__name__)
def test_the_same_scene_gives_the_same_bytes(scene: object) -> None:
    assert sha(draw(scene)) == sha(draw(pickle.loads(pickle.dumps(scene))))  # noqa: S301  # our own


def test_another_process_draws_the_very_same_bytes() -> None:
    found = subprocess.run(  # noqa: S603  # this interpreter, a script written here
        [sys.executable, "-W", "ignore", "-c", ELSEWHERE],
        input=pickle.dumps(ALL),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )

    assert found.stdout.decode().split() == [sha(draw(scene)) for scene in ALL]


@pytest.mark.parametrize("scene", ALL, ids=lambda scene: type(scene).__name__)
def test_a_jpeg_keeps_its_colours_and_passes_the_messenger_untouched(scene: object) -> None:
    image = draw(scene)
    picture = opened(image)

    assert picture.format == "JPEG"
    assert max(picture.size) <= 1280
    assert len(image) * 8 / (picture.width * picture.height) < 4
    assert [layer[1:3] for layer in picture.layer] == [(1, 1)] * 3  # type: ignore[attr-defined]
    assert "progressive" not in picture.info


def test_a_png_of_the_same_scene_is_lossless_and_as_large() -> None:
    jpeg, png = (opened(draw(ALL[2], encoding=kind)) for kind in ("jpeg", "png"))

    assert png.format == "PNG"
    assert png.size == jpeg.size == (1024, 640)
    assert png.getpixel((1020, 320)) == (11, 14, 20)


def test_every_picture_is_listed_with_its_own_scene() -> None:
    assert {kind.__name__ for kind in PICTURES} == {
        "HeatmapScene",
        "StructureScene",
        "CardScene",
        "FlowScene",
        "LiquidationMapScene",
        "TrackRecordScene",
    }
    assert all(type(scene) in PICTURES for scene in ALL)


def test_what_is_no_scene_is_refused_with_the_list_of_scenes() -> None:
    with pytest.raises(TypeError, match="no picture for str; there are pictures for HeatmapScene"):
        draw("BTCUSDT")


def test_pictures_speak_of_their_main_numbers_in_plain_words() -> None:
    heat, candles, card = (describe(scene) for scene in (ALL[1], ALL[0], ALL[2]))

    assert heat.startswith("BTCUSDT Bybit perp: 9")
    assert "largest" in heat.lower()
    assert " M " not in heat
    assert "% of range" in candles
    assert card.startswith("Whale to exchange: $60.0M. 612 BTC")


def test_no_candles_are_refused() -> None:
    with pytest.raises(ValueError, match="no candles to draw"):
        scenes.candles().since(96)


@pytest.mark.parametrize("price", [float("nan"), 0.0, -1.0, float("inf")])
def test_a_price_that_cannot_be_is_refused_wherever_it_stands(price: float) -> None:
    good = scenes.candles(5)
    bent = dict.fromkeys(("open", "high", "low", "close"), good.close.copy())
    bent["low"] = np.array([*good.low[:4], price])

    with pytest.raises(ValueError, match="low prices must be positive numbers, but number 4 is"):
        type(good)(open_time_ns=good.open_time_ns, volume=good.volume, **bent)
    with pytest.raises(ValueError, match="a card's prices must be positive"):
        scenes.card(prices=np.full(240, price))
    with pytest.raises(ValueError, match="the prices of prints must be positive"):
        Prints(
            times_ns=np.array([0]),
            prices=np.array([price]),
            usd=np.array([1.0]),
            sides=np.array([1], dtype=np.int8),
        )
    with pytest.raises(ValueError, match="the bounds of a zone must be positive"):
        Zone(kind="fvg", side="bullish", low=price, high=10, from_time_ns=0)


@pytest.mark.parametrize("price", [0.0, -1.0, float("inf")])
def test_a_middle_price_may_be_unknown_but_not_impossible(price: float) -> None:
    mid = np.full(120, 98_000.0)
    mid[7] = price

    with pytest.raises(ValueError, match="mid prices must be positive numbers"):
        scenes.heatmap(mid=mid)


def test_a_heat_map_without_columns_prices_or_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="no book columns to draw"):
        scenes.heatmap(matrix=np.zeros((0, 0), dtype=np.float32))
    with pytest.raises(ValueError, match="no price is known"):
        scenes.heatmap(mid=np.full(120, np.nan), trades=Prints.none())
    with pytest.raises(ValueError, match="resting size must be zero or more"):
        scenes.heatmap(matrix=np.full((120, 200), -1, dtype=np.float32))
    with pytest.raises(ValueError, match="must be of one length"):
        scenes.heatmap(mid=np.full(3, 98_000.0))


@pytest.mark.parametrize("price", [0.00001, 0.5, 100_000.0])
def test_one_candle_and_a_flat_price_make_a_correct_picture(price: float) -> None:
    one = scenes.candles(1, price=price, move=0.0)
    flat = scenes.candles(50, price=price, move=0.0)

    for candles in (one, flat):
        scene = StructureScene(
            symbol="X",
            venue="v",
            timeframe="15 m",
            tick_decimals=5,
            candles=candles,
            range=Range(price, price),
        )
        assert opened(draw(scene)).size == (1024, 1280)
        assert "50% of range · equilibrium" in describe(scene)


def test_a_million_cells_are_drawn() -> None:
    huge = scenes.heatmap(columns=2_500, bins=400)

    assert opened(draw(huge)).size == (1024, 1280)


def test_candles_and_columns_with_gaps_are_drawn_as_gaps() -> None:
    heat = scenes.heatmap()
    matrix, mid = heat.matrix.copy(), heat.mid.copy()
    matrix[40:80], mid[40:80] = np.nan, np.nan
    bars = scenes.candles(60)
    kept = np.r_[0:20, 40:60]
    holed = type(bars)(
        open_time_ns=bars.open_time_ns[kept],
        open=bars.open[kept],
        high=bars.high[kept],
        low=bars.low[kept],
        close=bars.close[kept],
        volume=bars.volume[kept],
    )

    gapped = [scenes.heatmap(matrix=matrix, mid=mid), scenes.structure(candles=holed)]

    for scene in gapped:
        words = [word.text for word in PICTURES[type(scene)].draw(scene, bot.charts.USUAL).words]
        assert "no data" in words


def test_late_data_say_so_instead_of_a_change() -> None:
    canvas = PICTURES[type(ALL[1])].draw(scenes.heatmap(stale_s=180), bot.charts.USUAL)
    words = [word.text for word in canvas.words]

    assert "delayed 3 min" in words
    assert not any("in 1 h" in word or "in 60 min" in word for word in words)


def test_an_empty_book_a_book_of_unknowns_and_no_trades_are_drawn() -> None:
    nothing = np.zeros((120, 200), dtype=np.float32)
    unknown = np.full((120, 200), np.nan, dtype=np.float32)

    for matrix in (nothing, unknown):
        scene = scenes.heatmap(matrix=matrix, trades=Prints.none(), liquidations=Prints.none())
        assert opened(draw(scene)).size == (1024, 1280)
        assert "wall" not in describe(scene)
