"""Logs of the bot are kept for the test that asks, and written nowhere."""

from collections.abc import Iterator, MutableMapping
from typing import Any

import pytest
from structlog.testing import capture_logs


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[MutableMapping[str, Any]]]:
    """What was logged during the test, without rendering it."""
    with capture_logs() as entries:
        yield entries
