"""Specification of reading lists of labels: three publishers' columns, one kind of label."""

from pathlib import Path

import pytest
from msgspec.structs import asdict
from typer.testing import CliRunner

from core.errors import BrokenInputError, MisconfiguredError
from core.labels import Label
from whale.cli import app
from whale.labels.columns import LabelRows

HOT = "0x28c6c06298d514db089934071355e5743bf21d60"


def read(*lines: str) -> list[Label]:
    rows = LabelRows(source="a list, 2026", tier="A", chain="ethereum")
    return [label for line in lines for label in rows.read(line.encode())]


def test_our_own_columns_are_taken_word_for_word() -> None:
    (label,) = read(
        "chain,address,entity,name,category,tier,source,evidence",
        f'base,{HOT},Binance,Binance 14,exchange,b,"my notes, May",seen on a receipt',
    )

    assert asdict(label) == {
        "chain": "base",
        "address": HOT,
        "entity": "Binance",
        "name": "Binance 14",
        "category": "exchange",
        "source": "my notes, May",
        "tier": "B",
        "evidence": "seen on a receipt",
        "owner": 0,
        "removed": False,
        "version": 0,
    }


def test_columns_may_be_few_and_in_any_order() -> None:
    (label,) = read("name,address", f"Binance: Hot Wallet 20,{HOT.upper().replace('0X', '0x')}")

    assert (label.chain, label.address, label.entity) == ("ethereum", HOT, "Binance")
    assert (label.category, label.tier, label.source) == ("other", "A", "a list, 2026")


def test_an_extract_of_etherscan_s_labels_is_understood() -> None:
    (label,) = read(
        "chain,address,label,category,tags", f"bsc,{HOT},Binance 14,exchange,binance|hot-wallet"
    )

    assert (label.chain, label.name, label.category) == ("bnb", "Binance 14", "exchange")


def test_an_extract_of_dune_s_spellbook_is_understood() -> None:
    (label,) = read(
        "chain,address,label,category,source_file", f"ethereum,{HOT},Arbitrum,bridge,labels.sql"
    )

    assert (label.entity, label.category) == ("Arbitrum", "bridge")


@pytest.mark.parametrize(
    ("name", "given", "tags", "category"),
    [
        ("BNB (BNB)", "exchange", "binance", "token"),
        ("Kucoin Shares", "exchange", "kucoin|token-contract", "token"),
        ("Binance: Deposit 1", "exchange", "binance", "deposit"),
        ("Binance: Deposit Funder 3", "exchange", "binance", "exchange"),
        ("Alameda Research 3", "exchange", "alameda-research|fund", "fund"),
        ("anyTUSD", "bridge", "bridged-token", "token"),
        ("Tornado.Cash: Router", "other", "tornado-cash", "mixer"),
        ("Uniswap V2: Router 2", "dex", "uniswap", "contract"),
    ],
)
def test_what_an_address_is_for_is_told_from_what_a_publisher_calls_it(
    name: str, given: str, tags: str, category: str
) -> None:
    (label,) = read("chain,address,label,category,tags", f"ethereum,{HOT},{name},{given},{tags}")

    assert label.category == category


def test_an_address_without_a_name_says_nothing_and_is_counted() -> None:
    rows = LabelRows(source="a list", tier="A", chain="ethereum")
    list(rows.read(b"chain,address,label,category,tags"))

    labels = list(rows.read(f"ethereum,{HOT},,staking,rocket-pool".encode()))

    assert labels == []
    assert rows.nameless == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ethereum,genesis,Somebody,other,A", "address 'genesis' is not 0x and 40 hex digits"),
        (f"ethereum,{HOT},Somebody,shop,A", "category 'shop' is none of bridge, cex,"),
        (f"ethereum,{HOT},Somebody,other,D", "tier 'D' is none of A, B, C"),
        (f"ethereum,{HOT},Somebody,other", "4 values for 5 columns"),
        (f'ethereum,{HOT},"Some"body,other,A', "not a line of CSV in UTF-8"),
    ],
)
def test_a_line_that_cannot_be_used_says_why(line: str, reason: str) -> None:
    with pytest.raises(BrokenInputError, match=reason):
        read("chain,address,name,category,tier", line)


def test_a_file_of_something_else_is_refused_with_what_is_missing() -> None:
    with pytest.raises(MisconfiguredError, match="it says ts_ms, open"):
        read("ts_ms,open", "1,2")


def test_a_dry_run_counts_by_category_names_broken_lines_and_stores_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"address,name,category\n{HOT},Binance 14,exchange\nnowhere,Somebody,other\n")

    result = CliRunner().invoke(app, ["labels", "import", str(path), "--dry-run"])

    assert result.exit_code == 1
    assert "1  exchange" in result.stdout
    assert "1 labels, nothing stored (dry run)" in result.stdout
    assert "list.csv:3: address 'nowhere' is not 0x and 40 hex digits" in result.stderr


def test_a_tier_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["labels", "import", str(tmp_path), "--tier", "Z"])

    assert result.exit_code == 2
    assert "'Z' is none of A, B, C" in result.stderr
