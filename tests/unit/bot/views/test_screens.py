"""Specification of the screens: what a person reads, and which buttons stand where."""

from dataclasses import replace

from bot.views import faults, menu, new_rule, rules, status
from bot.views.html import plain
from bot.views.screens import Button, Screen
from bot.views.taps import GapOf
from bot.views.texts import texts
from core.alerts import NoiseBudget, Rule, RuleId, RuleState, TargetId, UserId
from core.conditions import Condition, PriceCrossCondition, TransferCondition
from core.errors import RefusedError
from tests.unit.bot.desk import NOW_NS
from usecases.list_rules import RuleRecord
from usecases.status import ChainHeight, FeedStatus, Interruption, StatusReport, Trouble

EN = texts("en")
LOST_FRAME = Interruption(
    source="bybit",
    topics=["orderbook.50.ETHUSDT"],
    reason="update id 5 came where 4 was due",
    since_ns=NOW_NS,
    until_ns=NOW_NS + 200_000_000,
)


def shown(screen: Screen) -> str:
    """A screen as a person sees it."""
    rows = [" ".join(f"[{label(button)}]" for button in row) for row in screen.rows]
    return "\n".join([plain(screen.text), *rows])


def label(button: Button) -> str:
    return str(button.fields()["text"])


def record(
    number: int = 3,
    condition: Condition | None = None,
    *,
    cooldown_s: int = 0,
    paused: bool = False,
    owed: int = 0,
    held: int = 0,
) -> RuleRecord:
    rule = Rule(
        id=RuleId(number),
        owner=UserId(1),
        condition=condition or TransferCondition(min_eth=500),
        targets=(TargetId(1),),
        budget=NoiseBudget(cooldown_s=cooldown_s),
        paused=paused,
    )
    state = RuleState(rule_id=rule.id, last_owed_ns=NOW_NS if owed else None, owed=owed, held=held)
    return RuleRecord(rule=rule, state=state)


def test_the_first_screen_is_three_lines_and_four_ways_on() -> None:
    assert shown(menu.welcome(EN, "ETHUSDT", "Ann <3")) == (
        "Hello Ann <3. I watch Ethereum's whales and Bybit's order books.\n"
        "Say what matters to you, and I tell you when it happens: once, with the numbers.\n"
        "What shall it be?\n"
        "[🐋 Whale transfers] [💵 Price level]\n"
        "[📊 Heatmap] [🕯 Structure]"
    )


def test_sizes_of_whales_are_chips_or_typed() -> None:
    assert shown(new_rule.whale(EN)) == (
        "🐋 Whale transfers\n"
        "How big must a transfer be, in ETH?\n"
        "[100 ETH] [250 ETH] [500 ETH]\n"
        "[1,000 ETH] [5,000 ETH] [✏️ Type a number]\n"
        "[‹ Back] [✕ Close]"
    )


def test_levels_stand_around_the_last_price() -> None:
    assert shown(new_rule.level(EN, "ETHUSDT", 3512.437)) == (
        "💵 ETHUSDT trades at 3,512.44\n"
        "Tell you when it reaches which price?\n"
        "[−0.5 % · 3,494.90] [+0.5 % · 3,530]\n"
        "[−1 % · 3,477.30] [+1 % · 3,547.60]\n"
        "[−2 % · 3,442.20] [+2 % · 3,582.70]\n"
        "[✏️ Type a number]\n"
        "[‹ Back] [✕ Close]"
    )


def test_without_a_price_the_level_can_be_typed() -> None:
    assert shown(new_rule.level(EN, "ETHUSDT", None)) == (
        "💵 ETHUSDT\n"
        "I have not seen a trade yet, so please type the price.\n"
        "[✏️ Type a number]\n"
        "[‹ Back] [✕ Close]"
    )


