"""Specification of the words for each family of detections: the number first, then what it is."""

from typing import Any

import pytest

from bot.views import alerts
from bot.views.alerts.case import message
from bot.views.figures import Figures
from bot.views.html import plain
from bot.views.texts import texts
from core.detection import Detection, DetectionId
from tests.unit.bot.desk import NOW_NS, RECIPIENT, SENDER, TX_HASH

EN = texts("en")
TIMES = "\N{MULTIPLICATION SIGN}"
GERMAN = Figures(decimal=",", group=".")
WALL = {"age_s": 600.0, "size_usd": 2e6, "peak_usd": 2.5e6, "traded_usd": 4e5}
FORCED = {"usd": 6.7e6, "long_usd": 6.7e6, "short_usd": 0.0, "prints": 10.0}
ORDER = {"usd": 7.6e6, "size": 2500.0, "prints": 10.0, "levels": 9.0}
MINUTE = {"usd": 2e7, "median_usd": 1e5, "buy_usd": 1.9e7, "sell_usd": 1e6, "trades": 46.0}
HOLE = {"source": "bybit", "family": "orderbook", "reason": "a frame is missing"}
PARTS = {"coin": "ETH", "members": f"0xaa {TX_HASH}", "from": SENDER, "to": "Bybit"}


def found(kind: str, subject: str = "bybit:ETHUSDT", **more: Any) -> Detection:  # noqa: ANN401  # any field
    return Detection(
        id=DetectionId("1"),
        kind=kind,
        subject=subject,
        formed_ns=NOW_NS,
        known_ns=NOW_NS,
        seen_ns=NOW_NS,
        **more,
    )


def read(detection: Detection, price: float | None = None, figures: Figures = GERMAN) -> str:
    case = alerts.Case(texts=EN, found=detection, price=price, figures=figures)
    return plain(message(case, alerts.told(case))).replace(" · 22:13:20 UTC", "")


def said(kind: str, *, price: float | None = None, **more: Any) -> str:  # noqa: ANN401  # any field
    return read(found(kind, **more), price, Figures())


@pytest.mark.parametrize(
    ("kind", "more", "head", "rest"),
    [
        ("liquidity_zone", {}, "🧱 $2.0M bid wall", "stood 10 min"),
        (
            "liquidity_zone_approached",
            {"away_bps": 4.3},
            "🧱 $2.0M bid wall approached",
            "0.043 % away · stood 10 min",
        ),
        (
            "liquidity_zone_eaten",
            {},
            "🍽 $2.5M bid wall eaten",
            "stood 10 min · $400.0K traded",
        ),
        (
            "liquidity_zone_breached",
            {"traded_usd": 0.0},
            "⚡ $2.5M bid wall broken through",
            "stood 10 min",
        ),
        (
            "iceberg",
            {"visit_usd": 5e6, "times_shown": 2.0},
            "🧊 $5.0M iceberg in the bid wall",
            f"2{TIMES} the $2.5M it showed",
        ),
        (
            "absorption",
            {"visit_usd": 6e5, "pressed_s": 20.0, "usual_usd_per_s": 1e4},
            "🛡 $600.0K absorbed by the bid wall",
            f"pressed for 20 s · 3{TIMES} the usual",
        ),
    ],
)
def test_a_wall_says_how_large_it_is_where_it_stands_and_for_how_long(
    kind: str, more: dict[str, float], head: str, rest: str
) -> None:
    words = said(kind, side="bullish", low=2985.0, high=2986.0, numbers=WALL | more)

    assert words == f"{head}\nETHUSDT · at 2,985 – 2,986 · {rest}"


def test_the_tape_says_dollars_price_and_how_far_an_order_went() -> None:
    large = said("large_trade", side="bullish", level=3012.4, numbers=ORDER)
    sweep = said("book_sweep", side="bearish", level=3012.4, numbers=ORDER | {"bps": 7.9})

    assert large == "🟢 $7.6M large buy\nETHUSDT · at 3,012.40 · 9 prices"
    assert sweep == (
        "🔴 $7.6M sell sweep of the book\nETHUSDT · at 3,012.40 · through 9 prices, 0.079 %"
    )


