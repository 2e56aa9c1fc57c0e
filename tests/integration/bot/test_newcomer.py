"""Story of a newcomer: from the first /start to the first alert and the end of a rule."""

import time

import msgspec

from tests.integration.bot.chat import talking
from tests.unit.bot.desk import whale


async def test_a_newcomer_makes_pauses_and_removes_a_rule_with_buttons_alone() -> None:
    async with talking() as talk:
        assert await talk.say("/start") == (
            "You: /start\n"
            "Bot: Hello You. I watch Ethereum's whales and Bybit's order books.\n"
            "  Say what matters to you, and I tell you when it happens: once, with the numbers.\n"
            "  What shall it be?\n"
            "  [🐋 Whale transfers] [💵 Price level]\n"
            "  [📊 Heatmap] [🕯 Structure]\n"
        )

        assert await talk.tap("🐋 Whale transfers") == (
            "You: /start\n"
            "Bot: 🐋 Whale transfers\n"
            "  How big must a transfer be, in ETH?\n"
            "  [100 ETH] [250 ETH] [500 ETH]\n"
            "  [1,000 ETH] [5,000 ETH] [✏️ Type a number]\n"
            "  [‹ Back] [✕ Close]\n"
        )

        assert await talk.tap("500 ETH") == (
            "You: /start\n"
            "Bot: ✅ Rule 1 saved.\n"
            "  I will tell you here when 500 ETH or more move on Ethereum in one transfer.\n"
            "  🔁 You hear of all events. Too many? At most one in:\n"
            "  [● all] [5 min] [15 min] [1 h]\n"
            "  [⏸ Pause] [🗑 Remove]\n"
            "  [‹ All rules] [✕ Close]\n"
        )

        assert (await talk.say("/alerts")).endswith(
            "You: /alerts\n"
            "Bot: Your rule\n"
            "\n"
            "  🔔 1 · transfers over 500 ETH\n"
            "  No alert yet.\n"
            "  [⚙️ Rule 1] [⏸ 1] [🗑 1]\n"
            "  [➕ New alert]\n"
            "  [‹ Back] [✕ Close]\n"
        )

        assert "⏸ 1 · transfers over 500 ETH" in await talk.tap("⏸ 1")
        assert "Bot: 🗑 Remove rule 1, transfers over 500 ETH?" in await talk.tap("🗑 1")
        assert "Bot: No rules yet." in await talk.tap("🗑 Yes, remove")
        assert (await talk.calls())["violations"] == 0


async def test_a_price_level_is_typed_after_a_slip() -> None:
    async with talking() as talk:
        await talk.say("/alert")
        await talk.tap("💵 Price level")
        await talk.tap("BTCUSDT")
        asked = await talk.tap("✏️ Type a number")
        slip = await talk.say("a lot")
        saved = await talk.say("98k")

        assert "Type the price of BTCUSDT" in asked
        assert slip.endswith(
            "Bot: That is not a number I can read. Write it like 750, 1.5k or 3,500, or /cancel.\n"
        )
        assert "Bot: ✅ Rule 1 saved.\n" in saved
        assert "when BTCUSDT trades through 98,000" in saved
        assert "[‹ Back]" not in saved  # the question has lost its buttons


async def test_going_on_to_something_else_ends_the_question() -> None:
    async with talking() as talk:
        await talk.say("/alert")
        await talk.tap("🐋 Whale transfers")
        await talk.tap("✏️ Type a number")
        await talk.say("/status")
        late = await talk.say("750")

        assert late.endswith(
            "Bot: I did not understand that. Try one of these, or /help:\n"
            "  /alert whale 500\n"
            "  /alert ETHUSDT crosses 3500\n"
        )


async def test_one_line_is_enough_even_without_a_command() -> None:
    async with talking() as talk:
        line = await talk.say("/alert transfers over 1.5k ETH")
        bare = await talk.say("btc crosses 98k")
        twice = await talk.say("/alert whale 1500")

        assert "when 1,500 ETH or more move" in line
        assert "Bot: ✅ Rule 2 saved." in bare
        assert twice.endswith("Bot: Rule 1 does that already. You find it in /alerts.\n")


async def test_a_fair_value_gap_is_chosen_on_one_screen() -> None:
    async with talking() as talk:
        await talk.say("/alert")
        await talk.tap("🕯 Fair value gap")
        await talk.tap("4h")
        await talk.tap("🟥 bearish")
        saved = await talk.tap("✅ Save")

        assert "I will tell you here when a bearish fair value gap forms on ETHUSDT 4h." in saved


async def test_an_alert_whose_answer_was_lost_comes_again_and_says_so() -> None:
    async with talking(quarantine_s=0.1) as talk:
        await talk.say("/alert whale 500")
        [rule], target = await talk.mine()
        await talk.post("faults", {"method": "sendPhoto", "answer": "lost", "times": 1})

        await talk.owe(rule, target, whale())
        chat = await talk.shows("Possibly repeated")

        assert chat.count("🐋 1,234.5 ETH moved") == 2
        assert await talk.stores.outbox.waiting() == 0


async def test_an_alert_arrives_with_picture_and_opens_its_rule_beside_it() -> None:
    async with talking() as talk:
        await talk.say("/alert whale 500")
        [rule], target = await talk.mine()
        now_ns = time.time_ns()
        found = msgspec.structs.replace(whale(), formed_ns=now_ns, known_ns=now_ns)

        notice = await talk.owe(rule, target, found)
        alert = await talk.shows("moved")
        card = await talk.tap("⚙️ Rule 1")

        assert "Bot: <photo 1024x640> 🐋 1,234.5 ETH moved\n  0x28c6…1d60 → 0xf89d…aa40\n" in alert
        assert f"  #{notice.id[:8]} · rule 1: transfers over 500 ETH\n" in alert
        assert card.startswith(alert)
        assert "Bot: 🔔 Rule 1 · transfers over 500 ETH\n" in card
        assert (await talk.calls())["violations"] == 0