def test_the_choices_of_a_gap_are_marked() -> None:
    chosen = GapOf(symbol="ETHUSDT", timeframe="4h", side="bullish")

    assert shown(new_rule.gap(EN, ["ETHUSDT", "BTCUSDT"], chosen)) == (
        "🕯 Fair value gap on ETHUSDT\n"
        "Which candles, and which side?\n"
        "[● ETHUSDT] [BTCUSDT]\n"
        "[1m] [5m] [15m]\n"
        "[1h] [● 4h] [1d]\n"
        "[both] [● 🟩 bullish] [🟥 bearish]\n"
        "[✅ Save]\n"
        "[‹ Back] [✕ Close]"
    )


def test_a_saved_rule_says_what_it_promises_and_how_often() -> None:
    rule = record(condition=PriceCrossCondition(symbol="ETHUSDT", level=3500), cooldown_s=300)

    assert shown(rules.saved(EN, rule.rule)) == (
        "✅ Rule 3 saved.\n"
        "I will tell you here when ETHUSDT trades through 3,500, from either side.\n"
        "🔁 You hear of one in 5 min; what comes between is counted, not sent.\n"
        "[all] [● 5 min] [15 min] [1 h]\n"
        "[⏸ Pause] [🗑 Remove]\n"
        "[‹ All rules] [✕ Close]"
    )


def test_a_paused_rule_offers_to_go_on() -> None:
    assert shown(rules.card(EN, record(paused=True, owed=1, held=12))) == (
        "⏸ Rule 3 · transfers over 500 ETH\n"
        "Paused: I say nothing until you resume it.\n"
        "1 alert, the last 14 Nov 22:13 UTC. 12 held back.\n"
        "🔁 You hear of all events. Too many? At most one in:\n"
        "[● all] [5 min] [15 min] [1 h]\n"
        "[▶️ Resume] [🗑 Remove]\n"
        "[‹ All rules] [✕ Close]"
    )


def test_the_list_has_a_row_of_buttons_for_each_rule() -> None:
    records = [record(3, owed=2), record(4, paused=True)]

    assert shown(rules.listed(EN, records, 0, "ETHUSDT")) == (
        "Your 2 rules\n\n"
        "🔔 3 · transfers over 500 ETH\n"
        "2 alerts, the last 14 Nov 22:13 UTC.\n\n"
        "⏸ 4 · transfers over 500 ETH\n"
        "No alert yet.\n"
        "[⚙️ Rule 3] [⏸ 3] [🗑 3]\n"
        "[⚙️ Rule 4] [▶️ 4] [🗑 4]\n"
        "[➕ New alert]\n"
        "[‹ Back] [✕ Close]"
    )


def test_many_rules_are_turned_like_pages() -> None:
    records = [record(number) for number in range(1, 13)]

    last = shown(rules.listed(EN, records, 99, "ETHUSDT"))

    assert "🔔 11 · " in last
    assert "🔔 10 · " not in last
    assert "[‹] [3 / 3] [›]" in last


def test_an_empty_list_shows_a_way_forward() -> None:
    assert shown(rules.listed(EN, [], 0, "ETHUSDT")) == (
        "No rules yet.\n"
        "Choose what I shall watch for you, or write it in one line, such as /alert whale 500.\n"
        "[🐋 Whale transfers] [💵 Price level]\n"
        "[📊 Heatmap] [🕯 Structure]\n"
        "[‹ Back] [✕ Close]"
    )


def test_removing_is_asked_about_first() -> None:
    assert shown(rules.remove(EN, record().rule)) == (
        "🗑 Remove rule 3, transfers over 500 ETH?\n"
        "Alerts it has sent stay in this chat.\n"
        "[Keep it] [🗑 Yes, remove]\n"
        "[‹ Back] [✕ Close]"
    )


def report(*feeds: FeedStatus, open_gaps: int = 0, waiting: int = 0) -> StatusReport:
    return StatusReport(
        version="0.1.0", feeds=feeds, open_gaps=open_gaps, healed_gaps=2, waiting=waiting
    )


