"""Specification of ``whale labels`` over a real database."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from core.errors import BrokenInputError
from db.postgres import open_stores
from tests.contract.builders import someone
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


async def test_a_label_set_by_hand_stands_above_a_list_until_it_is_removed() -> None:
    await whale("set", HOT, "My own 3", "--category", "fund")

    shown = await whale("show", HOT)
    removed, again = await whale("remove", HOT), await whale("remove", HOT)

    first, second, *_ = shown.stdout.splitlines()
    assert ("My own 3" in first, "Binance 14" in second) == (True, True)
    assert (removed.exit_code, again.exit_code) == (0, 1)
    assert "My own 3" not in (await whale("show", HOT)).stdout
    assert "says nothing of" in again.stderr


async def test_a_user_s_own_label_is_theirs_alone(database_url: str) -> None:
    async with open_stores(database_url, pool_size=1) as stores:
        user, _ = await someone(stores)
    ann = "--owner", str(user.id)
    await whale("set", OTHER, "My cold wallet", *ann)

    theirs, everybody = await whale("show", OTHER, *ann), await whale("show", OTHER)

    assert "My cold wallet" in theirs.stdout
    assert f"(of user {user.id})" in theirs.stdout
    assert everybody.exit_code == 1
    await whale("remove", OTHER, *ann)
    assert (await whale("show", OTHER, *ann)).exit_code == 1


async def test_a_label_of_a_user_whom_nobody_knows_is_refused() -> None:
    result = await whale("set", OTHER, "My cold wallet", "--owner", "404")

    assert isinstance(result.exception, BrokenInputError)
    assert "no user" in str(result.exception)


async def test_what_is_imported_is_taken_back_by_its_source(listed: str) -> None:
    await whale("import", listed, "--source", "my list")

    by_hand = await whale("remove", OTHER)
    by_list = await whale("remove", OTHER, "--source", "my list")

    assert (by_hand.exit_code, by_list.exit_code) == (1, 0)
    assert "Kraken" not in (await whale("show", OTHER)).stdout


@pytest.mark.parametrize(
    "wrong",
    [("0x12", "Short"), (OTHER, "A", "--chain", "mars"), (OTHER, "A", "--category", "cat")],
    ids=["address", "chain", "category"],
)
async def test_what_cannot_be_a_label_is_refused_with_what_it_may_be(
    wrong: tuple[str, ...],
) -> None:
    result = await whale("set", *wrong)

    assert result.exit_code == 2
    assert any(word in result.stderr for word in ("40 hex digits", "ethereum", "personal"))
