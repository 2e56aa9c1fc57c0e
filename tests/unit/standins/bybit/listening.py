"""Someone who stands in the hall and writes down what comes, and a client's book from it."""

import json
from typing import Any


class Ear:
    """A subscriber that keeps every frame."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []

    def push(self, payload: bytes) -> None:
        self.heard.append(payload)

    def answer(self, payload: bytes, *, after_s: float = 0.0) -> None:
        self.heard.append(payload)

    def frames(self, topic: str = "") -> list[dict[str, Any]]:
        """Frames of topics that begin with a text, answers left out."""
        decoded = [json.loads(payload) for payload in self.heard]
        return [frame for frame in decoded if frame.get("topic", "").startswith(topic or "\0")]

    def answers(self) -> list[dict[str, Any]]:
        decoded = [json.loads(payload) for payload in self.heard]
        return [frame for frame in decoded if "success" in frame]


class ClientBook:
    """A book kept as Bybit's documents tell a client to keep it, written anew for the tests."""

    def __init__(self) -> None:
        self.sides: dict[str, dict[str, str]] = {"b": {}, "a": {}}
        self.u = 0

    def apply(self, frame: dict[str, Any]) -> None:
        data = frame["data"]
        if frame["type"] == "snapshot":
            self.sides = {"b": {}, "a": {}}
        else:
            assert data["u"] == self.u + 1, "a frame is missing"
        self.u = data["u"]
        for side, levels in self.sides.items():
            for price, size in data[side]:
                if float(size) == 0:
                    levels.pop(price, None)
                else:
                    levels[price] = size

    @property
    def bids(self) -> list[list[str]]:
        return sorted(map(list, self.sides["b"].items()), key=lambda row: -float(row[0]))

    @property
    def asks(self) -> list[list[str]]:
        return sorted(map(list, self.sides["a"].items()), key=lambda row: float(row[0]))