def test_a_machine_that_is_well_says_so_in_a_few_lines() -> None:
    bybit = FeedStatus(
        name="Bybit",
        age_s=0.4,
        late_after_s=60,
        conditions={"live": 40, "quiet": 3},
        proven_s=12.0,
    )
    ethereum = FeedStatus(
        name="Ethereum",
        age_s=7.0,
        late_after_s=90,
        conditions={"live": 1},
        height=ChainHeight(block=23_772_289, safe=23_772_257, final=23_772_225),
    )

    healed = replace(report(bybit, ethereum), interruptions=[LOST_FRAME])

    assert shown(status.status(EN, healed)) == (
        "✅ All well\n\n"
        "🟢 Bybit · 40 topics live, 3 quiet · 0.4 s ago\n"
        "proven against a second source 12 s ago\n\n"
        "🟢 Ethereum · block 23,772,289 · 1 topic live · 7 s ago\n"
        "safe 23,772,257 · final 23,772,225\n\n"
        "2 gaps in the data in 24 hours, all healed. The newest:\n"
        "▸ 22:13 UTC order book ETHUSDT, 50 levels: one frame missing, healed in 0.2 s\n\n"
        "Every alert that was due is sent.\n"
        "Version 0.1.0\n"
        "[🔄 Refresh]\n"
        "[‹ Back] [✕ Close]"
    )


def test_what_is_wrong_is_named_with_since_when_and_why() -> None:
    book = Trouble(
        topic="orderbook.50.ETHUSDT",
        condition="broken",
        why="update id 5 came where 4 was due",
        since_ns=NOW_NS,
    )
    more = [
        Trouble(topic=f"tickers.{name}USDT", condition="refused", why="", since_ns=None)
        for name in "ABCD"
    ]
    bybit = FeedStatus(
        name="Bybit",
        age_s=0.4,
        late_after_s=60,
        conditions={"live": 38, "broken": 1, "refused": 4},
        troubles=[book, *more],
    )

    text = shown(status.status(EN, report(bybit, open_gaps=1, waiting=3)))

    assert text.startswith(
        "⚠️ Not all is well\n\n"
        "🔴 Bybit · 38 topics live, 1 broken, 4 refused · 0.4 s ago\n"
        "▸ order book ETHUSDT, 50 levels since 22:13 UTC (update id 5 came where 4 was due)\n"
        "▸ ticker AUSDT\n"
        "▸ ticker BUSDT\n"
        "▸ and 2 more\n\n"
        "1 open gap in the data, 2 healed in 24 hours. The newest:\n\n"
        "3 alerts are on their way.\n"
    )


def test_a_feed_whose_process_is_gone_is_not_well() -> None:
    silent = FeedStatus(
        name="Bybit", age_s=130.0, late_after_s=60, conditions={"live": 2}, silent_since_ns=NOW_NS
    )
    never = FeedStatus(name="<Base>", age_s=None, late_after_s=90)

    assert shown(status.status(EN, report(silent, never))).startswith(
        "⚠️ Not all is well\n\n"
        "🔴 Bybit · 2 topics live · 2.2 min ago\n"
        "its process has said nothing since 22:13 UTC\n\n"
        "🔴 <Base> · nothing yet\n"
    )


def test_a_reason_of_a_thousand_letters_is_cut() -> None:
    long = Trouble(topic="a", condition="late", why="x" * 1_000, since_ns=None)
    feed = FeedStatus(name="Bybit", age_s=1, late_after_s=60, troubles=[long])

    assert f"({'x' * 119}…)" in shown(status.status(EN, report(feed)))


def test_a_refusal_is_told_in_its_own_words() -> None:
    error = RefusedError("refused-too-many-rules", most=50.0)

    assert faults.refused(EN, error).startswith("You have 50 rules, which is as many as I keep")
