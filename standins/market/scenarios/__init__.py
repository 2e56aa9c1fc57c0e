"""Markets in which something is known to happen: one file a scenario, and this list of them."""

from standins.market.scenario import Scenario
from standins.market.scenarios import (
    accumulation,
    calm_day,
    feed_trouble,
    flash_crash,
    funding_flip,
    liquidation_cascade,
    range_and_sweep,
    short_squeeze,
    spoofed_wall,
    trend_day,
    wall_absorption,
    whale_distribution,
)

SCENARIOS: dict[str, Scenario] = {
    listed.SCENARIO.name: listed.SCENARIO
    for listed in (
        calm_day,
        trend_day,
        range_and_sweep,
        liquidation_cascade,
        short_squeeze,
        flash_crash,
        funding_flip,
        spoofed_wall,
        wall_absorption,
        whale_distribution,
        accumulation,
        feed_trouble,
    )
}
"""Every scenario by its name, in the order in which a newcomer might want to see them."""


def scenario(name: str) -> Scenario:
    """Look a scenario up.

    Raises
    ------
    ValueError
        There is none of that name; the message tells every one with its story.
    """
    if name not in SCENARIOS:
        message = f"no scenario {name!r}. Choose from:\n\n{stories()}"
        raise ValueError(message)
    return SCENARIOS[name]


def stories() -> str:
    """Every scenario with its story, as text for a terminal."""
    return "\n\n".join(f"{each.name}\n    {each.story}" for each in SCENARIOS.values())
