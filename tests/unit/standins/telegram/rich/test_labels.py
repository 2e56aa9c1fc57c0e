"""Specification of what stands in front of the items of a list."""

import pytest

from standins.telegram.errors import RefusalError
from standins.telegram.rich.labels import labels
from standins.telegram.wire import JsonObject


def test_a_list_is_numbered_or_not() -> None:
    numbered: list[JsonObject] = [{"value": 3}, {"type": "I"}, {"value": 27, "type": "a"}]

    assert labels(numbered) == ["3.", "II.", "aa."]
    assert labels([{}, {}]) == ["•", "•"]
    with pytest.raises(RefusalError, match="either ordered or unordered"):
        labels([{}, {"value": 1}])
