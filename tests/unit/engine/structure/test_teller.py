"""Specification of the names under which a chart's findings are told."""

from engine.structure.teller import Teller

SECOND = 1_000_000_000
NOON = 1_750_000_000 * SECOND


def a_teller(subject: str = "bybit:ETHUSDT", prefix: str = "") -> Teller:
    return Teller(subject, "15m", prefix=prefix)


def test_a_name_is_the_same_whoever_gives_it() -> None:
    assert a_teller().name("fvg", NOON) == a_teller().name("fvg", NOON)


def test_another_kind_side_moment_chart_or_track_has_another_name() -> None:
    teller = a_teller()

    names = [
        teller.name("fvg", NOON),
        teller.name("displacement", NOON),
        teller.name("fvg", NOON + SECOND),
        teller.name("fvg", NOON, "bullish"),
        teller.name("fvg", NOON, "bearish"),
        a_teller("bybit:BTCUSDT").name("fvg", NOON),
        a_teller(prefix="internal_").name("fvg", NOON),
    ]

    assert len(set(names)) == len(names)


def test_what_became_of_a_finding_adds_six_digits_to_its_name() -> None:
    teller = a_teller()
    gap = teller.name("fvg", NOON)

    touched, filled = teller.later("fvg_touched", gap), teller.later("fvg_filled", gap)

    assert touched[:-6] == filled[:-6] == gap
    assert touched != filled


def test_names_stay_short_over_a_life_of_three() -> None:
    teller = a_teller(prefix="internal_")

    name = teller.name("swing_high", NOON)
    for kind in ("mitigation_block", "mitigation_block_invalidated"):
        name = teller.later(kind, name)

    assert len(name) < 64
