"""Specification of the whale flow picture: what it says, what it admits, what it refuses."""

import numpy as np
import pytest

from bot.charts import USUAL, Look, describe, flow
from bot.charts.flow import FlowScene, Share
from bot.charts.flow.flows import Flows
from bot.charts.flow.marks import Crossing
from tests.unit.bot.charts import scenes

NS = scenes.NS


def flows(inflow: list[float], outflow: list[float], *, open_last: bool = False) -> Flows:
    return Flows(
        first_ns=scenes.MIDNIGHT * NS,
        bucket_s=1800,
        inflow=np.array(inflow),
        outflow=np.array(outflow),
        open_last=open_last,
    )


def crossing(usd: float = 2e6, **changes: object) -> Crossing:
    fields: dict[str, object] = {
        "at_ns": scenes.MIDNIGHT * NS + 1,
        "usd": usd,
        "size": 612.0,
        "coin": "BTC",
        "exchange": "Binance",
        "incoming": True,
    }
    return Crossing(**(fields | changes))  # type: ignore[arg-type]


def words(scene: FlowScene, look: Look = USUAL) -> list[str]:
    return [word.text for word in flow.render(scene, look).words]


@pytest.mark.parametrize(
    ("inflow", "outflow", "said"),
    [
        (5e6, 1e6, "net +$4.0M to exchanges"),
        (1e6, 5e6, "net \N{MINUS SIGN}$4.0M from exchanges"),
        (1e6, 1e6, "net $0"),
    ],
)
def test_the_net_has_a_sign_and_a_direction_in_words(
    inflow: float, outflow: float, said: str
) -> None:
    scene = scenes.flow(flows=flows([inflow], [outflow]))

    assert said in words(scene)
    assert said in describe(scene)


def test_both_directions_are_named_at_the_bars() -> None:
    said = " | ".join(words(scenes.flow()))

    assert "to exchanges" in said
    assert "from exchanges" in said
    assert "labelled flows only" in said


def test_the_picture_of_one_exchange_names_it() -> None:
    said = " | ".join(words(scenes.flow(exchange="Binance", shares_of="coin")))

    assert "to Binance" in said
    assert "from Binance" in said
    assert "largest net by coin" in said


def test_the_three_largest_transfers_are_named_and_no_others() -> None:
    first = scenes.flows_of().first_ns
    spread = [
        crossing(usd=1e6 * n, size=600.0 + n, at_ns=first + n * 14_000 * NS) for n in range(1, 6)
    ]

    said = words(scenes.flow(transfers=tuple(spread)))

    assert [word for word in said if "BTC" in word] == [
        f"{size} BTC to Binance" for size in (605, 604, 603)
    ]


def test_transfers_outside_of_the_window_are_left_out() -> None:
    late = crossing(at_ns=scenes.flows_of().last_ns)

    assert not [word for word in words(scenes.flow(transfers=(late,))) if "BTC" in word]


def test_a_bar_far_beyond_the_rest_is_torn_and_its_amount_written() -> None:
    inflow = [1e6] * 48
    inflow[20] = 73e6

    scene = scenes.flow(flows=flows(inflow, [1e6] * 48))

    assert scene.flows.bounds()[1] < 2e6
    assert "+$73M" in words(scene)


def test_among_few_bars_none_is_torn() -> None:
    scene = flows([1e6, 90e6], [0.0, 1e6])

    assert scene.bounds() == pytest.approx((-27e6, 90e6))


def test_inflow_and_outflow_share_one_scale() -> None:
    canvas = flow.render(scenes.flow(flows=flows([4e6] * 30, [2e6] * 30)), USUAL)
    marks = {word.text: word.box.centre_y for word in canvas.words if "0M" in word.text}

    up, down = marks["+$2.0M"], marks["\N{MINUS SIGN}$2.0M"]
    zero = next(word.box.centre_y for word in canvas.words if word.text == "$0")

    assert zero - up == pytest.approx(down - zero, abs=2)


def test_a_window_without_labelled_flow_says_so() -> None:
    scene = scenes.flow(flows=flows([0.0] * 4, [0.0] * 4), shares=(), transfers=())

    assert "no labelled flow in this window" in words(scene)


def test_what_nobody_watched_is_called_no_data_and_not_zero() -> None:
    unwatched = scenes.flow(flows=scenes.flows_of(2, unknown=30))

    assert "no data" in words(unwatched)
    assert any("hatched = no data" in word for word in words(unwatched))
    assert "no labelled flow in this window" not in words(
        scenes.flow(flows=scenes.flows_of(2, unknown=48))
    )


def test_a_bucket_that_may_still_change_is_striped_and_explained() -> None:
    final, open_ = (
        scenes.flow(flows=flows([1e6], [2e6], open_last=last)) for last in (False, True)
    )

    assert "striped = not final yet" not in words(final)
    assert "striped = not final yet" in words(open_)


def test_a_reader_of_german_finds_german_numbers() -> None:
    said = words(scenes.flow(flows=flows([5.5e6], [1e6])), Look.of(language="de"))

    assert "net +$4,5M to exchanges" in said


@pytest.mark.parametrize(
    ("inflow", "outflow", "reason"),
    [
        ([], [], "no flow buckets to draw"),
        ([1.0, 2.0], [1.0], "inflow and outflow must be of one length"),
        ([np.nan], [1.0], "must be unknown .NaN. in the same buckets"),
        ([-1.0], [1.0], "inflow must be zero or more, but number 0 is -1.0"),
        ([1.0], [np.inf], "outflow must be zero or more, but number 0 is inf"),
    ],
)
def test_flows_that_cannot_be_are_refused(
    inflow: list[float], outflow: list[float], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        flows(inflow, outflow)


def test_prices_shares_and_transfers_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="no price is known in the window"):
        scenes.flow(prices=np.full(288, np.nan))
    with pytest.raises(ValueError, match="prices must be positive numbers"):
        scenes.flow(prices=np.zeros(288))
    with pytest.raises(ValueError, match="net of a share must be a finite number"):
        scenes.flow(shares=(Share(name="Binance", net_usd=np.nan),))
    with pytest.raises(ValueError, match="dollars and size of a transfer must be positive"):
        crossing(usd=0.0)
    with pytest.raises(ValueError, match="must last longer than 0 seconds"):
        Flows(first_ns=0, bucket_s=0, inflow=np.ones(1), outflow=np.ones(1))


def test_a_hole_in_the_prices_is_not_bridged() -> None:
    holed_prices = scenes.flow().prices.copy()
    holed_prices[100:140] = np.nan

    whole = flow.render(scenes.flow(transfers=()), USUAL)
    holed = flow.render(scenes.flow(transfers=(), prices=holed_prices), USUAL)

    accent = np.array(USUAL.theme.accent)
    column = slice(278, 680), 24 + 120 * 800 // 288
    drawn = [
        (canvas.pixels[column][:, :3] == accent).all(axis=1).any() for canvas in (whole, holed)
    ]
    assert drawn == [True, False]
