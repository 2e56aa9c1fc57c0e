"""Things that go wrong on purpose: refusals, slowness, answers that arrive broken or never."""

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

import msgspec

from standins.telegram.errors import RefusalError
from standins.telegram.trouble.luck import Luck
from standins.telegram.trouble.refusals import BY_CODE, REFUSALS
from standins.telegram.wire import JsonObject

Harm: TypeAlias = Literal["lost", "cut", "half", "garbled", "nginx"]
"""What becomes of the answer.

``lost``: the effect happens, then the connection ends without a word. ``cut``: it ends before
anything happened. ``half``: the effect happens, and half of the answer's bytes arrive.
``garbled``: the effect happens, and what arrives is no JSON. ``nginx``: nothing happens, and the
page of the proxy before Telegram's server comes instead (502 unless a code is given).
"""

HARMLESS: frozenset[Harm] = frozenset({"cut", "nginx"})
"""Harm that comes before the effect, so that nothing happens in the chats."""

_Chance: TypeAlias = Annotated[float, msgspec.Meta(ge=0, le=1)]
_Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0)]
_Seconds: TypeAlias = Annotated[float, msgspec.Meta(ge=0)]


class Fault(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One fault and the requests it meets.

    Attributes
    ----------
    method
        Only this method (any case); None meets every method but ``getUpdates``.
    chat
        Only this ``chat_id``.
    contains
        Only when this stands somewhere in the values of the request.
    chance, seed
        How often it strikes where it could, 0 to 1. Luck is drawn from the seed: the same
        requests in the same order are met in every run.
    after
        How many requests that it could meet are spared first.
    times
        How often it strikes before it is over; None goes on until it is removed.
    error
        The refusal by its name in :mod:`standins.telegram.trouble.refusals`: ``blocked``...
    code, description, parameters
        The refusal in numbers and words, or what is to be different from the named one. With
        neither code nor error the request succeeds (late, or unheard).
    latency, jitter
        Seconds to wait first, and how many more at most (evenly, by luck).
    answer
        What becomes of the answer; None lets it arrive.
    """

    method: str | None = None
    chat: int | str | None = None
    contains: str | None = None
    chance: _Chance = 1.0
    seed: int = 0
    after: _Count = 0
    times: _Count | None = None
    error: str | None = None
    code: int | None = None
    description: str | None = None
    parameters: JsonObject | None = None
    latency: _Seconds = 0.0
    jitter: _Seconds = 0.0
    answer: Harm | None = None

    def __post_init__(self) -> None:
        if self.error is not None and self.error not in REFUSALS:
            known = ", ".join(REFUSALS)
            raise ValueError(f"no refusal is called {self.error!r}; there are: {known}")
        if self.error == "migrated" and "migrate_to_chat_id" not in (self.parameters or {}):
            raise ValueError('"migrated" wants {"parameters": {"migrate_to_chat_id": ...}}')

    def refusal(self) -> RefusalError | None:
        """The refusal, in Telegram's words when none were given."""
        name = self.error or BY_CODE.get(self.code or 0)
        if name is None and self.code is None and self.answer in HARMLESS:
            name = "bad_gateway"
        if name is None and self.code is None:
            return None
        if name is None:
            refusal = RefusalError("fault", self.code or 400, self.parameters)
        else:
            refusal = REFUSALS[name].refusal(self.parameters or {})
        refusal.code = self.code or refusal.code
        refusal.description = self.description or refusal.description
        return refusal

    def meets(self, method: str, values: JsonObject) -> bool:
        """Whether it could happen to this request."""
        if self.method is None and method == "getUpdates":
            return False
        if self.method is not None and self.method.lower() != method.lower():
            return False
        if self.chat is not None and str(values.get("chat_id")) != str(self.chat):
            return False
        return self.contains is None or any(self.contains in str(one) for one in values.values())


class _Armed:
    """A fault that is switched on: its luck, and what is left of its counts."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.spared = fault.after
        self.left = fault.times
        self.luck = Luck(fault.seed)

    @property
    def is_over(self) -> bool:
        return self.left is not None and self.left <= 0

    def strikes(self, method: str, values: JsonObject) -> bool:
        """Whether it happens to this request; counts it either way."""
        if self.is_over or not self.fault.meets(method, values):
            return False
        if self.spared > 0:
            self.spared -= 1
            return False
        if self.fault.chance < 1 and not self.luck.happens(self.fault.chance):
            return False
        if self.left is not None:
            self.left -= 1
        return True

    def delay(self) -> float:
        if not self.fault.jitter:
            return self.fault.latency
        return self.fault.latency + self.luck.between(0, self.fault.jitter)

    def shown(self) -> Fault:
        return msgspec.structs.replace(self.fault, after=self.spared, times=self.left)


@dataclass(frozen=True, slots=True)
class Struck:
    """What happens to one request: seconds to wait, a refusal, harm to the answer."""

    delay: float = 0.0
    refusal: RefusalError | None = None
    answer: Harm | None = None


class Faults:
    """The faults that are switched on, in the order they were given."""

    def __init__(self) -> None:
        self._armed: list[_Armed] = []

    @property
    def active(self) -> list[Fault]:
        """What is still to come, with the counts that are left."""
        return [one.shown() for one in self._armed]

    def replace(self, faults: list[Fault]) -> None:
        """These and no others; their luck begins anew."""
        self._armed = [_Armed(one) for one in faults]

    def take(self, method: str, values: JsonObject) -> Struck | None:
        """What the first fault that strikes does to this request."""
        struck = next((one for one in self._armed if one.strikes(method, values)), None)
        if struck is None:
            return None
        self._armed = [one for one in self._armed if not one.is_over]
        return Struck(struck.delay(), struck.fault.refusal(), struck.fault.answer)
