"""What the stories share: recordings of a market that is made up once."""

from pathlib import Path

import pytest

from tests.support.bybit_recording import write_recording


@pytest.fixture(scope="session")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_recording(tmp_path_factory.mktemp("bybit") / "frames.jsonl")


@pytest.fixture(scope="session")
def long_recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_recording(tmp_path_factory.mktemp("bybit") / "long.jsonl", seconds=45)
