"""Other people's clients, each in a process of its own, against the stand-ins.

What they bring would not fit beside what the product pins, so they live in an environment of their
own (``make install-peers``). Where that is missing, these tests are skipped and say so.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from standins.telegram.running import RunningTelegram, serve

collect_ignore_glob = ["clients/*"]
"""Programs for that other environment: nothing here can import them."""

_HOME = Path(__file__).parents[2] / ".venv-peers"


@pytest.fixture(scope="session")
def peers_python() -> Path:
    """The interpreter that has the peers' clients."""
    return _there(_HOME / "bin" / "python")


@pytest.fixture(scope="session")
def peers_sources() -> Path:
    """The folder of source distributions, each unpacked under its name and version."""
    return _there(_HOME / "sources")


@pytest.fixture
async def telegram() -> AsyncIterator[RunningTelegram]:
    async with serve() as running:
        yield running


def _there(place: Path) -> Path:
    if not place.exists():
        pytest.skip("the peers' own clients are not installed: make install-peers")
    return place
