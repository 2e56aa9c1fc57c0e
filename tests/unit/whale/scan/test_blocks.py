"""Specification of ``whale scan blocks --all``: what more there is in recorded blocks."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from tests.support.evm import (
    ALICE,
    BOB,
    GWEI,
    USDC,
    a_log,
    a_receipt,
    a_transaction,
)
from whale.cli import app

MILLION = 10**6 * 10**6


def scan(file: str, *options: str) -> Result:
    return CliRunner().invoke(app, ["scan", "blocks", file, *options])


def found(file: str, *options: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in scan(file, *options, "--json").stdout.splitlines()]


def a_file(folder: Path, **changed: object) -> str:
    """A block with a transfer, a token's transfer and a validator's withdrawal, with receipts."""
    payout = {"index": "0x63", "validatorIndex": "0x1", "address": BOB, "amount": hex(320 * GWEI)}
    block = {
        "hash": "0xb7",
        "parentHash": "0xb6",
        "number": "0x7",
        "timestamp": "0x64",
        "gasLimit": hex(30_000_000),
        "gasUsed": hex(15_000_000),
        "baseFeePerGas": hex(20 * GWEI),
        "transactions": [a_transaction("0x01", eth=500), a_transaction("0x02")],
        "withdrawals": [payout],
        "receipts": [a_receipt("0x01"), a_receipt("0x02", a_log(MILLION, number=17))],
        **changed,
    }
    path = folder / "blocks.jsonl"
    path.write_text(json.dumps(block) + "\n")
    return str(path)


def test_without_it_only_transactions_are_shown(tmp_path: Path) -> None:
    assert [fact["kind"] for fact in found(a_file(tmp_path))] == ["transfer"]


def test_with_it_a_block_is_shown_whole_and_in_order(tmp_path: Path) -> None:
    transfer, token, withdrawal, gas = found(a_file(tmp_path), "--all")

    assert (transfer["kind"], transfer["value_wei"]) == ("transfer", 500 * 10**18)
    assert token == {
        "kind": "token_transfer",
        "hash": "0x02",
        "from": ALICE,
        "to": BOB,
        "amount": str(MILLION),
        "decimals": 6,
        "coin": "USDC",
        "contract": USDC,
        "block": 7,
        "status": "success",
        "place": "log:17",
    }
    assert (withdrawal["kind"], withdrawal["place"]) == ("withdrawal", "withdrawal:99")
    assert gas == {
        "kind": "gas",
        "base_fee_wei": 20 * GWEI,
        "priority_wei": [10 * GWEI] * 3,
        "used": 0.5,
        "block": 7,
    }


def test_the_smallest_transfer_counts_for_tokens_too(tmp_path: Path) -> None:
    shown = found(a_file(tmp_path), "--all", "--min-eth", "401")

    assert [fact["kind"] for fact in shown] == ["transfer", "gas"]


def test_in_words_each_coin_has_its_name(tmp_path: Path) -> None:
    text = scan(a_file(tmp_path), "--all").stdout

    assert "1,000,000.000 USDC  0xa1a1…a1a1 → 0xb0b0…b0b0  success  0x02 log:17" in text
    assert "320.000 ETH  0x0000…0000 → 0xb0b0…b0b0  success  withdrawal:99" in text
    assert "gas 20.000 gwei, tips 10.000 / 10.000 / 10.000 gwei, 50% full" in text


def test_another_chain_has_its_own_coin(tmp_path: Path) -> None:
    assert "500.000 POL" in scan(a_file(tmp_path), "--chain", "polygon").stdout


def test_an_unknown_chain_is_refused(tmp_path: Path) -> None:
    assert scan(a_file(tmp_path), "--chain", "solana").exit_code != 0
