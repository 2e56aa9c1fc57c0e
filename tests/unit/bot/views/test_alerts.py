"""Specification of alerts as text: they stand alone, the most important number first."""

from dataclasses import replace

from msgspec import structs

from bot.views import alerts
from bot.views.html import plain, visible_length
from bot.views.screens import keyboard
from bot.views.texts import texts
from core.alerts import Due, NoticeId, Rule, RuleId, Target, TargetId, UserId
from core.conditions import (
    Condition,
    FairValueGapCondition,
    PriceCrossCondition,
    TransferCondition,
)
from core.detection import Detection
from tests.unit.bot.desk import TX_HASH, crossing, gap, whale

EN = texts("en")


def due(found: Detection, condition: Condition | None = None) -> Due:
    rule = Rule(
        id=RuleId(3),
        owner=UserId(1),
        condition=condition or TransferCondition(min_eth=500),
        targets=(TargetId(1),),
    )
    return Due(
        notice_id=NoticeId("a6d1974a3a22db9b"),
        rule=rule,
        detection=found,
        target=Target(id=TargetId(1), owner=UserId(1), chat_id=1001),
        language="en",
        attempt=1,
        repeated=False,
    )


def labelled(**texts: str) -> Detection:
    """A transfer of which more is known."""
    found = whale()
    return structs.replace(found, texts=found.texts | texts)


def read(found: Due, coin_usd: float | None = None) -> str:
    return plain(alerts.text(EN, found, coin_usd))


def test_a_whale_is_told_with_amount_value_way_block_and_time() -> None:
    assert read(due(whale()), 3480.0) == (
        "🐋 1,234.5 ETH ($4.3M) moved\n"
        "0x28c6…1d60 → 0xf89d…aa40\n"
        "block 21,000,000 · 22:13:08 UTC\n"
        "#a6d1974a · rule 3: transfers over 500 ETH"
    )


def test_an_exchange_that_gains_or_loses_is_told_first_and_its_wallet_by_name() -> None:
    paid_in = {"flow": "deposit", "tier": "A", "to_entity": "Binance", "to_name": "Binance 14"}
    paid_out = {"flow": "withdrawal", "tier": "A", "from_entity": "Kraken", "from_name": "Kraken 4"}

    assert read(due(labelled(**paid_in)), 3480.0).splitlines()[:2] == [
        "🐋 1,234.5 ETH ($4.3M) to Binance",
        "0x28c6…1d60 → Binance 14",
    ]
    assert read(due(labelled(**paid_out))).splitlines()[:2] == [
        "🐋 1,234.5 ETH left Kraken",
        "Kraken 4 → 0xf89d…aa40",
    ]
    both = paid_out | paid_in | {"flow": "between exchanges"}
    assert read(due(labelled(**both))).splitlines()[:2] == [
        "🐋 1,234.5 ETH from Kraken to Binance",
        "Kraken 4 → Binance 14",
    ]


def test_what_a_rule_inferred_is_said_to_be_probable() -> None:
    named = {"to_entity": "Binance", "to_name": "Binance deposit"}
    inferred = {"flow": "deposit", "tier": "B", **named}

    assert read(due(labelled(**inferred))).splitlines()[:2] == [
        "🐋 1,234.5 ETH, probably to Binance",
        "0x28c6…1d60 → Binance deposit",
    ]


def test_a_name_without_an_exchange_is_a_name_and_a_long_one_is_cut() -> None:
    fund = labelled(flow="unknown", tier="A", to_entity="A fund", to_name="A fund " + "x" * 99)

    lines = read(due(fund)).splitlines()

    assert lines[0] == "🐋 1,234.5 ETH moved"
    assert lines[1] == "0x28c6…1d60 → A fund xxxxxxxxxxxxxxxxxxxxxxxx…"


def test_a_validator_s_payout_has_a_block_and_no_transaction_to_look_up() -> None:
    payout = due(labelled(way="withdrawal", hash="", flow="unknown"))

    assert read(payout).splitlines()[:2] == [
        "🐋 1,234.5 ETH unstaked",
        "a validator → 0xf89d…aa40",
    ]
    (explorer,) = alerts.rows(EN, payout)[0]
    assert explorer.url == "https://etherscan.io/block/21000000"


def test_without_a_price_the_value_is_left_out() -> None:
    assert read(due(whale())).startswith("🐋 1,234.5 ETH moved\n")


def test_a_contract_creation_and_a_missing_receipt_are_said() -> None:
    text = read(due(whale(to="", status="unknown")))

    assert "0x28c6…1d60 → new contract\n" in text
    assert "22:13:08 UTC · no receipt yet\n" in text


def test_a_move_inside_of_a_call_and_one_that_was_read_late_say_so() -> None:
    late = structs.replace(labelled(way="internal"), late_ns=240 * 1_000_000_000)

    line = read(due(late)).splitlines()[2]

    assert line == (
        "block 21,000,000 · 22:13:08 UTC · inside a contract call · read 4 min late, after a gap"
    )


def test_a_whale_can_be_looked_up_and_its_hash_taken_along() -> None:
    assert keyboard(alerts.rows(EN, due(whale()))) == {
        "inline_keyboard": [
            [
                {"text": "🔗 Etherscan", "url": f"https://etherscan.io/tx/{TX_HASH}"},
                {"text": "📋 Copy hash", "copy_text": {"text": TX_HASH}},
            ],
            [{"text": "⚙️ Rule 3", "callback_data": "rule1:3:open:0"}],
        ]
    }


def test_a_crossing_says_the_price_the_level_and_the_way() -> None:
    rule = PriceCrossCondition(symbol="ETHUSDT", level=3500)

    up, down = read(due(crossing(), rule)), read(due(crossing(upwards=False), rule))

    assert up == (
        "📈 ETHUSDT 3,502.40: up through 3,500\n"
        "before 3,498.10 · 22:13:20 UTC\n"
        "#a6d1974a · rule 3: ETHUSDT crosses 3,500"
    )
    late = structs.replace(crossing(), late_ns=180 * 1_000_000_000)
    assert "22:13:20 UTC · read 3 min late, after a gap\n" in read(due(late, rule))
    assert down.startswith("📉 ETHUSDT 3,498.10: down through 3,500\nbefore 3,502.40")


def test_a_gap_says_its_zone_side_and_width() -> None:
    rule = FairValueGapCondition(symbol="ETHUSDT", timeframe="15m")

    assert read(due(gap(), rule)) == (
        "🟩 3,480 – 3,492.50 bullish fair value gap\n"
        "ETHUSDT 15m · 0.36 % wide · 22:13 UTC\n"
        "#a6d1974a · rule 3: fair value gaps on ETHUSDT 15m"
    )


def test_a_message_that_may_be_there_twice_says_so() -> None:
    text = read(replace(due(whale()), repeated=True))

    assert text.splitlines()[-2] == (
        "Possibly repeated: Telegram did not answer when I sent this before."
    )


def test_what_a_chain_calls_itself_cannot_break_the_formatting() -> None:
    text = alerts.text(EN, due(whale(to='"><script>')), None)

    assert "<script>" not in text


def test_an_alert_fits_under_a_picture() -> None:
    assert visible_length(alerts.text(EN, due(whale(9_999_999.9)), 99_999.0)) < 1024
