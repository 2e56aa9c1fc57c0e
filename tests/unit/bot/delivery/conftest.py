"""What every test of delivery begins with."""

import pytest

from tests.unit.bot.delivery.round import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()
