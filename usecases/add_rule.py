"""A person asks to be told of something."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from core.alerts import NoiseBudget, Rule
from core.conditions import (
    Condition,
    FindingCondition,
    PriceCrossCondition,
    TransferCondition,
)
from core.errors import RefusedError
from core.ports import Clock, Rules
from usecases.markets import unknown_market
from usecases.register_user import Person
from usecases.wishes import checked, read_wish

MOST_RULES = 50

_PRICE_COOLDOWN_S = 300
_BURST_COOLDOWN_S = 60
_IN_BURSTS = frozenset({"walls", "tape"})
_ANY: Mapping[str, float] = MappingProxyType({})


def first_budget(condition: Condition) -> NoiseBudget:
    """What a new rule may say before its owner changes that.

    A price that plays around its level would cross it every second, so it may speak every five
    minutes. The book and the tape have their events in bursts, so they may speak once a minute.
    Transfers, patterns and what candles show are events of their own: all of them are told.
    """
    match condition:
        case PriceCrossCondition():
            return NoiseBudget(cooldown_s=_PRICE_COOLDOWN_S)
        case FindingCondition() if condition.of.family in _IN_BURSTS:
            return NoiseBudget(cooldown_s=_BURST_COOLDOWN_S)
        case _:
            return NoiseBudget()


class AddRule:
    """Stores a new rule that tells its owner's private chat.

    Asking for a thing twice is refused with the number of the rule that does it already, because
    two equal rules are two equal messages. Smaller transfers than ``least_eth`` of their chain
    are not read, so a rule for them would promise what cannot come.
    """

    def __init__(
        self,
        rules: Rules,
        clock: Clock,
        symbols: Sequence[str],
        *,
        least_eth: Mapping[str, float] = _ANY,
    ) -> None:
        self._rules = rules
        self._clock = clock
        self._symbols = symbols
        self._least_eth = least_eth

    async def __call__(self, person: Person, wish: str | dict[str, object]) -> Rule:
        """The stored rule.

        ``wish`` is a line as people type it, or the fields of a form.

        Raises
        ------
        RefusedError
            If the wish cannot be read, asks for what we do not follow, or is one too many.
        """
        condition = self.read(wish)
        self._check_size(condition)
        mine = await self._rules.of_owner(person.user.id)
        self._check_room(mine, condition)
        return await self._rules.add(
            owner=person.user.id,
            condition=condition,
            targets=[person.home.id],
            budget=first_budget(condition),
            now_ns=self._clock.now_ns(),
        )

    def read(self, wish: str | dict[str, object]) -> Condition:
        """The condition a wish stands for, without storing anything."""
        if isinstance(wish, str):
            return read_wish(wish, self._symbols)
        condition = checked(wish)
        symbol = getattr(condition, "symbol", None)
        if symbol is not None and symbol not in self._symbols:
            raise unknown_market(symbol, self._symbols)
        return condition

    def _check_size(self, condition: Condition) -> None:
        if isinstance(condition, TransferCondition):
            least = self._least_eth.get(condition.chain, 0.0)
            if condition.min_eth < least:
                raise RefusedError("refused-too-small", least=least)

    @staticmethod
    def _check_room(mine: Sequence[Rule], condition: Condition) -> None:
        if len(mine) >= MOST_RULES:
            raise RefusedError("refused-too-many-rules", most=MOST_RULES)
        twin = next((rule for rule in mine if rule.condition == condition), None)
        if twin is not None:
            raise RefusedError("refused-twin", rule=str(twin.id))
