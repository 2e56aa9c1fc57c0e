"""Specification of the settings."""

from pathlib import Path

import pytest

from core.errors import MisconfiguredError
from engine.feeds.ethereum import NETWORKS
from runtime.settings import CHAINS, Settings, read_settings

EXAMPLE = Path(__file__).parents[3] / ".env.example"


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


def test_a_source_has_as_many_addresses_as_are_named_and_their_order_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WHALE_ETHEREUM_WS", "wss://first/v2/key, wss://second/")
    monkeypatch.setenv("WHALE_ETHEREUM_HTTP", "https://third/")

    settings = read_settings()

    assert settings.ethereum.nodes == ["wss://first/v2/key", "wss://second/", "https://third/"]


def test_a_chain_is_followed_when_it_has_a_node(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHALE_ARBITRUM_HTTP", "https://arb1.example/rpc")
    monkeypatch.setenv("WHALE_BASE_MIN_ETH", "5")

    settings = read_settings()

    assert list(settings.chains) == ["arbitrum"]
    assert settings.base.min_eth == 5


def test_every_chain_that_can_be_read_can_be_configured() -> None:
    assert set(CHAINS) == set(NETWORKS)


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("WHALE_ETHEREUM_WS", "wss://good/, https://node/v2/hunter2", "address 2 must begin with"),
        ("WHALE_ETHEREUM_HTTP", "node/v2/hunter2", "must begin with http:// or https://"),
        ("WHALE_ETHEREUM_WITNESS", "hunter2", "must begin with"),
        ("WHALE_ETHEREUM_WATCH", "0x12", "0x12 is no address"),
        ("WHALE_BYBIT_PROOF_DEPTHS", "50,60", "there are order books of"),
    ],
)
def test_a_wrong_address_or_depth_is_told_by_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, words: str
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(MisconfiguredError, match=variable) as refused:
        read_settings()

    assert words in str(refused.value)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "category"),
    [
        ("wss://stream.bybit.com/v5/public/spot", "spot"),
        ("wss://stream.bybit.com/v5/public/inverse", "inverse"),
        ("ws://127.0.0.1:1234/", "linear"),
    ],
)
def test_the_venues_address_names_the_market(
    monkeypatch: pytest.MonkeyPatch, address: str, category: str
) -> None:
    monkeypatch.setenv("WHALE_BYBIT_WS", address)

    assert read_settings().bybit.category == category


def test_every_line_of_the_example_is_a_setting_that_can_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = [line[1:] for line in EXAMPLE.read_text().splitlines() if line.startswith("#WHALE_")]
    for line in lines:
        name, _, value = line.partition("=")
        monkeypatch.setenv(name, value or "")
    for optional in ("WHALE_BOT_TOKEN", "WHALE_ETHEREUM_WITNESS"):
        monkeypatch.delenv(optional)

    settings = read_settings()

    assert settings.ethereum.min_usd == 25_000
    assert all(_field(line.partition("=")[0]) for line in lines)


def _field(variable: str) -> bool:
    group, _, field = variable.removeprefix("WHALE_").lower().partition("_")
    return field in Settings.model_fields[group].annotation.model_fields  # type: ignore[union-attr]
