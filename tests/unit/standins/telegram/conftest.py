"""What the specifications of the Telegram stand-in share."""

import pytest

from tests.support.stage import Stage


@pytest.fixture
def stage() -> Stage:
    return Stage()
