"""Specification of /whales as a screen: amount, time, state, and who paid whom."""

from collections.abc import Mapping

from bot.views.html import plain
from bot.views.screens import Screen
from bot.views.texts import texts
from bot.views.whales import whales
from core.chain import Transfer, TransferState, Way
from core.detection import Detection, transfer_detection_id
from tests.unit.bot.desk import NOW_NS, RECIPIENT, SENDER, TX_HASH
from usecases.recent_transfers import TransferRecord
from usecases.transfer_question import TransferQuestion

EN = texts("en")
BINANCE = {"flow": "deposit", "tier": "A", "to_entity": "Binance", "to_name": "Binance 14"}


def shown(screen: Screen) -> str:
    """A screen as a person sees it."""
    rows = [" ".join(f"[{button.fields()['text']}]" for button in row) for row in screen.rows]
    return "\n".join([plain(screen.text), *rows])


def told(transfer: Transfer, kind: str = "transfer", **said: str) -> Detection:
    return Detection(
        id=transfer_detection_id(kind, transfer),
        kind=kind,
        subject=transfer.chain,
        formed_ns=NOW_NS,
        known_ns=NOW_NS,
        seen_ns=NOW_NS,
        texts={"from": transfer.sender, "to": transfer.recipient or "", **said},
    )


def seen(
    state: TransferState = "included",
    *,
    way: Way = "transaction",
    chain: str = "ethereum",
    to: str | None = RECIPIENT,
    said: Mapping[str, str] | None = None,
) -> TransferRecord:
    transfer = Transfer(
        chain=chain,
        block_number=21_000_000,
        block_hash="0xb",
        at_ns=NOW_NS,
        seen_ns=NOW_NS,
        tx_hash="" if way == "withdrawal" else TX_HASH,
        index=0,
        sender=SENDER,
        recipient=to,
        amount=str(1_234_500_000_000_000_000_000),
        status="success",
        way=way,
        created=None if to else RECIPIENT,
    )
    return TransferRecord(transfer=transfer, state=state, told=told(transfer, **(said or {})))


def test_a_move_is_two_lines_with_amount_time_state_and_the_wallets_by_name() -> None:
    screen = whales(EN, [seen(said=BINANCE)], TransferQuestion(least=500.0))

    assert shown(screen) == (
        "Newest transfers over 500 ETH on Ethereum\n\n"
        "📥 1,234.5 ETH · 14 Nov 22:13 UTC · in a block\n"
        "0x28c6…1d60 → Binance 14\n"
        "[100] [● 500] [1,000] [5,000]\n"
        "[● ETH] [USDT] [USDC] [WETH]\n"
        "[🔄 Refresh] [🔔 Tell me of these]\n"
        "[‹ Back] [✕ Close]"
    )


def test_a_move_that_was_passed_on_says_where_it_ended() -> None:
    record = seen()
    hop = told(record.transfer, "sweep", **BINANCE)
    passed = TransferRecord(
        transfer=record.transfer, state=record.state, told=record.told, onward=hop
    )

    assert "0x28c6…1d60 → 0xf89d…aa40 → Binance 14\n" in shown(
        whales(EN, [passed], TransferQuestion())
    )


def test_a_move_says_how_settled_it_is_and_its_state_opens_the_block() -> None:
    screen = whales(EN, [seen("pending"), seen("safe"), seen("final")], TransferQuestion())

    text = shown(screen)
    assert "22:13 UTC · ⏳ waiting\n" in text
    assert "22:13 UTC · safe\n" in text
    assert '<a href="https://etherscan.io/block/21000000">final</a>' in screen.text


def test_every_link_opens_the_explorer_of_the_chain() -> None:
    screen = whales(EN, [seen(chain="base")], TransferQuestion(chain="base"))

    assert f"https://basescan.org/tx/{TX_HASH}" in screen.text
    assert f"https://basescan.org/address/{SENDER}" in screen.text
    assert "etherscan" not in screen.text


def test_a_withdrawal_comes_from_a_validator_and_leads_to_its_block() -> None:
    screen = whales(EN, [seen(way="withdrawal")], TransferQuestion())

    assert "validator → 0xf89d…aa40" in shown(screen)
    assert '<a href="https://etherscan.io/block/21000000">1,234.5 ETH</a>' in screen.text


def test_a_new_contract_opens_its_page() -> None:
    screen = whales(EN, [seen(to=None)], TransferQuestion())

    assert f'<a href="https://etherscan.io/address/{RECIPIENT}">new contract</a>' in screen.text


def test_a_token_has_sizes_of_its_own_and_no_rule_to_make() -> None:
    text = shown(whales(EN, [], TransferQuestion(coin="USDT", least=5e6)))

    assert text.startswith("No transfer over 5M USDT on Ethereum yet.\n")
    assert "[1M] [● 5M] [10M] [50M]\n[ETH] [● USDT] [USDC] [WETH]\n[🔄 Refresh]\n" in text