def test_a_minute_out_of_the_ordinary_is_compared_with_the_usual_one() -> None:
    volume = said("volume_spike", numbers=MINUTE)
    delta = said("delta_spike", side="bearish", numbers=MINUTE | {"usd": -1.8e7})

    assert volume == (
        "📊 $20.0M volume in one minute\n"
        f"ETHUSDT · 200{TIMES} the usual · buys $19.0M · sells $1.0M"
    )
    assert delta.startswith("🔴 −$18.0M more sold than bought in one minute\n")


def test_forced_closes_say_whose_they_were_and_what_the_price_did() -> None:
    cascade = said("liquidation_cascade", side="bearish", numbers=FORCED | {"move_bps": -67.0})
    both = said("liquidation_burst", numbers=FORCED | {"short_usd": 3e6})

    assert cascade == "🌊 $6.7M longs liquidated, cascade\nETHUSDT · 10 orders · price −0.67 %"
    assert both == (
        "💥 $6.7M positions liquidated in one minute\n"
        "ETHUSDT · 10 orders · longs $6.7M, shorts $3.0M"
    )


def test_the_liquidation_map_says_that_it_is_an_estimate_and_how_good() -> None:
    numbers = {"above": 3113.5, "above_usd": 4e6, "below": 2900.0, "below_usd": 9e6}

    words = said("liquidation_map", numbers=numbers, texts={"score": "not better than chance"})

    assert words == (
        "🗺 $9.0M liquidation map, estimate\n"
        "ETHUSDT · not better than chance · above 3,113.50: $4.0M · below 2,900: $9.0M"
    )


def test_funding_and_basis_say_who_pays_and_how_rare_it_is() -> None:
    funding = said(
        "funding_extreme",
        numbers={"rate": -0.0012, "bps": -12.0, "percentile": 0.02, "payments": 90.0},
    )
    basis = said("basis_extreme", numbers={"bps": 31.0, "percentile": 0.999, "minutes": 5000.0})

    assert funding == (
        "💸 −0.12 % extreme funding\nETHUSDT · shorts pay longs · lower than 98 % of 90 payments"
    )
    assert basis == (
        "📐 +0.31 % extreme basis\n"
        "ETHUSDT · trades above its index · higher than 100 % of 5,000 minutes"
    )


def test_open_interest_says_who_came_or_left() -> None:
    numbers = {"percent": -3.2, "minutes": 15.0, "price_percent": -1.23}

    words = said("open_interest_jump", numbers=numbers, texts={"quadrant": "long liquidation"})

    assert words == ("📂 −3.2 % open interest in 15 min\nETHUSDT · longs closed · price −1.23 %")


@pytest.mark.parametrize(
    ("kind", "numbers", "more", "words"),
    [
        (
            "feed_late",
            {"delay_s": 7.2, "trades": 50.0},
            {"family": "trades"},
            "🐢 7.2 s: feed late\ntrades of ETHUSDT, Bybit · prices are history",
        ),
        (
            "feed_down",
            {"away_s": 12.0},
            {},
            "🔌 12 s: feed down\norder book of ETHUSDT, Bybit · a frame is missing",
        ),
        (
            "feed_incomplete",
            {"lasted_s": 90.0},
            {"lost": "trades of 90 s"},
            "🕳 1.5 min: data lost for good\norder book of ETHUSDT, Bybit · lost: trades of 90 s",
        ),
    ],
)
def test_the_health_of_a_feed_says_which_and_for_how_long(
    kind: str, numbers: dict[str, float], more: dict[str, str], words: str
) -> None:
    assert said(kind, numbers=numbers, texts=HOLE | more) == words


