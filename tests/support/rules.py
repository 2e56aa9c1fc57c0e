"""Rules and their neighbours with only the value that matters."""

from core.alerts import NoiseBudget, Rule, RuleId, TargetId, UserId
from core.conditions import Condition, FairValueGapCondition, PriceCrossCondition, TransferCondition


def a_rule(
    condition: Condition,
    *,
    number: int = 1,
    cooldown_s: int = 0,
    paused: bool = False,
    removed: bool = False,
    version: int = 1,
    targets: tuple[int, ...] = (1,),
    created_ns: int = 0,
) -> Rule:
    return Rule(
        id=RuleId(number),
        owner=UserId(1),
        condition=condition,
        targets=tuple(map(TargetId, targets)),
        budget=NoiseBudget(cooldown_s=cooldown_s),
        paused=paused,
        removed=removed,
        version=version,
        created_ns=created_ns,
    )


def transfers_over(eth: float) -> TransferCondition:
    return TransferCondition(min_eth=eth)


def crosses(level: float) -> PriceCrossCondition:
    return PriceCrossCondition(symbol="ETHUSDT", level=level)


def gaps_on(timeframe: str = "15m", side: str = "any") -> FairValueGapCondition:
    return FairValueGapCondition.model_validate(
        {"symbol": "ETHUSDT", "timeframe": timeframe, "side": side}
    )
