"""What the stories share: recordings of a market that is made up once."""

from pathlib import Path

import pytest

from tests.support.bybit_recording import write_recording


@pytest.fixture(scope="session")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_recording(tmp_path_factory.mktemp("bybit") / "frames.jsonl", depths=(1, 50))


@pytest.fixture(scope="session")
def long_recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bybit") / "long.jsonl"
    return write_recording(path, seconds=45, depths=(1, 50))


@pytest.fixture(scope="session")
def deep_recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bybit") / "deep.jsonl"
    return write_recording(path, seconds=45, depths=(1, 50, 200, 1000))