def test_a_feed_of_a_chain_is_named_by_the_chain() -> None:
    chain = said(
        "feed_down",
        subject="ethereum",
        numbers={"away_s": 30.0},
        texts={"source": "ethereum", "family": "*", "reason": "connection lost"},
    )

    assert chain == "🔌 30 s: feed down\neverything, Ethereum · connection lost"


def test_a_pattern_says_what_it_sums_up_to_who_takes_part_and_within_what_time() -> None:
    numbers = {"count": 5.0, "total": 410.0, "window_s": 3600.0, "smallest": 80, "largest": 84}

    words = said("structuring", price=3000.0, subject="ethereum", numbers=numbers, texts=PARTS)

    assert words == (
        "🧩 410 ETH ($1.2M) structured payments\n"
        "5 parts · 0x28c6…1d60 → Bybit · 80 to 84 ETH each · within 1 h"
    )


def test_the_price_of_ether_values_no_other_coin() -> None:
    numbers = {"size": 5e6, "days": 400.0}
    texts_of = {"coin": "USDT", "address": SENDER, "to": RECIPIENT}

    words = said(
        "dormant_wake_up", price=3000.0, subject="ethereum", numbers=numbers, texts=texts_of
    )

    assert words.startswith("💤 5M USDT dormant wallet woke up\n")


def test_what_left_the_chain_is_taken_back() -> None:
    words = said("cluster_withdrawn", subject="ethereum", numbers={"count": 1.0})

    assert words == "↩️ Taken back: wallets acting together\nits block left the chain"


def test_a_pending_token_transfer_is_no_fact_yet() -> None:
    pending = found(
        "transfer_pending",
        subject="ethereum",
        numbers={"eth": 500.0, "block": 0.0},
        texts={"hash": TX_HASH, "from": SENDER, "to": RECIPIENT, "coin": "ETH"},
    )
    case = alerts.Case(texts=EN, found=pending)

    words = plain(alerts.transfer.write(case))

    assert "waiting for a block, may never come" in words
    assert alerts.told(case).title == "transfer waiting for a block"


def test_a_token_is_told_in_its_own_coin() -> None:
    token = found(
        "token_transfer",
        subject="ethereum",
        numbers={"size": 5e6, "block": 9.0},
        texts={"hash": TX_HASH, "from": SENDER, "to": RECIPIENT, "coin": "USDT"},
    )
    case = alerts.Case(texts=EN, found=token, price=3000.0)

    assert plain(alerts.transfer.write(case)).startswith("🐋 5M USDT moved\n")
    assert (alerts.told(case).amount, alerts.told(case).worth) == ("5M USDT", "")


def test_a_sweep_of_a_chain_is_not_that_of_a_chart() -> None:
    moved = {"hash": TX_HASH, "from": SENDER, "to": RECIPIENT, "coin": "ETH"}
    chain = found("sweep", subject="ethereum", numbers={"eth": 61.9}, texts=moved)
    chart = found("sweep", side="bearish", timeframe="1h", level=3500.0, numbers={"beyond": 2.0})

    titles = [alerts.told(alerts.Case(texts=EN, found=each)).title for each in (chain, chart)]

    assert titles == ["collected from deposits", "high swept"]


def test_numbers_are_written_in_the_readers_language() -> None:
    gap = found("fvg", side="bullish", timeframe="15m", low=3480.0, high=3492.5)

    assert read(gap).startswith("🟩 3.480 – 3.492,50 bullish fair value gap\nETHUSDT 15m · 0,36 %")


def test_what_others_call_themselves_cannot_break_the_formatting() -> None:
    texts_of = {"who": "<b>Fund</b>", "coin": "<i>X"}
    odd = found("accumulation", "ethereum", numbers={"total": 5.0}, texts=texts_of)
    score = found("liquidation_map", texts={"score": "<u>none"})

    for each in (odd, score):
        case = alerts.Case(texts=EN, found=each)
        words = message(case, alerts.told(case))

        assert not any(tag in words for tag in ("<b>Fund", "<i>", "<u>"))
