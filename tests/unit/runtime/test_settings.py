"""Specification of the settings."""

from pathlib import Path

import pytest

from core.errors import MisconfiguredError
from runtime.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_setting_has_a_default() -> None:
    settings = read_settings()

    assert settings.bot.api_base == "https://api.telegram.org"
    assert settings.database.url is None


def test_a_variable_names_the_path_to_its_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHALE_BOT_TOKEN", "123456:hunter2")
    monkeypatch.setenv("WHALE_ETHEREUM_MIN_ETH", "25")
    monkeypatch.setenv("WHALE_BYBIT_SYMBOLS", "ETHUSDT, XRPUSDT")
    monkeypatch.setenv("WHALE_BYBIT_DEPTH", "200")

    settings = read_settings()

    assert settings.bot_token == "123456:hunter2"  # noqa: S105
    assert settings.ethereum.min_eth == 25
    assert (settings.bybit.symbols, settings.bybit.depth) == (("ETHUSDT", "XRPUSDT"), 200)


def test_a_file_in_the_working_folder_is_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text("WHALE_API_PORT=1111\nWHALE_REDIS_PARTITIONS=2\n")
    monkeypatch.setenv("WHALE_API_PORT", "2222")

    settings = read_settings()

    assert (settings.api.port, settings.redis.partitions) == (2222, 2)


def test_a_wrong_value_names_its_variable_and_never_the_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WHALE_API_PORT", "hunter2")

    with pytest.raises(MisconfiguredError) as refused:
        read_settings()

    assert "WHALE_API_PORT" in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_a_secret_does_not_show_when_settings_are_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WHALE_BOT_TOKEN", "123456:hunter2")
    monkeypatch.setenv("WHALE_ETHEREUM_WS", "wss://node/v2/hunter2")

    assert "hunter2" not in repr(read_settings())


def test_what_is_missing_is_named_by_its_variable() -> None:
    with pytest.raises(MisconfiguredError, match="WHALE_BOT_TOKEN is not set"):
        _ = Settings().bot_token


def test_every_field_is_explained() -> None:
    unexplained = [
        f"{group}.{name}"
        for group, tree in Settings.model_fields.items()
        for name, field in tree.annotation.model_fields.items()  # type: ignore[union-attr]
        if not field.description
    ]

    assert unexplained == []
