"""Specification of ``whale scan flows``: who moved what, one line a move."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from whale.cli import app

HOT = "0x28c6c06298d514db089934071355e5743bf21d60"
ANN, BOB = ("0x" + letter * 40 for letter in "ab")


def block(number: int, *transfers: tuple[str, str, float]) -> str:
    return json.dumps(
        {
            "hash": f"0x{number:064x}",
            "parentHash": f"0x{number - 1:064x}",
            "number": hex(number),
            "timestamp": hex(1_750_000_000 + 12 * number),
            "gasUsed": "0x5208",
            "gasLimit": "0x2255100",
            "transactions": [
                {
                    "hash": f"0x{number:060x}{place:04x}",
                    "from": sender,
                    "to": recipient,
                    "value": hex(int(eth * 10**18)),
                    "transactionIndex": hex(place),
                }
                for place, (sender, recipient, eth) in enumerate(transfers)
            ],
        }
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "blocks.jsonl"
    path.write_text("\n".join([block(1, (ANN, BOB, 500)), block(5, (BOB, HOT, 499))]))
    return path


def scan(file: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["scan", "flows", str(file), *options])


def test_a_move_is_told_once_with_what_it_proves_and_what_carries_it_on(file: Path) -> None:
    found = [json.loads(line) for line in scan(file, "--json").stdout.splitlines()]

    assert [each["kind"] for each in found] == ["transfer", "deposit_address", "sweep"]
    assert found[2]["of"] == found[0]["id"]
    assert found[1]["address"] == BOB


def test_people_read_names_and_a_sum_at_the_end(file: Path) -> None:
    lines = scan(file).stdout.splitlines()

    assert "500.000 ETH  transfer: 0xaaaa…aaaa → 0xbbbb…bbbb" in lines[0]
    assert "499.000 ETH  sweep 1: Binance deposit → Binance 14" in lines[2]
    assert lines[3] == "1 transfer, 1 deposit_address, 1 sweep"


def test_a_list_of_labels_says_more(file: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text(f"address,name,category\n{BOB},A shop,other\n")

    lines = scan(file, "--labels", str(names)).stdout.splitlines()

    assert "transfer: 0xaaaa…aaaa → A shop" in lines[0]
    assert lines[-1] == "1 transfer, 1 pass_through"


def test_smaller_moves_are_reckoned_with_and_not_shown(file: Path) -> None:
    assert scan(file, "--min-eth", "500").stdout.splitlines()[-1] == "1 transfer"


def test_a_line_that_is_no_block_is_reported_and_passed_over(file: Path) -> None:
    file.write_text("{}\n" + file.read_text())

    result = scan(file)

    assert result.exit_code == 1
    assert "blocks.jsonl:1: not a block" in result.stderr
    assert "1 transfer" in result.stdout
