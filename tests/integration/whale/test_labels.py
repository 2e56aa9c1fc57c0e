"""Specification of ``whale labels`` over a real database."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from whale.cli import app

HOT = "0x28c6c06298d514db089934071355e5743bf21d60"
OTHER = "0x00000000000000000000000000000000000000aa"


@pytest.fixture(autouse=True)
def _with_the_database(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHALE_DATABASE_URL", database_url)


async def whale(*arguments: str) -> Result:
    # The command has a loop of its own.
    return await asyncio.to_thread(lambda: CliRunner().invoke(app, ["labels", *arguments]))


@pytest.fixture
def listed(tmp_path: Path) -> str:
    path = tmp_path / "list.csv"
    path.write_text(f"address,name,category\n{OTHER},Kraken: Hot Wallet 7,exchange\n")
    return str(path)


async def test_a_list_is_imported_once_however_often_it_is_given(listed: str) -> None:
    first = await whale("import", listed, "--source", "my list")
    again = await whale("import", listed, "--source", "my list")

    assert "1 labels, 1 new or changed" in first.stdout
    assert "1 labels, 0 new or changed" in again.stdout
    assert (first.exit_code, again.exit_code) == (0, 0)


async def test_an_address_is_shown_with_every_source_that_knows_it(listed: str) -> None:
    await whale("import", listed, "--source", "my list")

    imported, built_in = await whale("show", OTHER.upper()), await whale("show", HOT)

    assert "Kraken: Hot Wallet 7" in imported.stdout
    assert "my list" in imported.stdout
    assert "Binance 14" in built_in.stdout


async def test_an_address_that_nobody_knows_is_said_so() -> None:
    result = await whale("show", OTHER)

    assert result.exit_code == 1
    assert f"Nobody says whose {OTHER} is." in result.stderr


async def test_an_entity_s_wallets_are_listed_the_built_in_ones_first(listed: str) -> None:
    await whale("import", listed)

    result = await whale("list", "--entity", "kraken")

    lines = result.stdout.splitlines()
    assert len(lines) > 10
    assert lines[0].startswith("A  Kraken ")
    assert lines[-1].split()[-2:] == [OTHER, "list"]
